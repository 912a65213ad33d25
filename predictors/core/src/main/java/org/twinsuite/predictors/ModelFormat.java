package org.twinsuite.predictors;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one kind of model file; found through {@link java.util.ServiceLoader}. */
public interface ModelFormat {

  /** End of the file names this format reads, such as {@code .fleetrul}. */
  String suffix();

  /**
   * Loads a model.
   *
   * @throws DamagedModelException if the file is not a sound model; the message names the file
   * @throws IOException if the file cannot be read
   */
  Predictor load(Path file) throws IOException;
}
