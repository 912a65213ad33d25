package org.twinsuite.sandbox.ditto;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The history of one thing: chunks of events, each with a snapshot of the state before it. Trimming
 * drops whole chunks, so no change is ever applied twice for the sake of the history.
 */
final class Journal {

  private static final int CHUNK = 100;

  private record Chunk(ThingState before, List<TwinEvent> events) {}

  private final int keep;
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private int size;

  Journal(int keep) {
    this.keep = keep;
  }

  /**
   * @param before the state the event applied to, {@code null} for the first one.
   */
  void append(ThingState before, TwinEvent event) {
    int chunk = Math.min(CHUNK, keep);
    if (chunks.isEmpty() || chunks.getLast().events.size() >= chunk) {
      chunks.addLast(new Chunk(before, new ArrayList<>(4)));
    }
    chunks.getLast().events.add(event);
    size++;
    if (size - chunks.getFirst().events.size() >= keep) {
      size -= chunks.removeFirst().events.size();
    }
  }

  /** Events in the order of their revisions. */
  List<TwinEvent> events(Predicate<TwinEvent> wanted) {
    List<TwinEvent> found = new ArrayList<>();
    for (Chunk chunk : chunks) {
      for (TwinEvent event : chunk.events) {
        if (wanted.test(event)) {
          found.add(event);
        }
      }
    }
    return found;
  }

  /** The state at a revision, empty when it is unknown or no longer kept. */
  Optional<ThingState> atRevision(long revision) {
    return replay(event -> event.revision() <= revision).filter(s -> s.revision() == revision);
  }

  /** The state just before a time, empty when there was none yet or that time is not kept. */
  Optional<ThingState> before(Instant time) {
    return replay(event -> event.timestamp().isBefore(time))
        .filter(state -> state.modified().isBefore(time));
  }

  private Optional<ThingState> replay(Predicate<TwinEvent> included) {
    ThingState state = null;
    for (Chunk chunk : chunks) {
      if (!included.test(chunk.events.get(0))) {
        return Optional.ofNullable(state == null ? chunk.before : state);
      }
      state = chunk.before;
      for (TwinEvent event : chunk.events) {
        if (!included.test(event)) {
          return Optional.ofNullable(state);
        }
        state = next(state, event);
      }
    }
    return Optional.ofNullable(state);
  }

  private static ThingState next(ThingState before, TwinEvent event) {
    boolean fresh = before == null || before.deleted();
    return new ThingState(
        event.id(),
        Changes.apply(before == null ? null : before.json(), event),
        event.revision(),
        fresh ? event.timestamp() : before.created(),
        event.timestamp(),
        0,
        event.action() == TwinEvent.Action.deleted && event.path().isEmpty());
  }
}
