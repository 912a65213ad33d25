package org.twinsuite.pipeline.scada;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagMapFile;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.config.IngestOptions;
import org.twinsuite.pipeline.config.ScadaOptions;
import org.twinsuite.pipeline.ingest.TagReader;

/** The tag map of the app: whole, or not at all. */
public final class ControlSystems {
  private static final TagMap NONE = new TagMap(Map.of(), List.of(), List.of());

  private ControlSystems() {}

  /**
   * Reads the configured tag map; an empty one when none is configured.
   *
   * @throws ConfigException listing every mistake in it with its line
   */
  public static TagMap map(AppConfig config) {
    String file = config.get(ScadaOptions.TAGS);
    return file.isEmpty() ? NONE : read(file, config);
  }

  /** As {@link #map}, of the named file. */
  public static TagMap read(String file, AppConfig config) {
    try {
      TagMap map = TagMapFile.read(file);
      List<String> mistakes = TagReader.mistakes(map, config.get(IngestOptions.UNITS));
      if (!mistakes.isEmpty()) {
        throw new IllegalArgumentException(
            "tag map " + file + ":\n  " + String.join("\n  ", mistakes));
      }
      return map;
    } catch (IllegalArgumentException wrong) {
      throw new ConfigException(ScadaOptions.TAGS.name() + ": " + wrong.getMessage());
    }
  }

  /**
   * Names of the sources that feed the twins, in their order.
   *
   * @throws ConfigException naming the source that the map has not
   */
  public static List<String> feeding(TagMap map, AppConfig config) {
    List<String> wanted = config.get(ScadaOptions.SOURCES);
    if (wanted.equals(List.of("none"))) {
      return List.of();
    }
    if (wanted.equals(List.of("all"))) {
      List<String> all = new ArrayList<>(map.sources().keySet());
      Collections.sort(all);
      return all;
    }
    for (String source : wanted) {
      if (!map.sources().containsKey(source)) {
        throw new ConfigException(
            "%s: '%s' is not in the tag map, which has %s"
                .formatted(ScadaOptions.SOURCES.name(), source, map.sources().keySet()));
      }
    }
    return wanted;
  }
}
