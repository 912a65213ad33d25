package org.twinsuite.connectors.scada;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Which points feed which twins. Read by {@link TagMapFile}.
 *
 * @param sources connections by name
 * @param tags all points, in the file's order
 */
public record TagMap(Map<String, Source> sources, List<Tag> tags) {

  public TagMap {
    sources = Map.copyOf(sources);
    tags = List.copyOf(tags);
  }

  /**
   * A connection.
   *
   * @param url such as {@code opc.tcp://plc1:4840}
   * @param publishingMillis how often the source reports
   */
  public record Source(String name, URI url, int publishingMillis) {}

  /** The points read from one connection. */
  public List<Tag> of(String source) {
    return tags.stream().filter(tag -> tag.source().equals(source)).toList();
  }
}
