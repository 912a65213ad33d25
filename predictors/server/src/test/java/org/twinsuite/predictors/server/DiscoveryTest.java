package org.twinsuite.predictors.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.predictors.PredictorCatalog;

/** Every module on the class path is found, with its predictors and its model files. */
class DiscoveryTest {

  @Test
  void theCatalogueHoldsThePredictorsOfAllModules() {
    assertThat(PredictorCatalog.discover().names())
        .contains("anomaly", "auto", "changepoint", "degradation", "naive2", "spares");
  }

  @Test
  void modelFilesOfEveryFormatAreReadOrRefusedWithTheReason(@TempDir Path models) throws Exception {
    // GIVEN a damaged file of each format
    Files.writeString(models.resolve("torn.fleetrul"), "half a model");
    Files.writeString(models.resolve("torn.similarrul"), "half a model");
    Files.writeString(models.resolve("torn.onnx.json"), "{\"name\": \"torn\"");

    // WHEN the folder is loaded
    PredictorCatalog.Loaded loaded = PredictorCatalog.discover().load(models);

    // THEN each is refused by its own reader
    assertThat(loaded.loaded()).isEmpty();
    assertThat(loaded.refused())
        .containsOnlyKeys("torn.fleetrul", "torn.onnx.json", "torn.similarrul");
    assertThat(loaded.refused().get("torn.onnx.json")).contains("JSON");
  }
}
