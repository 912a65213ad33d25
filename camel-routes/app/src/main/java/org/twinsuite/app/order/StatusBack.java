package org.twinsuite.app.order;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.app.observe.SystemStates;
import org.twinsuite.app.store.Cursors;
import org.twinsuite.app.store.Outbox;
import org.twinsuite.app.twin.Twins;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.cmms.Changes;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;

/**
 * Brings order changes of the maintenance systems into the twins, from where they come back as
 * changes like any other.
 */
public final class StatusBack implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(StatusBack.class);
  private final Cmms cmms;
  private final Outbox outbox;
  private final Cursors cursors;
  private final Twins twins;
  private final SystemStates states;
  private final InstantSource clock;

  public StatusBack(
      Cmms cmms,
      Outbox outbox,
      Cursors cursors,
      Twins twins,
      SystemStates states,
      InstantSource clock) {
    this.cmms = cmms;
    this.outbox = outbox;
    this.cursors = cursors;
    this.twins = twins;
    this.states = states;
    this.clock = clock;
  }

  /** Polls every system once; what fails is polled again from the same position. */
  @Override
  public void process(Exchange exchange) {
    for (Map.Entry<String, WorkOrders> system : cmms.all().entrySet()) {
      try {
        poll(system.getKey(), system.getValue());
        states.up(system.getKey());
      } catch (ConnectorFailure unavailable) {
        states.down(system.getKey(), unavailable.getMessage());
      } catch (CompletionException twinFailed) {
        LOG.warn("order states did not reach the twins yet: {}", twinFailed.getMessage());
      }
    }
  }

  /** Whether a maintenance system of this name is configured. */
  public boolean knows(String system) {
    return cmms.all().containsKey(system);
  }

  /**
   * Asks a system now for what changed.
   *
   * @throws ConnectorFailure when it does not answer
   * @throws CompletionException when a twin cannot be written now
   */
  public void poll(String system) {
    poll(system, cmms.all().get(system));
  }

  /** Brings the named orders of a system into their twins as the system has them now. */
  public void look(String system, List<String> references) {
    WorkOrders orders = cmms.all().get(system);
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (String reference : references) {
      created(reference)
          .ifPresent(
              action ->
                  orders.find(reference).ifPresent(order -> writes.add(write(action, order))));
    }
    CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
  }

  private void poll(String name, WorkOrders system) {
    Changes changes = system.changedSince(cursors.position(name).orElse(null));
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (WorkOrder order : changes.orders()) {
      created(order.reference()).ifPresent(action -> writes.add(write(action, order)));
    }
    CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
    if (changes.nextCursor() != null) {
      cursors.move(name, changes.nextCursor());
    }
  }

  private CompletableFuture<Void> write(CreateWorkOrder action, WorkOrder order) {
    MaintenancePatch patch = MaintenancePatch.of(action, order, clock.instant());
    return twins
        .mergeIf(
            action.thingId(),
            patch.path(),
            patch.patch(),
            patch.condition(),
            action.evidence().correlationId())
        .exceptionally(failed -> settled(order, failed));
  }

  /** Orders of others carry references too; only our own are brought back. */
  private Optional<CreateWorkOrder> created(String reference) {
    return outbox.byReference(reference).stream()
        .map(ActionExecutors::action)
        .filter(CreateWorkOrder.class::isInstance)
        .map((Action action) -> (CreateWorkOrder) action)
        .findFirst();
  }

  /** A twin that shows the state already, or is gone, needs nothing more. */
  private static Void settled(WorkOrder order, Throwable failed) {
    Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
    if (cause instanceof DittoCommandException command
        && (command.status() == 412 || command.status() == 404)) {
      if (command.status() == 404) {
        LOG.warn("order {} belongs to a thing that is gone", order.orderNumber());
      }
      return null;
    }
    throw new CompletionException(cause);
  }
}
