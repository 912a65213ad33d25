package org.twinsuite.sandbox.ditto;

import io.vertx.core.streams.WriteStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Text on its way to one reader. Answers are never dropped; events are, once the reader is behind
 * by the whole buffer, as in Ditto.
 */
final class Outbound {

  private final WriteStream<?> stream;
  private final Consumer<String> write;
  private final int limit;
  private final Deque<String> waiting = new ArrayDeque<>();
  private final AtomicLong dropped;

  Outbound(WriteStream<?> stream, Consumer<String> write, int limit, AtomicLong dropped) {
    this.dropped = dropped;
    this.stream = stream;
    this.write = write;
    this.limit = limit;
    stream.drainHandler(nothing -> drain());
  }

  /** An answer. */
  void send(String text) {
    if (waiting.isEmpty() && !stream.writeQueueFull()) {
      write.accept(text);
    } else {
      waiting.add(text);
    }
  }

  /** An event; dropped when the buffer is full. */
  void offer(String text) {
    if (waiting.size() >= limit) {
      dropped.incrementAndGet();
    } else {
      send(text);
    }
  }

  private void drain() {
    while (!waiting.isEmpty() && !stream.writeQueueFull()) {
      write.accept(waiting.poll());
    }
  }
}
