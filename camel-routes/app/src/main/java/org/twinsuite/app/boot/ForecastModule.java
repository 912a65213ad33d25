package org.twinsuite.app.boot;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.twinsuite.pipeline.forecast.ForecastRound;
import org.twinsuite.pipeline.forecast.Models;

/** History to the predictors, and their forecasts into the twins. */
final class ForecastModule {
  private static final int WAKE_MS = 200;

  final ForecastRound.Sources sources;

  ForecastModule(AppContext app, StoreModule store, TwinModule twin, RuleModule rules)
      throws Exception {
    BufferAllocator allocator = app.shutdown().register("Arrow memory", new RootAllocator());
    Models models =
        app.shutdown().register("models", PredictorFactory.models(app.config(), allocator));
    sources =
        new ForecastRound.Sources(
            rules.due,
            PredictorFactory.plan(app.config()),
            twin.views,
            store.history,
            models,
            store.scores,
            allocator);
    ForecastRound round =
        new ForecastRound(
            sources, PredictorFactory.settings(app.config()), twin.twins, app.meters());
    app.every("forecast", WAKE_MS, round::run);
  }
}
