package org.twinsuite.pipeline.order;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.pipeline.observe.SystemStates;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.pipeline.store.StoreException;
import org.twinsuite.pipeline.twin.TwinFailure;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.pipeline.work.BoundedExecutor;

/**
 * Carries actions out of the outbox: to the target system first, then into the twin. Each step is
 * repeated until it succeeded or was refused, and each may be repeated without a second effect.
 */
public final class OutboxDispatcher implements Processor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
  private static final String ACTIVITY = "actions";
  private static final int CLAIM = 64;

  /** Rounds of one look, so that a long backlog of one system does not hold the look up. */
  private static final int ROUNDS = 16;

  /** Kept anew at each look as long as the action is worked on or waits for its turn. */
  private static final Duration LEASE = Duration.ofMinutes(3);

  /** However long a target asks for: its word must not lose an action. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final Outbox outbox;
  private final ActionExecutors executors;
  private final Twins twins;
  private final SystemStates states;
  private final Duration retry;
  private final int attempts;
  private final int parallel;
  private final Set<Long> inFlight = ConcurrentHashMap.newKeySet();
  private final Map<String, BoundedExecutor> workers = new HashMap<>();
  private long kept = System.nanoTime() - LEASE.toNanos();

  /**
   * @param retry first delay before a failed action is tried again
   * @param attempts how often an action may fail for no reason of its target until it is parked
   * @param parallel how many actions of one system are carried out at once
   */
  public OutboxDispatcher(
      Outbox outbox,
      ActionExecutors executors,
      Twins twins,
      SystemStates states,
      Duration retry,
      int attempts,
      int parallel) {
    this.outbox = outbox;
    this.executors = executors;
    this.twins = twins;
    this.states = states;
    this.retry = retry;
    this.attempts = attempts;
    this.parallel = parallel;
  }

  /** Claims what is due and hands it to the workers of its system; does not wait for them. */
  @Override
  public void process(Exchange exchange) {
    keep();
    boolean passedOver = true;
    for (int round = 0; passedOver && round < ROUNDS; round++) {
      passedOver = claim();
    }
  }

  private void keep() {
    if (!inFlight.isEmpty() && System.nanoTime() - kept > LEASE.dividedBy(6).toNanos()) {
      outbox.claims().renewLease(List.copyOf(inFlight), LEASE);
      kept = System.nanoTime();
    }
  }

  /** Returns whether there was something for a system that has no room, so more may be due. */
  private boolean claim() {
    Map<Long, String> passedOver = new HashMap<>();
    for (OutboxItem item : outbox.claims().claim(CLAIM, LEASE, full())) {
      if (inFlight.add(item.id()) && !handOver(item, passedOver)) {
        inFlight.remove(item.id());
      }
    }
    outbox.claims().release(passedOver);
    return passedOver.values().stream().anyMatch(Objects::nonNull);
  }

  /** Whether the workers of its system took it. */
  private boolean handOver(OutboxItem item, Map<Long, String> passedOver) {
    try {
      String system = executors.systemOf(item);
      if (workersOf(system).tryExecute(() -> deliver(item))) {
        return true;
      }
      passedOver.put(item.id(), system);
    } catch (StoreException away) {
      LOG.warn("delivery of {} waits: {}", item.reference(), away.getMessage());
      passedOver.put(item.id(), null);
    } catch (RuntimeException | Error unreadable) {
      park(item, "the action cannot be read: " + unreadable);
    }
    return false;
  }

  private void park(OutboxItem item, String reason) {
    LOG.warn(
        "parked {} {}: {}, correlation id {}",
        item.kind(),
        item.reference(),
        reason,
        item.correlationId());
    try {
      outbox.park(item, reason, Instant.now());
    } catch (StoreException away) {
      // The row keeps its state and its lease runs out: it comes here again.
      LOG.warn("{} could not be parked: {}", item.reference(), away.getMessage());
    }
  }

  private synchronized List<String> full() {
    return workers.entrySet().stream()
        .filter(system -> system.getValue().isFull())
        .map(Map.Entry::getKey)
        .toList();
  }

  private synchronized BoundedExecutor workersOf(String system) {
    return workers.computeIfAbsent(
        system, name -> new BoundedExecutor("outbox-" + name, parallel, CLAIM));
  }

  private void deliver(OutboxItem item) {
    try {
      // It may have waited for its turn, and this process may have been silent meanwhile.
      if (outbox.claims().markStarted(item.id(), LEASE)) {
        execute(item);
      }
    } catch (RuntimeException | Error failed) {
      // The row keeps its state and its lease runs out: it is delivered again.
      LOG.warn("delivery of {} was interrupted", item.reference(), failed);
    } finally {
      inFlight.remove(item.id());
    }
  }

  private void execute(OutboxItem item) {
    try {
      MaintenancePatch patch = executors.execute(item);
      if (patch != null) {
        merge(item, patch).exceptionally(OutboxDispatcher::ignorePreconditionFailed).join();
      }
      outbox.done(item.id());
      states.up(executors.systemOf(item), ACTIVITY);
    } catch (CommandFailedException failed) {
      show(item, failed.patch());
      if (failed.retry()) {
        unexpected(item, failed.getMessage());
      } else {
        park(item, failed.getMessage());
      }
    } catch (RejectedByTarget refused) {
      park(item, refused.getMessage());
    } catch (ConnectorFailure unavailable) {
      states.down(executors.systemOf(item), ACTIVITY, unavailable.getMessage());
      Duration asked =
          unavailable instanceof RetryableFailure retryable
              ? retryable.retryAfter().orElse(Duration.ZERO)
              : Duration.ZERO;
      retryLater(item, unavailable.getMessage(), asked);
    } catch (CompletionException failed) {
      twinFailed(item, TwinFailure.of(failed));
    } catch (RuntimeException | Error failed) {
      LOG.warn(
          "{} {} could not be carried out, correlation id {}",
          item.kind(),
          item.reference(),
          item.correlationId(),
          failed);
      unexpected(item, failed.toString());
    }
  }

  private CompletableFuture<Void> merge(OutboxItem item, MaintenancePatch patch) {
    return twins.mergeIf(
        item.thingId(), patch.path(), patch.patch(), patch.condition(), item.correlationId());
  }

  /** A failure is shown when the twin can show it; the action goes its way in any case. */
  private void show(OutboxItem item, MaintenancePatch patch) {
    try {
      merge(item, patch).join();
    } catch (RuntimeException away) {
      LOG.warn(
          "the twin does not show what became of {} {}: {}",
          item.kind(),
          item.reference(),
          TwinFailure.of(away).message());
    }
  }

  /** What fails for a reason of its own holds its worker again and again, so not for ever. */
  private void unexpected(OutboxItem item, String reason) {
    if (item.attempts() + 1 >= attempts) {
      park(item, "it failed " + (item.attempts() + 1) + " times, the last time: " + reason);
    } else {
      retryLater(item, reason, Duration.ZERO);
    }
  }

  private void twinFailed(OutboxItem item, TwinFailure failure) {
    switch (failure.kind()) {
      case REFUSED -> park(item, "the twin refused the outcome: " + failure.message());
      case OUTAGE -> retryLater(item, failure.message(), Duration.ZERO);
      case UNEXPECTED -> unexpected(item, failure.message());
    }
  }

  /** The condition says that the twin shows this state or a later one. */
  private static Void ignorePreconditionFailed(Throwable failed) {
    TwinFailure failure = TwinFailure.of(failed);
    if (failure.isPreconditionFailed()) {
      return null;
    }
    throw new CompletionException(failure.cause());
  }

  private void retryLater(OutboxItem item, String reason, Duration asked) {
    long backoff = retry.toMillis() << Math.min(item.attempts(), 6);
    long jittered = backoff / 2 + ThreadLocalRandom.current().nextLong(backoff / 2 + 1);
    Duration capped = asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    outbox.failed(item.id(), reason, Duration.ofMillis(Math.max(jittered, capped.toMillis())));
  }

  @Override
  public synchronized void close() throws InterruptedException {
    workers.values().forEach(BoundedExecutor::stop);
    for (BoundedExecutor system : workers.values()) {
      system.awaitEnd(Duration.ofSeconds(10));
    }
  }
}
