package org.twinsuite.connectors.cmms;

import java.util.List;
import java.util.Optional;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.guard.Guard;

/**
 * A dialect behind look-up, retries and circuit breaker. Each attempt of a create starts with the
 * look-up, so an order that was made by an attempt whose answer was lost is found and not made
 * again, and one that may still be made is waited for.
 */
final class GuardedWorkOrders implements WorkOrders {

  static final List<Option<?>> OPTIONS = Guard.OPTIONS;

  private final CmmsDialect dialect;
  private final Guard guard;

  private GuardedWorkOrders(CmmsDialect dialect, Guard guard) {
    this.dialect = dialect;
    this.guard = guard;
  }

  static WorkOrders of(CmmsDialect dialect, Settings settings) {
    return new GuardedWorkOrders(dialect, Guard.of(dialect.system(), settings));
  }

  @Override
  public String system() {
    return dialect.system();
  }

  @Override
  public boolean reachable() {
    return guard.closed();
  }

  @Override
  public Optional<WorkOrder> find(String reference) {
    Reference.check(reference);
    return guard.call(() -> dialect.find(reference));
  }

  @Override
  public WorkOrder create(WorkOrderRequest request) {
    return guard.createOnce(() -> dialect.find(request.reference()), () -> submit(request));
  }

  private WorkOrder submit(WorkOrderRequest request) {
    WorkOrder made = dialect.submit(request);
    if (made.orderNumber().isBlank()) {
      throw RetryableFailure.noAnswer(system(), "the number of the order");
    }
    return made;
  }

  @Override
  public WorkOrder addNote(String reference, String note) {
    Reference.check(reference);
    return guard.call(() -> dialect.addNote(standing(reference), note));
  }

  @Override
  public WorkOrder addNoteTo(String orderNumber, String site, String note) {
    return guard.call(() -> dialect.addNote(dialect.byNumber(orderNumber, site), note));
  }

  @Override
  public WorkOrder changeStatus(String reference, WorkOrderStatus status, String memo) {
    Reference.check(reference);
    return guard.call(
        () -> {
          WorkOrder before = standing(reference);
          if (before.status() == status) {
            return before;
          }
          WorkOrder after = dialect.changeStatus(before, status, memo);
          if (after.status() != status) {
            throw new RejectedByTarget(
                system(),
                0,
                null,
                "status",
                "order %s was set to %s and the system accepted it, yet it reads %s (%s): is the change allowed there?"
                    .formatted(after.orderNumber(), status, after.status(), after.systemStatus()));
          }
          return after;
        });
  }

  @Override
  public AttachmentResult attach(String reference, Attachment file) {
    Reference.check(reference);
    return guard.call(() -> dialect.attach(standing(reference), file));
  }

  @Override
  public Changes changedSince(String cursor) {
    return guard.call(() -> dialect.changedSince(cursor));
  }

  @Override
  public Optional<List<Asset>> assets() {
    return guard.call(dialect::assets);
  }

  @Override
  public void close() {
    dialect.close();
  }

  private WorkOrder standing(String reference) {
    return dialect
        .find(reference)
        .orElseThrow(
            () ->
                new RejectedByTarget(
                    system(), 404, null, "reference", "no order carries reference " + reference));
  }
}
