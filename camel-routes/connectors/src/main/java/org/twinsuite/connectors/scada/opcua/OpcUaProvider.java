package org.twinsuite.connectors.scada.opcua;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.scada.AlarmPoint;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.Tags;
import org.twinsuite.connectors.scada.TagsProvider;

/** {@code opc.tcp://HOST:PORT/PATH}. */
public final class OpcUaProvider implements TagsProvider {

  @Override
  public Set<String> schemes() {
    return Set.of("opc.tcp");
  }

  @Override
  public List<Option<?>> options() {
    return OpcUaOptions.ALL;
  }

  @Override
  public Set<String> tagOptions() {
    return Set.of();
  }

  @Override
  public boolean hasAlarms() {
    return true;
  }

  @Override
  public void check(Tag tag) {
    OpcUaValues.node(tag.address());
  }

  @Override
  public Tags open(
      TagMap.Source source, List<Tag> tags, List<AlarmPoint> alarms, InstantSource clock) {
    return OpcUaTags.open(source, tags, alarms, clock);
  }
}
