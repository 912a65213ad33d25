package org.twinsuite.app.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.twinsuite.app.forecast.ForecastDue;
import org.twinsuite.app.history.History;
import org.twinsuite.app.store.ChangeLedger;
import org.twinsuite.app.store.Episodes;
import org.twinsuite.app.time.EventClock;
import org.twinsuite.app.twin.ThingViews;
import org.twinsuite.app.twin.Twins;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.episode.CloseReason;
import org.twinsuite.rules.episode.Episode;

/** Builds the change line: its partitions with the rule state they had when the app last ran. */
public record ChangeParts(
    Function<List<Episode>, RuleEngine> engines,
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
    List<Partition> partitions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      RuleEngine engine =
          engines.apply(known.stream().filter(e -> of(e.thingId(), count) == number).toList());
      List<Rebuild.Mark> marks =
          handled.entrySet().stream()
              .filter(mark -> of(mark.getKey(), count) == number)
              .map(mark -> new Rebuild.Mark(mark.getKey(), mark.getValue()))
              .toList();
      partitions.add(
          new Partition(
              i,
              new Partition.Parts(engine, views, reader, history, ledger, clock, due, metrics),
              () -> rebuilding.run(marks, engine)));
    }
    return new ChangeLine(partitions);
  }

  static int of(String thingId, int partitions) {
    return Math.floorMod(thingId.hashCode(), partitions);
  }

  /** A thing that was deleted meanwhile has no history. */
  private static List<org.twinsuite.camel.ditto.TwinChange> gone(Throwable failed) {
    if (Twins.isNotFound(failed)) {
      return List.of();
    }
    CompletableFuture<List<org.twinsuite.camel.ditto.TwinChange>> again =
        CompletableFuture.failedFuture(failed);
    return again.join();
  }
}
