package org.twinsuite.workbench.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.twinsuite.pipeline.forecast.ForecastPlan;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.RulePack;

/**
 * What a back-test is to find out.
 *
 * @param pack the candidate
 * @param against the pack to compare with; null compares with none
 * @param contexts what a thing is; empty context if it is not known
 * @param failures known failures, with their repairs
 * @param work other work that was done; samples before tell of parts that are gone
 * @param plan names failure mode and model of forecasts in the history
 * @param from null from the first row on
 * @param to exclusive; null up to the last row
 * @param horizon an order counts for a failure that follows within this time
 * @param threads partitions that run at the same time
 */
public record BackTestQuestion(
    RulePack pack,
    RulePack against,
    Function<String, ThingContext> contexts,
    List<PastFailure> failures,
    List<OpenWorkOrder> work,
    ForecastPlan plan,
    Instant from,
    Instant to,
    Duration horizon,
    int threads) {

  /** Contexts from what is known by thing; a thing that is missing has an empty one. */
  public static Function<String, ThingContext> contexts(Map<String, ThingFile.ThingKind> kinds) {
    return id -> {
      ThingFile.ThingKind kind = kinds.get(id);
      return new ThingContext(
          id,
          kind == null ? null : kind.definition(),
          kind == null ? null : kind.parent(),
          null,
          null,
          Instant.EPOCH,
          0);
    };
  }
}
