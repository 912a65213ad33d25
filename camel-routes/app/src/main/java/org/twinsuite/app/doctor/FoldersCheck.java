package org.twinsuite.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.StoreOptions;

/** The disk: whether the history can be written, and how much room there is. */
public final class FoldersCheck implements Check {
  private static final long LEAST_MIB = 1_024;
  private final Path history;

  public FoldersCheck(AppConfig config) {
    this.history = config.get(StoreOptions.HISTORY_FILE);
  }

  @Override
  public String area() {
    return "disk";
  }

  @Override
  public void look(Consumer<Finding> findings) throws IOException {
    Path folder = history.toAbsolutePath().getParent();
    Path nearest = folder;
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (nearest == null || !Files.isWritable(nearest)) {
      findings.accept(
          Finding.failed(
              area(),
              folder.toString(),
              "cannot be written",
              "mount a volume there for the app's user, or correct twinsuite.history.file"));
      return;
    }
    long free = Files.getFileStore(nearest).getUsableSpace() >> 20;
    findings.accept(
        free < LEAST_MIB
            ? Finding.warn(
                area(),
                folder.toString(),
                free + " MiB free",
                "make room: history grows until twinsuite.history.keep")
            : Finding.ok(area(), folder.toString(), free + " MiB free"));
  }
}
