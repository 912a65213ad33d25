package org.twinsuite.sandbox.plant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the folder of the recorded data sets, which are not part of the project. */
public final class DataFolder {

  private DataFolder() {}

  /**
   * The folder given by the system property {@code sandbox.data}, else {@code shared/data} in or
   * beside a parent of the working directory.
   *
   * @return empty if there is none
   */
  public static Optional<Path> find() {
    String given = System.getProperty("sandbox.data", "");
    if (!given.isBlank()) {
      Path folder = Path.of(given);
      if (!Files.isDirectory(folder)) {
        throw new IllegalArgumentException("sandbox.data: no such folder: " + given);
      }
      return Optional.of(folder);
    }
    for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
      Path folder = here.resolve("shared").resolve("data");
      if (Files.isDirectory(folder)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  /**
   * The folder with the files of one data set.
   *
   * @param root the data folder, or already the data set's own folder
   * @param dataSet name of the data set's folder, e.g. {@code cmapss}
   */
  public static Path of(Path root, String dataSet) {
    Path below = root.resolve(dataSet);
    return Files.isDirectory(below) ? below : root;
  }
}
