package org.twinsuite.camel.ditto.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.ditto.component.Patience.await;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.internal.order.Backoff;

class ReconciliationSchedulerTest {

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger begun = new AtomicInteger();
  private final Semaphore mayEnd = new Semaphore(0);

  private final ReconciliationScheduler audits =
      new ReconciliationScheduler(
          () -> {
            begun.incrementAndGet();
            mayEnd.acquireUninterruptibly();
          },
          () -> true,
          new Backoff(Duration.ofMillis(10), Duration.ofMillis(10)),
          timer,
          thread);

  @AfterEach
  void stop() {
    mayEnd.release(1_000);
    timer.shutdownNow();
    thread.shutdownNow();
  }

  @Test
  void looksAgainWhenAConnectionCameWhileAnAuditWasUnderWay() {
    // GIVEN an audit under way, and no other reason to look again
    timer.shutdown();
    audits.nowAndSoon();
    await().until(() -> begun.get() == 1);
    // WHEN the connection is opened again, after what was lost in between
    audits.nowAndSoon();
    mayEnd.release();
    // THEN what the audit under way could not see is looked for
    await().until(() -> begun.get() == 2);
  }

  @Test
  void isRepeatedWhateverItThrows() {
    // GIVEN an audit that ends in an error, and conditions that throw
    AtomicInteger asked = new AtomicInteger();
    ReconciliationScheduler failing =
        new ReconciliationScheduler(
            () -> {
              begun.incrementAndGet();
              throw new StackOverflowError("deep");
            },
            () -> {
              if (asked.incrementAndGet() == 2) {
                throw new LinkageError("asked");
              }
              return true;
            },
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(10)),
            timer,
            thread);
    // WHEN
    failing.every(5);
    // THEN
    await().until(() -> begun.get() > 3);
  }

  @Test
  void leavesOutWhatThePeriodBringsWhileAnAuditIsUnderWay() {
    // GIVEN an audit that takes longer than its period
    audits.every(5);
    await().until(() -> begun.get() == 1);
    // WHEN it ends, long after the period
    mayEnd.release();
    // THEN the next one begins with the period, one at a time
    await().until(() -> begun.get() == 2);
    assertThat(begun.get()).isEqualTo(2);
  }
}
