package org.twinsuite.predictors.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.twinsuite.predictors.DamagedModelException;
import org.twinsuite.predictors.ModelFormat;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.model.ModelFile;

/**
 * ONNX models by their manifest, {@code *.onnx.json}. Needs {@code
 * com.microsoft.onnxruntime:onnxruntime} on the class path.
 *
 * @see OnnxManifest
 */
public final class OnnxFormat implements ModelFormat {

  @Override
  public String suffix() {
    return ".onnx.json";
  }

  @Override
  public Predictor load(Path file) throws IOException {
    String name = file.getFileName().toString();
    OnnxManifest manifest;
    try {
      manifest = OnnxManifest.read(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new DamagedModelException(name + ": " + e.getMessage(), e);
    }
    Path model = file.resolveSibling(manifest.file());
    if (!Files.isRegularFile(model)) {
      throw new DamagedModelException(
          "%s: there is no file %s beside it".formatted(name, manifest.file()));
    }
    byte[] bytes = Files.readAllBytes(model);
    String hash = ModelFile.hex(ModelFile.sha256(bytes));
    if (!hash.equalsIgnoreCase(manifest.sha256())) {
      throw new DamagedModelException(
          "%s is damaged or another model: its SHA-256 is %s, %s expects %s"
              .formatted(manifest.file(), hash, name, manifest.sha256()));
    }
    try {
      return new OnnxPredictor(manifest, OnnxSession.open(manifest, bytes));
    } catch (IllegalArgumentException e) {
      throw new DamagedModelException(manifest.file() + ": " + e.getMessage(), e);
    } catch (NoClassDefFoundError e) {
      throw new IOException(
          name + ": add com.microsoft.onnxruntime:onnxruntime to the class path to load it", e);
    }
  }
}
