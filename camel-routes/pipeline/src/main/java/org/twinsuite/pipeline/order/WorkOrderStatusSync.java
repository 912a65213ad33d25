package org.twinsuite.pipeline.order;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.cmms.Changes;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.pipeline.observe.SystemStates;
import org.twinsuite.pipeline.store.Cursors;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.pipeline.twin.TwinFailure;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.pipeline.work.SystemPolls;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;

/**
 * Brings order changes of the maintenance systems into the twins, from where they come back as
 * changes like any other.
 */
public final class WorkOrderStatusSync implements Processor, AutoCloseable {
  /** Source of order states a twin refused, among what is parked. */
  public static final String PARKED_AS = "order state";

  private static final Logger LOG = LoggerFactory.getLogger(WorkOrderStatusSync.class);
  private static final String ACTIVITY = "order states";

  /** A poll that runs for longer is a reason to look at the system. */
  private static final Duration SLOW = Duration.ofMinutes(2);

  private final Cmms cmms;
  private final Outbox outbox;
  private final Cursors cursors;
  private final Twins twins;
  private final SystemStates states;
  private final InstantSource clock;
  private final ParkingLot parked;
  private final SystemPolls polls = new SystemPolls();

  public WorkOrderStatusSync(
      Cmms cmms,
      Outbox outbox,
      Cursors cursors,
      Twins twins,
      SystemStates states,
      InstantSource clock,
      ParkingLot parked) {
    this.cmms = cmms;
    this.outbox = outbox;
    this.cursors = cursors;
    this.twins = twins;
    this.states = states;
    this.clock = clock;
    this.parked = parked;
  }

  /**
   * Polls every system once, each on a thread of its own, and waits for none; what fails is polled
   * again from the same position.
   */
  @Override
  public void process(Exchange exchange) {
    cmms.all()
        .forEach(
            (name, system) -> {
              Duration running = polls.start(name, () -> round(name, system));
              if (running.compareTo(SLOW) > 0) {
                states.down(
                    name, ACTIVITY, "it has not answered for " + running.toSeconds() + " s");
              }
            });
  }

  private void round(String name, WorkOrders system) {
    try {
      poll(name, system);
      states.up(name, ACTIVITY);
    } catch (ConnectorFailure unavailable) {
      states.down(name, ACTIVITY, unavailable.getMessage());
    } catch (CompletionException twinFailed) {
      LOG.warn("order states did not reach the twins yet: {}", twinFailed.getMessage());
    } catch (RuntimeException | Error failed) {
      LOG.warn("order states of {} could not be brought back", name, failed);
      states.down(name, ACTIVITY, failed.toString());
    }
  }

  /** Whether no system is polled now. */
  boolean isIdle() {
    return polls.isIdle();
  }

  @Override
  public void close() throws InterruptedException {
    polls.close();
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
  public void refresh(String system, List<String> references) {
    WorkOrders orders = cmms.all().get(system);
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (String reference : references) {
      created(reference)
          .ifPresent(
              action ->
                  orders
                      .find(reference)
                      .ifPresent(order -> writes.add(write(system, action, order))));
    }
    CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
  }

  private void poll(String name, WorkOrders system) {
    Changes changes = system.changedSince(cursors.position(name).orElse(null));
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (WorkOrder order : changes.orders()) {
      try {
        created(order.reference()).ifPresent(action -> writes.add(write(name, action, order)));
      } catch (IllegalArgumentException unreadable) {
        park(
            name,
            order,
            "what order %s was raised for cannot be read: %s"
                .formatted(order.orderNumber(), unreadable.getMessage()),
            null);
      }
    }
    CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
    if (changes.nextCursor() != null) {
      cursors.move(name, changes.nextCursor());
    }
  }

  /**
   * Brings the state of an order back that was parked.
   *
   * @param key as it was parked, {@code system/reference}
   */
  public void retry(String key) {
    int slash = key.lastIndexOf('/');
    refresh(key.substring(0, slash), List.of(key.substring(slash + 1)));
  }

  private CompletableFuture<Void> write(String system, CreateWorkOrder action, WorkOrder order) {
    MaintenancePatch patch = MaintenancePatch.of(action, order, clock.instant());
    return twins
        .mergeIf(
            action.thingId(),
            patch.path(),
            patch.patch(),
            patch.condition(),
            action.evidence().correlationId())
        .exceptionally(failed -> settled(system, action, order, failed));
  }

  private void park(String system, WorkOrder order, String reason, String correlationId) {
    LOG.warn("parked: {}, correlation id {}", reason, correlationId);
    String key = system + '/' + order.reference();
    parked.park(new ParkedItem(PARKED_AS, key, reason, correlationId, null, null, Instant.now()));
  }

  /** Orders of others carry references too; only our own are brought back. */
  private Optional<CreateWorkOrder> created(String reference) {
    return outbox.byReference(reference).stream()
        .map(ActionExecutors::action)
        .filter(CreateWorkOrder.class::isInstance)
        .map((Action action) -> (CreateWorkOrder) action)
        .findFirst();
  }

  /**
   * A twin that shows the state already, or is gone, needs nothing more; what it refuses is parked,
   * so that it holds no other order up.
   */
  private Void settled(String system, CreateWorkOrder action, WorkOrder order, Throwable failed) {
    TwinFailure failure = TwinFailure.of(failed);
    if (failure.isNotFound()) {
      LOG.warn("order {} belongs to a thing that is gone", order.orderNumber());
      return null;
    }
    if (failure.isPreconditionFailed()) {
      return null;
    }
    if (failure.isRefused()) {
      String reason =
          "%s does not take that order %s is %s: %s"
              .formatted(
                  action.thingId(), order.orderNumber(), order.systemStatus(), failure.message());
      park(system, order, reason, action.evidence().correlationId());
      return null;
    }
    throw new CompletionException(failure.cause());
  }
}
