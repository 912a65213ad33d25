package org.twinsuite.predictors.rul;

import java.io.IOException;
import java.nio.file.Path;
import org.twinsuite.predictors.DamagedModelException;
import org.twinsuite.predictors.ModelFormat;
import org.twinsuite.predictors.model.ModelFile;

/** Model files ending in {@code .fleetrul}. */
public final class FleetRulFormat implements ModelFormat {

  @Override
  public String suffix() {
    return ".fleetrul";
  }

  @Override
  public FleetRul load(Path file) throws IOException {
    ModelFile read = ModelFile.read(file, FleetModel.KIND);
    try {
      return new FleetRul(read.metadata(), FleetModel.fromBytes(read.payload()));
    } catch (DamagedModelException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new DamagedModelException(
          file.getFileName() + " holds no sound fleet model: " + e.getMessage(), e);
    }
  }
}
