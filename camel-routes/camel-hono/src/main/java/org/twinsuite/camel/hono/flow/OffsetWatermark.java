package org.twinsuite.camel.hono.flow;

import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * How far one partition is done: offsets are received in rising order, finish in any order, and the
 * offset to commit is the one after the unbroken run of finished ones. Offsets may have gaps, as
 * transaction markers and compaction leave them. Not thread-safe.
 */
public final class OffsetWatermark {

  private final TreeSet<Long> open = new TreeSet<>();
  private long first = -1;
  private long next = -1;

  /**
   * Takes note of a received offset.
   *
   * @return false when it is not higher than what was received before; then nothing changes
   */
  public boolean received(long offset) {
    if (offset < next) {
      return false;
    }
    if (first < 0) {
      first = offset;
    }
    next = offset + 1;
    open.add(offset);
    return true;
  }

  /** Takes note that a received offset is done; unknown ones are ignored. */
  public void done(long offset) {
    open.remove(offset);
  }

  /**
   * The offset to commit, that is where a successor has to begin; empty while nothing is done that
   * a successor could leave out.
   */
  public OptionalLong committable() {
    long position = position();
    return position > first ? OptionalLong.of(position) : OptionalLong.empty();
  }

  /** How many offsets lie between the oldest one not done and the newest one received. */
  public long window() {
    return next - position();
  }

  private long position() {
    return open.isEmpty() ? next : open.first();
  }
}
