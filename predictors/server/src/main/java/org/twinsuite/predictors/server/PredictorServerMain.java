package org.twinsuite.predictors.server;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.flight.PredictorServer;
import org.twinsuite.predictors.flight.ServerLimits;

/**
 * Serves the predictors of the class path and all model files of a folder. Environment: {@code
 * PREDICTORS_HOST, PREDICTORS_PORT, PREDICTORS_MODELS, PREDICTORS_TOKEN, PREDICTORS_TLS_CERT,
 * PREDICTORS_TLS_KEY} and the limits of {@link ServerLimits#of}.
 */
public final class PredictorServerMain {

  private static final Logger LOG = LoggerFactory.getLogger(PredictorServerMain.class);

  private PredictorServerMain() {}

  /** Runs until the process is stopped. */
  public static void main(String[] args) throws Exception {
    Map<String, String> env = System.getenv();
    Path models = Optional.ofNullable(env.get("PREDICTORS_MODELS")).map(Path::of).orElse(null);
    PredictorCatalog catalog = PredictorCatalog.discover();
    if (models != null) {
      catalog.load(models).refused().forEach((file, why) -> LOG.warn("refused {}: {}", file, why));
    }
    PredictorServer.Config config =
        new PredictorServer.Config(
            env.getOrDefault("PREDICTORS_HOST", "127.0.0.1"),
            Integer.parseInt(env.getOrDefault("PREDICTORS_PORT", "8815")),
            models,
            env.get("PREDICTORS_TOKEN"),
            Optional.ofNullable(env.get("PREDICTORS_TLS_CERT")).map(File::new).orElse(null),
            Optional.ofNullable(env.get("PREDICTORS_TLS_KEY")).map(File::new).orElse(null),
            ServerLimits.of(env));
    try (PredictorServer server = new PredictorServer(catalog, config)) {
      server.awaitTermination();
    }
  }
}
