package org.twinsuite.app.boot;

import java.io.IOException;
import java.util.Map;
import org.twinsuite.app.command.BackTestCommand;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.forecast.ForecastPlan;
import org.twinsuite.workbench.backtest.DittoThings;
import org.twinsuite.workbench.backtest.ThingFile.ThingKind;

/** What a back-test on the command line reads beside its history. */
public final class BackTestInputs implements BackTestCommand.Outside {
  @Override
  public ForecastPlan plan(AppConfig config) throws IOException {
    return PredictorFactory.plan(config);
  }

  @Override
  public Map<String, ThingKind> things(AppConfig config) throws Exception {
    return DittoThings.read(TwinModule.access(config));
  }
}
