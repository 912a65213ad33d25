package org.twinsuite.pipeline.work;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets so many asynchronous calls be under way at once; the others wait in their order. */
public final class AsyncLimiter {
  private final int limit;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int running;
  private boolean draining;

  /**
   * @param limit how many calls are under way at once, at least 1
   */
  public AsyncLimiter(int limit) {
    this.limit = limit;
  }

  /**
   * Makes a call when there is room.
   *
   * @return completes as the call does; fails with what it throws
   */
  public <T> CompletableFuture<T> submit(Supplier<CompletableFuture<T>> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    synchronized (this) {
      waiting.add(() -> start(call, result));
    }
    drain();
    return result;
  }

  private <T> void start(Supplier<CompletableFuture<T>> call, CompletableFuture<T> result) {
    CompletableFuture<T> called;
    try {
      called = call.get();
    } catch (Throwable failed) {
      called = CompletableFuture.failedFuture(failed);
    }
    called.whenComplete(
        (value, failed) -> {
          synchronized (this) {
            running--;
          }
          if (failed == null) {
            result.complete(value);
          } else {
            result.completeExceptionally(failed);
          }
          drain();
        });
  }

  /** One thread at a time starts calls, so that calls that end at once do not pile up a stack. */
  private void drain() {
    while (true) {
      Runnable next;
      synchronized (this) {
        if (draining || running >= limit || waiting.isEmpty()) {
          return;
        }
        draining = true;
        running++;
        next = waiting.poll();
      }
      try {
        next.run();
      } finally {
        synchronized (this) {
          draining = false;
        }
      }
    }
  }

  /**
   * Calls for each item, so many at once, and waits for none: the calls of one collection take
   * turns with those of others that share a limiter.
   *
   * @param atOnce calls of this collection that are under way or wait in the limiter at once
   * @return completes when all calls are done; fails when one of them failed
   */
  public <I> CompletableFuture<Void> forEach(
      Collection<I> items, int atOnce, Function<I, CompletableFuture<Void>> call) {
    AsyncLimiter own = new AsyncLimiter(atOnce);
    return CompletableFuture.allOf(
        items.stream()
            .map(item -> own.submit(() -> submit(() -> call.apply(item))))
            .toArray(CompletableFuture[]::new));
  }
}
