package org.twinsuite.app.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.twinsuite.app.forecast.ForecastDue;
import org.twinsuite.app.history.History;
import org.twinsuite.app.pack.LivePack;
import org.twinsuite.app.store.ChangeLedger;
import org.twinsuite.app.store.Episodes;
import org.twinsuite.app.time.EventClock;
import org.twinsuite.app.twin.ThingView;
import org.twinsuite.app.twin.ThingViews;
import org.twinsuite.app.twin.Twins;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.rules.episode.CloseReason;
import org.twinsuite.rules.episode.Episode;

/** Builds the change line: its partitions with the rule state they had when the app last ran. */
public record ChangeParts(
    LivePack packs,
    Episodes episodes,
    Twins twins,
    History history,
    ChangeLedger ledger,
    EventClock clock,
    ForecastDue due,
    ChangeMetrics metrics) {

  /**
   * Opens the rule sessions.
   *
   * @param count number of partitions
   * @param rebuild how many changes of each thing are read to rebuild its windows
   * @param handled last handled revision by thing
   * @param views shared with the forecaster
   */
  public ChangeLine line(int count, int rebuild, Map<String, Long> handled, ThingViews views) {
    List<Episode> known = episodes.current();
    for (Episode episode : known) {
      if (episode.closeReason() == CloseReason.ORDER_COMPLETED) {
        due.renewed(episode.thingId(), episode.closedAt());
      }
    }
    FactReader reader = new FactReader();
    Rebuild rebuilding =
        new Rebuild(
            (thing, from, to) -> twins.history(thing, from, to).exceptionally(ChangeParts::gone),
            rebuild,
            views,
            reader,
            clock,
            due);
    List<Rebuild.Mark> marks =
        handled.entrySet().stream()
            .map(mark -> new Rebuild.Mark(mark.getKey(), mark.getValue()))
            .toList();
    List<Partition> partitions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      partitions.add(
          new Partition(
              i,
              new Partition.Parts(views, reader, packs, history, ledger, clock, due, metrics),
              pack ->
                  rebuilding.run(known, marks, pack, (id, view) -> of(id, view, count) == number)));
    }
    return new ChangeLine(partitions, views);
  }

  /**
   * Things of one parent share a partition, so that a rule can tell whose fault its siblings feel.
   */
  static int of(String thingId, ThingView view, int partitions) {
    String parent = view.context().parent();
    return Math.floorMod((parent == null ? thingId : parent).hashCode(), partitions);
  }

  /** A thing that was deleted meanwhile has no history. */
  private static List<TwinChange> gone(Throwable failed) {
    if (Twins.isNotFound(failed)) {
      return List.of();
    }
    CompletableFuture<List<TwinChange>> again = CompletableFuture.failedFuture(failed);
    return again.join();
  }
}
