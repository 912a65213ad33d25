package org.twinsuite.connectors.cmms.camel;

/** Keeps how far the changes of each system were handled. */
public interface CursorStore {

  /** The last cursor stored for the system, null if there is none. */
  String load(String system);

  /** Called after every change up to the cursor was handled. */
  void store(String system, String cursor);
}
