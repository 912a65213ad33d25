package org.twinsuite.app;

import java.nio.file.Path;
import java.time.InstantSource;
import org.apache.camel.CamelContext;
import org.twinsuite.app.backtest.BackTestJobs;
import org.twinsuite.app.backtest.BackTestRoutes;
import org.twinsuite.app.backtest.OwnHistory;
import org.twinsuite.app.config.AppConfig;
import org.twinsuite.app.config.RuleOptions;
import org.twinsuite.app.forecast.ForecastRound;
import org.twinsuite.app.forecast.Trial;
import org.twinsuite.app.history.History;
import org.twinsuite.app.http.Door;
import org.twinsuite.app.pack.LivePack;
import org.twinsuite.app.store.Episodes;
import org.twinsuite.app.twin.ThingViews;
import org.twinsuite.app.twin.Twins;
import org.twinsuite.app.whatif.Foresight;
import org.twinsuite.app.whatif.WhatIfRoutes;
import org.twinsuite.app.whatif.WhatIfs;

/** What planners may ask without changing anything: what would have been, and what if. */
record Questions(
    AppConfig config,
    Door door,
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
            folder.isEmpty() ? null : Path.of(folder)));
  }

  void addTo(CamelContext camel, BackTestJobs jobs) throws Exception {
    camel.addRoutes(new BackTestRoutes(door, jobs));
    camel.addRoutes(whatIf());
  }

  private WhatIfRoutes whatIf() {
    return new WhatIfRoutes(
        door,
        new WhatIfs(
            new WhatIfs.Parts(
                packs::current,
                episodes,
                twins::history,
                () -> new ThingViews(twins::retrieve),
                forecasts.views(),
                new Foresight(new Trial(forecasts, Catalog.settings(config))),
                clock,
                config.get(RuleOptions.REBUILD))));
  }
}
