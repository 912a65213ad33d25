package org.twinsuite.camel.ditto.internal.order;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/**
 * Order and completeness of the changes of one thing. Pure bookkeeping without I/O, clocks or
 * threads; the dispatcher that owns it calls it from one thread.
 *
 * <p>Revisions are handed over one after the other without holes. What comes too early waits, what
 * came already is dropped, what is missing is reported as {@link #gap()}. The handled mark moves
 * only over an unbroken run of completed revisions. After a failure nothing more is handed over
 * until all revisions under way came back; then everything from the failed one on is handed over
 * again, so that the order holds for the repetition too.
 *
 * <pre>{@code
 * offer() ──► waiting ──next()──► under way ──completed(ok)──► handled
 *                ▲                    │
 *                │                    └─completed(failed)──► blocked ──all back, resume()──┐
 *                ├──────────────────────────────────────────────────────────────────────────┘
 *                └──fill(), skip()── gap()
 * }</pre>
 *
 * <p>{@code handled() <= handedOver <= head()}; what is between the first two is under way.
 */
public final class ThingSequencer {

  /** What became of an offered change. */
  public enum Offer {
    QUEUED,
    DUPLICATE,
    /** Too many wait, or behind a failure: to be fetched from history when its turn comes. */
    DROPPED
  }

  private final String thingId;
  private final int maxWaiting;
  private final TreeMap<Long, ReceivedChange> waiting = new TreeMap<>();
  private final Deque<InFlightExchange> underWay = new ArrayDeque<>();
  private int open;
  private long handedOver;
  private long handled;
  private long head;
  private long lookedThrough;
  private boolean blocked;
  private boolean unreadable;

  /**
   * @param handled revision up to which everything was handled before, 0 for none
   * @param maxWaiting how many changes may wait for their turn in memory
   */
  public ThingSequencer(String thingId, long handled, int maxWaiting) {
    this.thingId = thingId;
    this.handled = handled;
    this.handedOver = handled;
    this.head = handled;
    this.maxWaiting = maxWaiting;
  }

  public String thingId() {
    return thingId;
  }

  /** All revisions up to this one are handled. */
  public long handled() {
    return handled;
  }

  /** The newest revision known to exist. */
  public long head() {
    return head;
  }

  /** Whether nothing is handed over because of a failure. */
  public boolean blocked() {
    return blocked;
  }

  /** Whether the next change in order is here. */
  public boolean hasNext() {
    return !blocked && waiting.containsKey(handedOver + 1);
  }

  /** The changes that wait for their turn. */
  public Collection<ReceivedChange> waiting() {
    return waiting.values();
  }

  /** The oldest change in memory that is not handled; {@code null} when there is none. */
  ReceivedChange oldestPending() {
    InFlightExchange first = underWay.peekFirst();
    if (first != null) {
      return first.change();
    }
    return waiting.isEmpty() ? null : waiting.firstEntry().getValue();
  }

  /** A change arrived. */
  public Offer offer(ReceivedChange change) {
    long revision = change.revision();
    if (revision <= handedOver) {
      return Offer.DUPLICATE;
    }
    head = Math.max(head, revision);
    if (waiting.containsKey(revision)) {
      return Offer.DUPLICATE;
    }
    boolean canBeFetched = revision > Math.max(handedOver + 1, lookedThrough);
    if (canBeFetched && (blocked || unreadable || waiting.size() >= maxWaiting)) {
      return Offer.DROPPED;
    }
    waiting.put(revision, change);
    return Offer.QUEUED;
  }

  /** The thing is known to have reached this revision. */
  public void reached(long revision) {
    head = Math.max(head, revision);
  }

  /** The next change to hand over, or {@code null} when there is none (yet). */
  public InFlightExchange next(int maxUnderWay) {
    while (!blocked && open < maxUnderWay) {
      ReceivedChange change = waiting.remove(handedOver + 1);
      if (change != null) {
        handedOver++;
        open++;
        InFlightExchange next = new InFlightExchange(this, handedOver, change);
        underWay.addLast(next);
        return next;
      }
      if (handedOver >= lookedThrough) {
        return null;
      }
      handedOver = waiting.isEmpty() ? lookedThrough : waiting.firstKey() - 1;
      handedOver = Math.min(handedOver, lookedThrough);
      underWay.addLast(new InFlightExchange(this, handedOver, null));
      settle();
    }
    return null;
  }

  /** The revisions missing before anything more can be handed over, or {@code null}. */
  public RevisionRange gap() {
    long from = Math.max(handedOver, lookedThrough) + 1;
    if (blocked || head < from || handedOver < lookedThrough || waiting.containsKey(from)) {
      return null;
    }
    return new RevisionRange(from, waiting.isEmpty() ? head : waiting.firstKey() - 1);
  }

  /**
   * Adds what the history shows of a gap.
   *
   * @return how many revisions up to {@code through} are still missing
   */
  public long fill(long through, List<ReceivedChange> found) {
    unreadable = false;
    for (ReceivedChange change : found) {
      if (change.revision() > handedOver) {
        head = Math.max(head, change.revision());
        waiting.putIfAbsent(change.revision(), change);
      }
    }
    if (through <= handedOver) {
      return 0;
    }
    return through - handedOver - waiting.headMap(through, true).size();
  }

  /**
   * Whatever did not come up to this revision cannot be seen by us (policy, filter, trimmed
   * history): it is passed over and counts as handled in its turn.
   */
  public void skip(long through) {
    lookedThrough = Math.max(lookedThrough, through);
  }

  /**
   * A hand-over came back.
   *
   * @return true when everything from the failed revision on has to be repeated: wait, then call
   *     {@link #resume()}
   */
  public boolean completed(InFlightExchange handOver, boolean success) {
    open--;
    handOver.state(success ? InFlightExchange.State.DONE : InFlightExchange.State.FAILED);
    blocked |= !success;
    settle();
    if (blocked && open == 0) {
      rewind();
      return true;
    }
    return false;
  }

  /**
   * The history cannot be read now: what comes until then, and what waits, is fetched with what is
   * missing before it.
   *
   * @return what waited and is given up
   */
  public Collection<ReceivedChange> unreadable() {
    unreadable = true;
    return releaseQueued();
  }

  /**
   * Gives up what waits and can be fetched again, so that a thing whose changes keep failing does
   * not fill the memory other things need.
   */
  public Collection<ReceivedChange> releaseQueued() {
    SortedMap<Long, ReceivedChange> fetchable =
        waiting.tailMap(Math.max(handedOver, lookedThrough) + 1);
    List<ReceivedChange> gone = List.copyOf(fetchable.values());
    fetchable.clear();
    return gone;
  }

  /** How many characters of changes are kept that failed or were fetched. */
  public long repeatedSize() {
    long size = 0;
    for (ReceivedChange change : waiting.values()) {
      size += change.live() ? 0 : change.size();
    }
    return size;
  }

  /** Gives up what {@link #repeatedSize()} counts; it is fetched from the history again. */
  public void releaseRepeated() {
    if (waiting.values().removeIf(change -> !change.live())) {
      lookedThrough = Math.min(lookedThrough, handled);
    }
  }

  /** Goes on after a failure. */
  public void resume() {
    blocked = false;
  }

  private void settle() {
    while (!underWay.isEmpty() && underWay.peekFirst().state() == InFlightExchange.State.DONE) {
      handled = underWay.removeFirst().revision();
    }
  }

  private void rewind() {
    for (InFlightExchange again : underWay) {
      if (again.change() != null) {
        waiting.put(again.revision(), again.change().repeated());
      }
    }
    underWay.clear();
    handedOver = handled;
  }
}
