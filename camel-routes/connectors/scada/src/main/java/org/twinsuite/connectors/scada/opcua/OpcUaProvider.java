package org.twinsuite.connectors.scada.opcua;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.scada.AlarmPoint;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMap;
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
  public void checkSecurity(TagMap.Source source, List<Tag> tags) {
    if (isSigned(source) || source.settings().get(OpcUaOptions.UNSIGNED_WRITES)) {
      return;
    }
    tags.stream()
        .filter(tag -> tag.write() != null)
        .findFirst()
        .ifPresent(
            tag -> {
              String prefix = "sources." + source.name() + ".";
              throw new IllegalArgumentException(
                  "%s may be written, but source '%s' has no signed session: set %ssecurity to sign"
                          .formatted(tag.place(), source.name(), prefix)
                      + " or signAndEncrypt, or "
                      + prefix
                      + "unsignedWrites to true where no other host reaches the server");
            });
  }

  private static boolean isSigned(TagMap.Source source) {
    return source.settings().get(OpcUaOptions.SECURITY) != MessageSecurityMode.None;
  }

  @Override
  public List<String> warnings(TagMap.Source source, List<Tag> tags) {
    if (isSigned(source)) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    if (tags.stream().anyMatch(tag -> tag.write() != null)) {
      warnings.add("writes to the plant over a session that is not signed (unsignedWrites)");
    }
    if (source.settings().get(OpcUaOptions.USER) != null && !source.isLoopback()) {
      warnings.add("logs in with a password over a session that is not encrypted: set security");
    }
    return warnings;
  }

  @Override
  public TagConnection open(
      TagMap.Source source, List<Tag> tags, List<AlarmPoint> alarms, InstantSource clock) {
    return OpcUaTags.open(source, tags, alarms, clock);
  }
}
