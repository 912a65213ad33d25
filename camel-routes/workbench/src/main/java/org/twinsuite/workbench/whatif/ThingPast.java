package org.twinsuite.workbench.whatif;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.change.FactReader;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.fact.Fact;

/** Reads what a thing is now, who shares its parent, and the facts that led there. */
public final class ThingPast {
  private static final Logger LOG = LoggerFactory.getLogger(ThingPast.class);
  private static final int SIBLINGS = 50;

  private final Journal journal;
  private final Supplier<ThingViews> fresh;
  private final ThingViews known;
  private final int revisions;

  /** Reads the changes of a thing from a revision to another, both included. */
  @FunctionalInterface
  public interface Journal {
    CompletableFuture<List<TwinChange>> read(String thingId, long from, long to);
  }

  /**
   * @param fresh views of its own, so that the thing is as it is now
   * @param known views of all things that were seen
   * @param revisions how many changes of each thing are read
   */
  public ThingPast(Journal journal, Supplier<ThingViews> fresh, ThingViews known, int revisions) {
    this.journal = journal;
    this.fresh = fresh;
    this.known = known;
    this.revisions = revisions;
  }

  /** Empty views, to be loaded with things as they are now. */
  ThingViews views() {
    return fresh.get();
  }

  static String id(ThingView view) {
    return view.context().thingId();
  }

  /** The thing and those that share its parent, for they are judged together. */
  List<ThingView> siblings(ThingView view, ThingViews views, Instant clock) {
    List<ThingView> group = new ArrayList<>(List.of(view));
    String parent = view.context().parent();
    if (parent != null) {
      known.all().stream()
          .filter(other -> parent.equals(other.context().parent()) && !id(other).equals(id(view)))
          .sorted(Comparator.comparing(ThingPast::id))
          .limit(SIBLINGS)
          .forEach(other -> group.add(views.load(id(other), clock)));
    }
    return group;
  }

  /** Its last changes as facts, in their order. */
  List<Fact> facts(ThingView view) {
    List<Fact> facts = new ArrayList<>();
    long revision = view.context().revision();
    if (revision == 0) {
      return facts;
    }
    FactReader reader = new FactReader();
    for (TwinChange change :
        journal.read(id(view), Math.max(1, revision - revisions + 1), revision).join()) {
      try {
        facts.addAll(reader.read(change));
      } catch (RuntimeException parkedBefore) {
        LOG.debug("{} is not readable, as before: {}", id(view), parkedBefore.getMessage());
      }
    }
    Instant first =
        facts.stream().map(Fact::at).min(Instant::compareTo).orElse(view.context().at());
    // what a thing is must not be told later than the samples
    facts.add(0, view.context().dated(first));
    facts.addAll(view.standing());
    return facts;
  }
}
