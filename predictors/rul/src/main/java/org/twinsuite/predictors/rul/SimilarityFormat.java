package org.twinsuite.predictors.rul;

import java.io.IOException;
import java.nio.file.Path;
import org.twinsuite.predictors.DamagedModelException;
import org.twinsuite.predictors.ModelFormat;
import org.twinsuite.predictors.model.ModelFile;

/** Model files ending in {@code .similarrul}. */
public final class SimilarityFormat implements ModelFormat {

  @Override
  public String suffix() {
    return ".similarrul";
  }

  @Override
  public SimilarityRul load(Path file) throws IOException {
    ModelFile read = ModelFile.read(file, SimilarityModel.KIND);
    try {
      return new SimilarityRul(read.metadata(), SimilarityModel.fromBytes(read.payload()));
    } catch (IOException | RuntimeException e) {
      throw new DamagedModelException(
          file.getFileName() + " holds no sound similarity model: " + e.getMessage(), e);
    }
  }
}
