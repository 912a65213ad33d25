package org.twinsuite.workbench.backtest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.twinsuite.pipeline.config.ConfigException;

/** Where history is read from: {@code duckdb:FILE}, {@code csv:FILE} or {@code parquet:FILE}. */
public record HistorySource(Kind kind, Path file) {

  /** How the file is laid out. */
  public enum Kind {
    /** The app's own history file. */
    DUCKDB,
    CSV,
    PARQUET
  }

  /**
   * @throws ConfigException when the form is another, or there is no such file
   */
  public static HistorySource parse(String text) {
    int colon = text.indexOf(':');
    Kind kind = null;
    for (Kind known : Kind.values()) {
      if (colon > 0 && known.name().equalsIgnoreCase(text.substring(0, colon))) {
        kind = known;
      }
    }
    if (kind == null) {
      throw new ConfigException(
          "history '" + text + "': use duckdb:FILE, csv:FILE or parquet:FILE");
    }
    return new HistorySource(kind, existing(Path.of(text.substring(colon + 1))));
  }

  /** A table by the end of its file name: Parquet if it says so, else CSV. */
  static HistorySource table(Path file) {
    boolean parquet = file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
    return new HistorySource(parquet ? Kind.PARQUET : Kind.CSV, existing(file));
  }

  private static Path existing(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new ConfigException(file + " is not a readable file");
    }
    return file;
  }
}
