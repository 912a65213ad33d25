package org.twinsuite.connectors.scada;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.twinsuite.connectors.config.Settings;

/**
 * Which points feed which twins. Read by {@link TagMapFile}.
 *
 * @param sources connections by name
 * @param tags all points, in the file's order
 * @param alarms all alarms, in the file's order
 */
public record TagMap(Map<String, Source> sources, List<Tag> tags, List<AlarmPoint> alarms) {

  public TagMap {
    sources = Map.copyOf(sources);
    tags = List.copyOf(tags);
    alarms = List.copyOf(alarms);
  }

  /**
   * A connection.
   *
   * @param url such as {@code opc.tcp://plc1:4840}
   * @param publishingMillis how often the source reports or is polled
   * @param settings what only this kind of source knows
   */
  public record Source(String name, URI url, int publishingMillis, Settings settings) {

    /** Whether what is sent stays within this machine. */
    public boolean isLoopback() {
      String host = url.getHost();
      return host != null
          && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    }
  }

  /** The points read from one connection. */
  public List<Tag> of(String source) {
    return tags.stream().filter(tag -> tag.source().equals(source)).toList();
  }

  /** The alarms of one connection. */
  public List<AlarmPoint> alarmsOf(String source) {
    return alarms.stream().filter(alarm -> alarm.source().equals(source)).toList();
  }
}
