package org.twinsuite.connectors.erp;

/**
 * One ERP system. Opened by {@link ErpResolver}, used by any number of threads, closed once.
 * Callers must not run two bookings of one reference and material at the same time.
 */
public interface Erp extends Spares, ProductionWindows, AutoCloseable {

  /** The name this system is configured under. */
  String system();

  /** False while the system is not called because too many calls failed; for health. */
  boolean reachable();

  /** Releases connections; does not fail. */
  @Override
  void close();
}
