package org.twinsuite.predictors;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the shared test data by walking up from the working directory; else skips the test. */
public final class SharedData {

  private SharedData() {}

  /** The folder {@code shared/data/name}. */
  public static Path folder(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("shared").resolve("data").resolve(name);
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    Assumptions.abort("no folder shared/data/" + name + " above the working directory");
    throw new IllegalStateException();
  }
}
