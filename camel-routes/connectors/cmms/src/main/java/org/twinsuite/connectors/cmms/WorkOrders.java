package org.twinsuite.connectors.cmms;

import java.util.List;
import java.util.Optional;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;

/**
 * The work orders of one maintenance system (CMMS or EAM), seen through the suite's deterministic
 * reference.
 *
 * <p>Every method blocks, is safe for concurrent use, and fails with {@link RetryableFailure} (may
 * succeed later) or {@link RejectedByTarget} (a person must look). Nothing is null unless said.
 *
 * <p>Life cycle: opened by {@link WorkOrdersResolver}, used by any number of threads, closed once.
 */
public interface WorkOrders extends AutoCloseable {

  /** The name this system is configured under. */
  String system();

  /** False while the system is not called because too many calls failed; for health. */
  boolean reachable();

  /** The order that carries this reference, as the system has it now. */
  Optional<WorkOrder> find(String reference);

  /**
   * Creates the order unless one with the same reference exists, and returns the existing one. The
   * reference is looked up before the first and before every further attempt, so that a time-out
   * after the system's commit does not lead to a second order. Callers must not run two creates of
   * one reference at the same time.
   */
  WorkOrder create(WorkOrderRequest request);

  /**
   * Adds a note to the order's long text, once: a note that is already there is not repeated.
   *
   * @throws RejectedByTarget if no order carries the reference
   */
  WorkOrder addNote(String reference, String note);

  /**
   * As {@link #addNote(String, String)}, for an order somebody else raised.
   *
   * @param site where numbers count by site; may be null
   * @throws RejectedByTarget if there is no such order, or the system finds none by number
   */
  WorkOrder addNoteTo(String orderNumber, String site, String note);

  /**
   * Changes the status and reads it back.
   *
   * @param memo shown in the status history where the system keeps one; may be null
   * @throws RejectedByTarget if the system refuses the change, or accepts it without effect
   */
  WorkOrder changeStatus(String reference, WorkOrderStatus status, String memo);

  /**
   * Attaches a file to the order, once: a file of the same name is not repeated.
   *
   * @return whether the file is attached, or the system takes none and the link has to do
   * @throws RejectedByTarget if no order carries the reference, or the system refuses the file
   */
  AttachmentResult attach(String reference, Attachment file);

  /**
   * Orders that carry a reference and changed since the cursor, oldest first, at least once each.
   *
   * @param cursor {@link Changes#nextCursor()} of the call before; null for everything
   */
  Changes changedSince(String cursor);

  /** All assets that are in use; empty where the dialect cannot list them. */
  Optional<List<Asset>> assets();

  /** Releases connections; does not fail. */
  @Override
  void close();
}
