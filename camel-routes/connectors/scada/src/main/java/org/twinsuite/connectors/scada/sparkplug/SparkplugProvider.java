package org.twinsuite.connectors.scada.sparkplug;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.scada.AlarmPoint;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagsProvider;

/** {@code mqtt://HOST:PORT} or, with TLS, {@code mqtts://HOST:PORT}. */
public final class SparkplugProvider implements TagsProvider {

  @Override
  public Set<String> schemes() {
    return Set.of("mqtt", "mqtts");
  }

  @Override
  public List<Option<?>> options() {
    return SparkplugOptions.ALL;
  }

  @Override
  public Set<String> tagOptions() {
    return Set.of();
  }

  @Override
  public boolean hasAlarms() {
    return false;
  }

  @Override
  public void check(Tag tag) {
    SparkplugAddress.of(tag.address());
  }

  @Override
  public List<String> warnings(TagMap.Source source, List<Tag> tags) {
    if ("mqtts".equals(source.url().getScheme()) || source.isLoopback()) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    if (source.settings().get(SparkplugOptions.USER) != null) {
      warnings.add("logs in at the broker with a password in clear text: use mqtts://");
    }
    if (tags.stream().anyMatch(tag -> tag.write() != null)) {
      warnings.add("writes to the plant over a connection without TLS: use mqtts://");
    }
    return warnings;
  }

  @Override
  public TagConnection open(
      TagMap.Source source, List<Tag> tags, List<AlarmPoint> alarms, InstantSource clock) {
    return SparkplugTags.open(source, tags, clock);
  }
}
