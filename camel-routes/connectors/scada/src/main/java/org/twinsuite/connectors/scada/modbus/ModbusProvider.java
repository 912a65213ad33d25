package org.twinsuite.connectors.scada.modbus;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.scada.AlarmPoint;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagsProvider;

/** {@code modbus-tcp://HOST:PORT}. */
public final class ModbusProvider implements TagsProvider {

  @Override
  public Set<String> schemes() {
    return Set.of("modbus-tcp");
  }

  @Override
  public List<Option<?>> options() {
    return ModbusOptions.ALL;
  }

  @Override
  public Set<String> tagOptions() {
    return ModbusPoint.OPTIONS;
  }

  @Override
  public boolean hasAlarms() {
    return false;
  }

  @Override
  public void check(Tag tag) {
    ModbusPoint.of(tag);
  }

  @Override
  public List<String> warnings(TagMap.Source source, List<Tag> tags) {
    return source.isLoopback() || tags.stream().noneMatch(tag -> tag.write() != null)
        ? List.of()
        : List.of(
            "writes over Modbus TCP, which knows neither log-in nor encryption: let no other host"
                + " reach the device's port");
  }

  @Override
  public TagConnection open(
      TagMap.Source source, List<Tag> tags, List<AlarmPoint> alarms, InstantSource clock) {
    return ModbusTags.open(source, tags, clock);
  }
}
