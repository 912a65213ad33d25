package org.twinsuite.rules.time;

import java.util.PriorityQueue;

/**
 * What has to be looked at when the clock reaches a time. Entries of the same time come out in the
 * order they were put in, so that a replay decides alike.
 *
 * @param <T> what is due
 */
public final class TimerQueue<T> {

  private record Entry<T>(long at, long order, T value) implements Comparable<Entry<T>> {
    @Override
    public int compareTo(Entry<T> other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry<T>> queue = new PriorityQueue<>();
  private long order;

  public void add(long at, T value) {
    queue.add(new Entry<>(at, order++, value));
  }

  /** Time of the next entry; {@link Long#MAX_VALUE} if there is none. */
  public long next() {
    Entry<T> head = queue.peek();
    return head == null ? Long.MAX_VALUE : head.at();
  }

  /** Takes the next entry; only if there is one. */
  public T take() {
    return queue.remove().value();
  }
}
