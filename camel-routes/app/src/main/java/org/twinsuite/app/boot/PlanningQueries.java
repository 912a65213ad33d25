package org.twinsuite.app.boot;

import java.nio.file.Path;
import java.time.InstantSource;
import org.apache.camel.CamelContext;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.RuleOptions;
import org.twinsuite.pipeline.forecast.ForecastRound;
import org.twinsuite.pipeline.forecast.Trial;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.store.Episodes;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.workbench.backtest.BackTestJobs;
import org.twinsuite.workbench.backtest.BackTestRoutes;
import org.twinsuite.workbench.backtest.OwnHistory;
import org.twinsuite.workbench.http.HttpAuthenticator;
import org.twinsuite.workbench.whatif.Foresight;
import org.twinsuite.workbench.whatif.ThingPast;
import org.twinsuite.workbench.whatif.WhatIfRoutes;
import org.twinsuite.workbench.whatif.WhatIfs;

/** What planners may ask without changing anything: what would have been, and what if. */
record PlanningQueries(
    AppConfig config,
    HttpAuthenticator authenticator,
    LivePack packs,
    Episodes episodes,
    Twins twins,
    ForecastRound.Sources forecasts,
    InstantSource clock) {

  BackTestJobs backTests(History history) {
    String folder = config.get(RuleOptions.BACKTEST_PACKS);
    return new BackTestJobs(
        new OwnHistory(
            history,
            forecasts.views(),
            episodes,
            forecasts.plan(),
            packs::current,
            folder.isEmpty() ? null : Path.of(folder),
            config.get(RuleOptions.RULES_TRUSTED_KEYS)));
  }

  void addTo(CamelContext camel, BackTestJobs jobs) throws Exception {
    camel.addRoutes(new BackTestRoutes(authenticator, jobs));
    camel.addRoutes(whatIf());
  }

  private WhatIfRoutes whatIf() {
    return new WhatIfRoutes(
        authenticator,
        new WhatIfs(
            new ThingPast(
                twins::history,
                () -> new ThingViews(twins::retrieve),
                forecasts.views(),
                config.get(RuleOptions.REBUILD)),
            episodes,
            new Foresight(new Trial(forecasts, PredictorFactory.settings(config))),
            packs::current,
            clock));
  }
}
