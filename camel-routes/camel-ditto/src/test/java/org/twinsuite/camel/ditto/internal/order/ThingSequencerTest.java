package org.twinsuite.camel.ditto.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/** Whatever happens to the events on the way, the bookkeeping hands each revision over in order. */
class ThingSequencerTest {

  private static final int REVISIONS = 60;

  private final List<Long> handedOver = new ArrayList<>();
  private final Set<Long> handled = new TreeSet<>();

  @Property(tries = 2000)
  void anyDropDuplicateReorderAndFailureEndsWithEveryRevisionHandledInOrder(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 80) int dropPercent,
      @ForAll @IntRange(min = 0, max = 30) int failPercent,
      @ForAll @IntRange(min = 1, max = 12) int window,
      @ForAll @IntRange(min = 1, max = 20) int maxWaiting) {
    handedOver.clear();
    handled.clear();
    // GIVEN a stream of events that loses, repeats and reorders
    Random random = new Random(seed);
    List<Long> stream = new ArrayList<>();
    for (long r = 1; r <= REVISIONS; r++) {
      for (int copy = random.nextInt(10) == 0 ? 2 : 1; copy > 0; copy--) {
        if (random.nextInt(100) >= dropPercent) {
          stream.add(r);
        }
      }
    }
    for (int i = 0; i + window < stream.size(); i += window) {
      Collections.shuffle(stream.subList(i, i + window), random);
    }
    Set<Long> hidden = new TreeSet<>();
    for (long r = 1; r <= REVISIONS; r++) {
      if (!stream.contains(r) && random.nextInt(4) == 0) {
        hidden.add(r);
      }
    }
    ThingSequencer track = new ThingSequencer("org.test:a", 0, maxWaiting);
    Deque<InFlightExchange> open = new ArrayDeque<>();

    // WHEN it is fed to the track, with failures and repairs from a history in between
    for (long revision : stream) {
      track.offer(ReceivedChange.live(change(revision), null, 10));
      step(track, open, random, failPercent, hidden);
    }
    track.reached(REVISIONS);
    for (int i = 0; i < 20_000 && track.handled() < REVISIONS; i++) {
      step(track, open, random, failPercent, hidden);
    }

    // THEN all visible revisions were handled and a revision only after all before it
    assertThat(track.handled()).isEqualTo(REVISIONS);
    Set<Long> visible = new TreeSet<>();
    for (long r = 1; r <= REVISIONS; r++) {
      if (!hidden.contains(r)) {
        visible.add(r);
      }
    }
    assertThat(handled).containsExactlyElementsOf(visible);
    assertThat(inOrderApartFromRewinds(visible)).isTrue();
  }

  /** Each hand-over follows its visible predecessor or goes back to one handed over before. */
  private boolean inOrderApartFromRewinds(Set<Long> visible) {
    List<Long> order = new ArrayList<>(visible);
    long before = 0;
    for (long revision : handedOver) {
      int expected = before == 0 ? 0 : order.indexOf(before) + 1;
      boolean next = expected < order.size() && order.get(expected) == revision;
      if (!next && revision > before) {
        return false;
      }
      before = revision;
    }
    return true;
  }

  private void step(
      ThingSequencer track,
      Deque<InFlightExchange> open,
      Random random,
      int failPercent,
      Set<Long> hidden) {
    InFlightExchange next = track.next(5);
    if (next != null) {
      handedOver.add(next.revision());
      open.addLast(next);
    }
    if (!open.isEmpty() && random.nextBoolean()) {
      InFlightExchange done = random.nextBoolean() ? open.removeFirst() : open.removeLast();
      boolean success = random.nextInt(100) >= failPercent;
      if (success) {
        handled.add(done.revision());
      }
      boolean rewound = track.completed(done, success);
      if (!success && random.nextBoolean()) {
        track.releaseQueued();
      }
      if (rewound && random.nextInt(4) == 0) {
        track.releaseRepeated();
        assertThat(track.repeatedSize()).isZero();
      }
      if (rewound) {
        track.resume();
      }
    }
    RevisionRange gap = track.gap();
    if (gap != null && random.nextInt(8) == 0) {
      track.unreadable();
      gap = track.gap();
    }
    if (gap != null && random.nextInt(3) == 0) {
      long through = gap.from() + random.nextInt((int) (gap.to() - gap.from() + 1));
      List<ReceivedChange> found = new ArrayList<>();
      for (long r = gap.from(); r <= through; r++) {
        if (!hidden.contains(r)) {
          found.add(ReceivedChange.fromHistory(change(r), null, 10));
        }
      }
      track.fill(through, found);
      track.skip(through);
    }
  }

  private static TwinChange change(long revision) {
    return new TwinChange(
        "org.test:a", "/attributes/a", TwinChange.MODIFIED, null, revision, null, null, null);
  }
}
