package org.twinsuite.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.app.config.AppConfig;
import org.twinsuite.app.config.ForecastOptions;
import org.twinsuite.app.config.IngestOptions;
import org.twinsuite.app.config.RuleOptions;
import org.twinsuite.app.doctor.Check;
import org.twinsuite.app.doctor.CmmsCheck;
import org.twinsuite.app.doctor.DittoCheck;
import org.twinsuite.app.doctor.Doctor;
import org.twinsuite.app.doctor.FoldersCheck;
import org.twinsuite.app.doctor.KafkaCheck;
import org.twinsuite.app.doctor.LoadCheck;
import org.twinsuite.app.doctor.ScadaCheck;
import org.twinsuite.app.doctor.StoreCheck;
import org.twinsuite.app.pack.LivePack;
import org.twinsuite.predictors.PredictorCatalog;

/** What the doctor looks at, from the same options and with the same readers as the app. */
final class Examination {
  private Examination() {}

  static Doctor of(AppConfig config) {
    List<String> topics = new ArrayList<>();
    for (String tenant : config.get(IngestOptions.TENANTS)) {
      topics.add("hono.telemetry." + tenant);
      topics.add("hono.event." + tenant);
    }
    List<Check> checks =
        List.of(
            new DittoCheck(config),
            new KafkaCheck(config, topics),
            new StoreCheck(config),
            new FoldersCheck(config),
            rulePack(config),
            forecastPlan(config),
            models(config),
            new CmmsCheck(config),
            new ScadaCheck(config));
    return new Doctor(checks);
  }

  private static Check rulePack(AppConfig config) {
    String folder = config.get(RuleOptions.RULES_FOLDER);
    return new LoadCheck(
        "rules",
        folder.isEmpty() ? "built-in standard pack" : folder,
        () -> {
          return "compiles: " + LivePack.open(config).current();
        },
        "correct the named table or rule file");
  }

  private static Check forecastPlan(AppConfig config) {
    String file = config.get(ForecastOptions.FORECAST_PLAN);
    return new LoadCheck(
        "forecast",
        file.isEmpty() ? "built-in plan" : file,
        () -> {
          Catalog.plan(config);
          return "is readable";
        },
        "correct the named line");
  }

  private static Check models(AppConfig config) {
    Path folder = config.get(ForecastOptions.MODELS);
    return new LoadCheck(
        "models",
        folder.toString(),
        () -> {
          if (!Files.isDirectory(folder)) {
            return "is not there; built-in models only";
          }
          PredictorCatalog.Loaded loaded = new PredictorCatalog().load(folder);
          if (!loaded.refused().isEmpty()) {
            throw new IllegalStateException("refused: " + loaded.refused());
          }
          return "loaded " + loaded.loaded();
        },
        "replace the refused file by the one that was trained");
  }
}
