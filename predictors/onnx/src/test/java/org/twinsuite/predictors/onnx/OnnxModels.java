package org.twinsuite.predictors.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.twinsuite.predictors.model.ModelFile;

/** The models and manifests of the tests. */
final class OnnxModels {

  /** Values of history the model takes. */
  static final int LENGTH = 4;

  /** Steps it predicts. */
  static final int STEPS = 3;

  private OnnxModels() {}

  /**
   * A quantile forecaster over two columns: flattens four times two values and multiplies them so
   * that step h has the quantiles (last heat − 1, last heat + h · last load, last heat + 9).
   *
   * @param batch dimension of the batch, below 0 = any
   */
  static byte[] quantiles(long batch) {
    int columns = 3 * STEPS;
    float[] weights = new float[LENGTH * 2 * columns];
    float[] bias = new float[columns];
    for (int h = 0; h < STEPS; h++) {
      for (int q = 0; q < 3; q++) {
        weights[((LENGTH - 1) * 2) * columns + 3 * h + q] = 1;
        bias[3 * h + q] = q == 0 ? -1 : q == 1 ? 0 : 9;
      }
      weights[((LENGTH - 1) * 2 + 1) * columns + 3 * h + 1] = h + 1;
    }
    return new OnnxWriter()
        .node("Reshape", "flat", "history", "flatShape")
        .node("MatMul", "product", "flat", "weights")
        .node("Add", "sum", "product", "bias")
        .node("Reshape", "quantiles", "sum", "outShape")
        .constant("flatShape", new long[] {-1, LENGTH * 2}, 2)
        .constant("weights", weights, LENGTH * 2, columns)
        .constant("bias", bias, columns)
        .constant("outShape", new long[] {-1, STEPS, 3}, 3)
        .input("history", OnnxWriter.FLOAT, batch, LENGTH, 2)
        .output("quantiles", OnnxWriter.FLOAT, -1, STEPS, 3)
        .model();
  }

  /** A remaining life in float64: twice the scaled last value, from tensor x to tensor y. */
  static byte[] life() {
    return new OnnxWriter()
        .node("Add", "y", "x", "x")
        .input("x", OnnxWriter.DOUBLE, -1, 1)
        .output("y", OnnxWriter.DOUBLE, -1, 1)
        .model();
  }

  static String quantilesManifest() {
    return """
        {
          "name": "pump-heat", "version": "7", "file": "pump-heat.onnx", "sha256": "HASH",
          "trainedAt": "2026-01-31T00:00:00Z", "dataHash": "ab12", "metrics": {"mae": 0.5},
          "level": 0.9,
          "inputs": [{
            "tensor": "history", "type": "float32", "shape": ["batch", "time", "column"],
            "columns": ["heat", "load"], "length": 4, "missing": "previous"
          }],
          "outputs": [
            {"tensor": "quantiles", "column": "lower", "index": 0},
            {"tensor": "quantiles", "column": "mean", "index": 1},
            {"tensor": "quantiles", "column": "upper", "index": 2}
          ]
        }
        """;
  }

  static String lifeManifest() {
    return """
        {
          "name": "bearing-life", "version": "1", "file": "bearing-life.onnx", "sha256": "HASH",
          "answer": "life", "trainedAt": "2026-01-31T00:00:00Z",
          "inputs": [{
            "tensor": "x", "type": "float64", "shape": ["batch", "column"], "columns": ["value"],
            "scaling": {"value": {"mean": 10, "deviation": 2}}
          }],
          "outputs": [{
            "tensor": "y", "column": "mean", "scaling": {"mean": 100, "deviation": 5}
          }]
        }
        """;
  }

  /** Writes model and manifest with the right hash; returns the manifest's file. */
  static Path write(Path folder, String name, byte[] model, String manifest) throws IOException {
    Files.write(folder.resolve(name + ".onnx"), model);
    String hash = ModelFile.hex(ModelFile.sha256(model));
    Path file = folder.resolve(name + ".onnx.json");
    return Files.writeString(file, manifest.replace("HASH", hash));
  }
}
