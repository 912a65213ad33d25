package org.twinsuite.pipeline.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AsyncLimiterTest {
  private final List<CompletableFuture<Void>> started = new ArrayList<>();
  private final AsyncLimiter limiter = new AsyncLimiter(4);

  private CompletableFuture<Void> call(int number) {
    CompletableFuture<Void> call = new CompletableFuture<>();
    started.add(call);
    return call;
  }

  @Test
  void soManyCallsAreUnderWayAndNoMore() {
    // WHEN
    CompletableFuture<Void> all =
        limiter.forEach(IntStream.range(0, 10).boxed().toList(), 4, this::call);
    // THEN
    assertThat(started).hasSize(4);
    started.get(0).complete(null);
    assertThat(started).hasSize(5);
    for (int i = 0; i < 10; i++) {
      started.get(i).complete(null);
    }
    assertThat(all).isCompleted();
  }

  @Test
  void oneCollectionLeavesRoomForAnother() {
    // GIVEN a collection that may have two calls under way
    limiter.forEach(IntStream.range(0, 10).boxed().toList(), 2, this::call);
    assertThat(started).hasSize(2);
    // WHEN
    CompletableFuture<Void> other = limiter.submit(() -> call(0));
    // THEN
    assertThat(started).hasSize(3);
    started.get(2).complete(null);
    assertThat(other).isCompleted();
  }

  @Test
  void aCallThatThrowsOrFailsMakesRoomForTheNext() {
    AtomicInteger calls = new AtomicInteger();
    CompletableFuture<Void> all =
        limiter.forEach(
            IntStream.range(0, 100).boxed().toList(),
            1,
            number -> {
              calls.incrementAndGet();
              if (number % 2 == 0) {
                throw new StackOverflowError();
              }
              return CompletableFuture.failedFuture(new IllegalStateException());
            });
    assertThat(all).isCompletedExceptionally();
    assertThat(calls).hasValue(100);
  }

  @Test
  void callsThatEndAtOnceDoNotPileUpAStack() {
    AtomicInteger calls = new AtomicInteger();
    CompletableFuture<Void> all =
        limiter.forEach(
            IntStream.range(0, 100_000).boxed().toList(),
            3,
            number -> {
              calls.incrementAndGet();
              return CompletableFuture.completedFuture(null);
            });
    assertThat(all).isCompleted();
    assertThat(calls).hasValue(100_000);
  }
}
