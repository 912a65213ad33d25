package org.twinsuite.camel.ditto.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** With thousands of things as many tasks wait: none is refused, none runs elsewhere. */
class ThreadsTest {

  private static final int TASKS = 5_000;

  @Test
  void aTimerTakesAsManyTasksAsThereAreThings() throws Exception {
    try (CamelContext context = new DefaultCamelContext()) {
      ScheduledExecutorService timer = Threads.timer(context, this, "Timer", 2);
      CountDownLatch run = new CountDownLatch(TASKS);

      for (int i = 0; i < TASKS; i++) {
        timer.schedule(run::countDown, 200, TimeUnit.MILLISECONDS);
      }

      assertThat(run.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aSingleThreadRunsEverythingItselfAndInOrder() throws Exception {
    try (CamelContext context = new DefaultCamelContext()) {
      ExecutorService single = Threads.single(context, this, "Single");
      CountDownLatch begin = new CountDownLatch(1);
      CountDownLatch done = new CountDownLatch(TASKS);
      List<Integer> order = Collections.synchronizedList(new ArrayList<>());
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      single.execute(() -> await(begin));

      for (int i = 0; i < TASKS; i++) {
        int number = i;
        single.execute(
            () -> {
              order.add(number);
              threads.add(Thread.currentThread());
              done.countDown();
            });
      }
      begin.countDown();

      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
      assertThat(order).isEqualTo(IntStream.range(0, TASKS).boxed().toList());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
