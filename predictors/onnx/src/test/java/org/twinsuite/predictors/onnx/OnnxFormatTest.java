package org.twinsuite.predictors.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.predictors.DamagedModelException;
import org.twinsuite.predictors.PredictorCatalog;

class OnnxFormatTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"name\": \"pump-heat\",'          | ''                              | name is missing",
        "'\"2026-01-31T00:00:00Z\"'          | '\"yesterday\"'                 | trainedAt must be a moment",
        "'\"file\": \"pump-heat.onnx\"'      | '\"file\": \"../x.onnx\"'       | file must be a name",
        "'\"file\": \"pump-heat.onnx\"'      | '\"file\": \"other.onnx\"'      | no file other.onnx",
        "'\"sha256\": \"HASH\"'              | '\"sha256\": \"00\"'            | 64 hexadecimal digits",
        "'\"level\": 0.9,'                   | '\"level\": 90,'                | level must lie",
        "'\"level\": 0.9,'                   | ''                              | level goes with lower",
        "'\"level\": 0.9,' | '\"level\": 0.9, \"colour\": 1,' | colour",
        "'\"column\": \"mean\"'              | '\"column\": \"median\"'        | median",
        "'\"column\": \"lower\"'             | '\"column\": \"mean\"'          | fill the column MEAN twice",
        "'\"index\": 2'                      | '\"index\": 3'                  | no element 3",
        "'\"tensor\": \"history\"'           | '\"tensor\": \"past\"'          | no input past",
        "'\"tensor\": \"quantiles\", \"column\": \"mean\"' | '\"tensor\": \"q\", \"column\": \"mean\"' | no output q",
        "'\"float32\"'                       | '\"int64\"'                     | history is FLOAT in the model",
        "'\"length\": 4'                     | '\"length\": 5'                 | 'the shape [-1, 4, 2]'",
        "'\"missing\": \"previous\"'         | '\"missing\": \"guess\"'        | guess",
        "'\"missing\": \"previous\"'         | '\"missing\": \"constant\"'     | fill goes with",
        "'[\"batch\", \"time\", \"column\"]' | '[\"time\", \"batch\"]'         | batch first",
        "'[\"heat\", \"load\"]'              | '[\"heat\", \"step\"]'          | one number a row",
        "'{'                                 | ''                              | pump-heat.onnx.json",
      })
  void aManifestThatDoesNotFitIsRefusedWithTheFix(String from, String to, String reason)
      throws IOException {
    String manifest = OnnxModels.quantilesManifest();
    assertThat(manifest).contains(from);
    Path file =
        OnnxModels.write(folder, "pump-heat", OnnxModels.quantiles(-1), manifest.replace(from, to));

    assertThatThrownBy(() -> new OnnxFormat().load(file))
        .isInstanceOf(DamagedModelException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("onnx");
  }

  @Test
  void aChangedModelIsRefusedAndTheOthersAreLoaded() throws IOException {
    byte[] model = OnnxModels.quantiles(-1);
    OnnxModels.write(folder, "pump-heat", model, OnnxModels.quantilesManifest());
    OnnxModels.write(folder, "bearing-life", OnnxModels.life(), OnnxModels.lifeManifest());
    model[model.length / 2] ^= 1;
    Files.write(folder.resolve("pump-heat.onnx"), model);

    PredictorCatalog catalog = new PredictorCatalog();
    PredictorCatalog.Loaded loaded = catalog.load(folder);

    assertThat(loaded.loaded()).containsExactly("bearing-life");
    assertThat(loaded.refused().get("pump-heat.onnx.json")).contains("damaged", "SHA-256");
  }

  @Test
  void whatIsNoModelIsRefusedByTheRuntimeWithoutEndingTheProcess() throws IOException {
    byte[] cut = Arrays.copyOf(OnnxModels.quantiles(-1), 60);
    Path file = OnnxModels.write(folder, "pump-heat", cut, OnnxModels.quantilesManifest());

    assertThatThrownBy(() -> new OnnxFormat().load(file))
        .isInstanceOf(DamagedModelException.class)
        .hasMessageContaining("the runtime refuses it");
  }

  @Test
  void anInputTheManifestForgetsIsNamed() throws IOException {
    byte[] model =
        new OnnxWriter()
            .node("Add", "y", "x", "mask")
            .input("x", OnnxWriter.DOUBLE, -1, 1)
            .input("mask", OnnxWriter.DOUBLE, -1, 1)
            .output("y", OnnxWriter.DOUBLE, -1, 1)
            .model();
    Path file = OnnxModels.write(folder, "bearing-life", model, OnnxModels.lifeManifest());

    assertThatThrownBy(() -> new OnnxFormat().load(file)).hasMessageContaining("input mask");
  }
}
