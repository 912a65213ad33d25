package org.twinsuite.app.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.app.observe.SystemStates;
import org.twinsuite.app.store.Outbox;
import org.twinsuite.app.store.OutboxItem;
import org.twinsuite.app.twin.Twins;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;

/**
 * Carries actions out of the outbox: to the target system first, then into the twin. Each step is
 * repeated until it succeeded or was refused, and each may be repeated without a second effect.
 */
public final class Delivery implements Processor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final int CLAIM = 64;
  private static final int THREADS_PER_SYSTEM = 4;
  private static final Duration LEASE = Duration.ofMinutes(3);

  /** A claimed action is not begun later than this, so that its lease covers the work. */
  private static final Duration LATEST_START = Duration.ofMinutes(1);

  private final Outbox outbox;
  private final ActionExecutors executors;
  private final Twins twins;
  private final SystemStates states;
  private final Duration retry;
  private final Set<Long> inFlight = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<String, ExecutorService> workers = new ConcurrentHashMap<>();

  /**
   * @param retry first delay before a failed action is tried again
   */
  public Delivery(
      Outbox outbox, ActionExecutors executors, Twins twins, SystemStates states, Duration retry) {
    this.outbox = outbox;
    this.executors = executors;
    this.twins = twins;
    this.states = states;
    this.retry = retry;
  }

  /** Claims what is due and hands it to the workers of its system; does not wait for them. */
  @Override
  public void process(Exchange exchange) {
    if (inFlight.size() >= CLAIM) {
      return;
    }
    Instant claimedAt = Instant.now();
    for (OutboxItem item : outbox.claim(CLAIM, claimedAt, LEASE)) {
      if (!inFlight.add(item.id())) {
        continue;
      }
      try {
        workers
            .computeIfAbsent(
                executors.systemOf(item),
                system -> Executors.newFixedThreadPool(THREADS_PER_SYSTEM))
            .execute(() -> deliver(item, claimedAt));
      } catch (RejectedExecutionException stopping) {
        inFlight.remove(item.id());
      }
    }
  }

  private void deliver(OutboxItem item, Instant claimedAt) {
    try {
      if (Instant.now().isBefore(claimedAt.plus(LATEST_START))) {
        execute(item);
      } else {
        outbox.failed(item.id(), "not begun within its lease", Instant.now());
      }
    } catch (RuntimeException failed) {
      // The row keeps its state and its lease runs out: it is delivered again.
      LOG.warn("delivery of {} was interrupted: {}", item.reference(), failed.getMessage());
    } finally {
      inFlight.remove(item.id());
    }
  }

  private void execute(OutboxItem item) {
    try {
      MaintenancePatch patch = executors.execute(item);
      if (patch != null) {
        twins
            .mergeIf(
                item.thingId(),
                patch.path(),
                patch.patch(),
                patch.condition(),
                item.correlationId())
            .exceptionally(Delivery::fineIfAlreadyThere)
            .join();
      }
      outbox.done(item.id());
      states.up(executors.systemOf(item));
    } catch (RejectedByTarget refused) {
      LOG.warn(
          "parked {} {}: {}, correlation id {}",
          item.kind(),
          item.reference(),
          refused.getMessage(),
          item.correlationId());
      outbox.park(item, refused.getMessage(), Instant.now());
    } catch (ConnectorFailure unavailable) {
      states.down(executors.systemOf(item), unavailable.getMessage());
      Duration asked =
          unavailable instanceof RetryableFailure retryable
              ? retryable.retryAfter().orElse(Duration.ZERO)
              : Duration.ZERO;
      retryLater(item, unavailable.getMessage(), asked);
    } catch (CompletionException twinFailed) {
      twinFailed(item, twinFailed.getCause());
    }
  }

  private void twinFailed(OutboxItem item, Throwable cause) {
    boolean refused =
        cause instanceof DittoCommandException command
            && command.status() < 500
            && command.status() != 408
            && command.status() != 429;
    if (refused) {
      outbox.park(item, "the twin refused the outcome: " + cause.getMessage(), Instant.now());
    } else {
      retryLater(item, String.valueOf(cause.getMessage()), Duration.ZERO);
    }
  }

  /** The condition says that the twin shows this state or a later one. */
  private static Void fineIfAlreadyThere(Throwable failed) {
    Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
    if (cause instanceof DittoCommandException command && command.status() == 412) {
      return null;
    }
    throw new CompletionException(cause);
  }

  private void retryLater(OutboxItem item, String reason, Duration asked) {
    long backoff = retry.toMillis() << Math.min(item.attempts(), 6);
    long jittered = backoff / 2 + ThreadLocalRandom.current().nextLong(backoff / 2 + 1);
    outbox.failed(
        item.id(), reason, Instant.now().plusMillis(Math.max(jittered, asked.toMillis())));
  }

  @Override
  public void close() throws InterruptedException {
    for (ExecutorService worker : workers.values()) {
      worker.shutdown();
    }
    for (ExecutorService worker : workers.values()) {
      worker.awaitTermination(10, TimeUnit.SECONDS);
    }
  }
}
