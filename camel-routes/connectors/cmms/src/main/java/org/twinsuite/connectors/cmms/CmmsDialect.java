package org.twinsuite.connectors.cmms;

import java.util.List;
import java.util.Optional;
import org.twinsuite.connectors.RejectedByTarget;

/**
 * One maintenance system's wire contract. An implementation makes single attempts and fails
 * honestly; looking up before a create, retries, and the circuit breaker are {@link
 * GuardedWorkOrders}' work, the same for all systems.
 *
 * <p>Failures are those of {@link WorkOrders}. Implementations are safe for concurrent use.
 */
public interface CmmsDialect extends AutoCloseable {

  /** The name this system is configured under. */
  String system();

  /** The complete order that carries the reference; the oldest if there were several. */
  Optional<WorkOrder> find(String reference);

  /**
   * The order of this number, whoever raised it.
   *
   * @param site where numbers count by site; may be null
   * @throws RejectedByTarget if there is none, or the system does not find orders by number
   */
  default WorkOrder byNumber(String orderNumber, String site) {
    throw RejectedByTarget.beforeSending(
        system(),
        "orderNumber",
        "order "
            + orderNumber
            + " was raised by somebody else, and this system does not find orders by number; add"
            + " the note by hand");
  }

  /**
   * Creates the order. Called only after {@link #find} found none. A system that needs several
   * calls resumes where an earlier attempt stopped.
   */
  WorkOrder submit(WorkOrderRequest request);

  /**
   * Adds the note unless it is there already, with the system's optimistic lock where it has one.
   */
  WorkOrder addNote(WorkOrder order, String note);

  /** Asks for the status and returns the order as read back, whatever its status is. */
  WorkOrder changeStatus(WorkOrder order, WorkOrderStatus status, String memo);

  /**
   * Attaches the file to the order unless one of its name is attached; dialects without a place for
   * files leave it at the link in the long text.
   */
  default AttachmentResult attach(WorkOrder order, Attachment file) {
    return AttachmentResult.LINK;
  }

  /** See {@link WorkOrders#assets()}. */
  default Optional<List<Asset>> assets() {
    return Optional.empty();
  }

  /** See {@link WorkOrders#changedSince(String)}. */
  Changes changedSince(String cursor);

  @Override
  default void close() {}
}
