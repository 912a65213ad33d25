package org.twinsuite.workbench.backtest;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.twinsuite.pipeline.forecast.ForecastPlan;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.store.Episodes;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.signature.TrustedKeys;

/**
 * Back-tests of a running app over its own history: only the app itself can read it, for DuckDB
 * lets one process have a file. Nothing is written to it.
 *
 * @param active the live pack
 * @param packs folder with a folder for each further pack; null allows none
 * @param trusted keys one of which must have signed a pack with rules of its own
 * @param episodes tell which orders were completed
 */
public record OwnHistory(
    History history,
    ThingViews views,
    Episodes episodes,
    ForecastPlan plan,
    Supplier<RulePack> active,
    Path packs,
    TrustedKeys trusted)
    implements BackTestJobs.Asked {

  @Override
  public BackTestJobs.Work ready(BackTestRequest request) {
    RulePack pack = pack(request.pack() == null ? BackTestJobs.ACTIVE : request.pack());
    RulePack against = request.against() == null ? null : pack(request.against());
    return progress -> {
      BackTestQuestion question =
          new BackTestQuestion(
              pack,
              against,
              id -> views.known(id).orElseGet(() -> views.load(id, Instant.EPOCH)).context(),
              request.known(),
              completed(),
              plan,
              request.begin(),
              request.end(),
              request.within(),
              1);
      try (Samples samples = Samples.of(history.another())) {
        return BackTestRun.run(question, samples, progress);
      }
    };
  }

  private RulePack pack(String name) {
    return name.equals(BackTestJobs.ACTIVE) ? active.get() : Packs.named(packs, name, trusted);
  }

  private List<OpenWorkOrder> completed() {
    return episodes.repaired().stream()
        .map(
            episode ->
                new OpenWorkOrder(
                    episode.thingId(),
                    episode.reference(),
                    episode.failureMode(),
                    false,
                    episode.closedAt(),
                    0))
        .toList();
  }
}
