package org.twinsuite.connectors.scada;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.connectors.config.Location;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.twin.ReservedFeatures;
import org.twinsuite.twin.WellFormedText;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a tag map:
 *
 * <pre>
 * sources:
 *   line1: { url: opc.tcp://plc1:4840, publishing: 500, user: twin, password: "${PLC1_PASSWORD}" }
 * tags:
 *   - { source: line1, tag: "ns=2;s=P101.Vib", thing: org.plant:P-101, feature: vibration, unit: mm/s, deadband: 0.05 }
 * alarms:
 *   - { source: line1, node: "ns=2;s=P101", condition: SealLeak, thing: org.plant:P-101, feature: seal-leak }
 * </pre>
 *
 * Every mistake is named with its line, all of them at once. {@code ${NAME}} in a source is an
 * environment variable or system property.
 */
public final class TagMapFile {

  private static final int DEFAULT_PUBLISHING_MILLIS = 1000;

  private final TagsResolver resolver = new TagsResolver();
  private final List<String> mistakes = new ArrayList<>();
  private final Map<String, TagMap.Source> sources = new LinkedHashMap<>();
  private final Map<String, TagsProvider> providers = new HashMap<>();
  private final List<Tag> tags = new ArrayList<>();
  private final List<AlarmPoint> alarms = new ArrayList<>();
  private final Map<String, Integer> lineOfTarget = new HashMap<>();

  private TagMapFile() {}

  /**
   * @param location {@code classpath:NAME} or a file
   * @throws IllegalArgumentException listing every mistake with its line
   */
  public static TagMap read(String location) {
    try (Reader reader = Location.open(location)) {
      return parse(reader, location);
    } catch (IOException e) {
      throw new IllegalArgumentException("tag map " + location + " cannot be read", e);
    }
  }

  /**
   * @param location names the text in messages
   * @throws IllegalArgumentException listing every mistake with its line
   */
  public static TagMap parse(Reader reader, String location) {
    TagMapFile file = new TagMapFile();
    try {
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(64 * 1024 * 1024);
      file.readAll(new Yaml(options).compose(reader));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      file.mistakes.add("line " + line + ": " + e.getProblem());
    }
    if (!file.mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          "tag map " + location + ":\n  " + String.join("\n  ", file.mistakes));
    }
    return new TagMap(file.sources, file.tags, file.alarms);
  }

  private void readAll(Node root) {
    if (!(root instanceof MappingNode mapping)) {
      mistakes.add("line 1: a tag map has the parts sources and tags");
      return;
    }
    YamlEntry top = new YamlEntry(mapping, mistakes);
    if (top.node("sources") instanceof MappingNode list) {
      list.getValue()
          .forEach(pair -> readSource(YamlEntry.text(pair.getKeyNode()), pair.getValueNode()));
    } else {
      top.mistake("sources is missing");
    }
    if (top.node("tags") instanceof SequenceNode list) {
      list.getValue().forEach(this::readTag);
    } else {
      top.mistake("tags is missing");
    }
    if (top.node("alarms") instanceof SequenceNode list) {
      list.getValue().forEach(this::readAlarm);
    }
    top.noOthers();
    sources.values().forEach(this::checkSecurity);
  }

  private void checkSecurity(TagMap.Source source) {
    try {
      List<Tag> own = tags.stream().filter(tag -> tag.source().equals(source.name())).toList();
      providers.get(source.name()).checkSecurity(source, own);
    } catch (IllegalArgumentException e) {
      mistakes.add(e.getMessage());
    }
  }

  private void readSource(String name, Node node) {
    if (!(node instanceof MappingNode mapping)) {
      mistakes.add("line " + YamlEntry.line(node) + ": source " + name + " needs a url");
      return;
    }
    YamlEntry entry = new YamlEntry(mapping, mistakes);
    String url = Variables.replace(entry.required("url"), entry::mistake);
    int publishing = (int) entry.number("publishing", DEFAULT_PUBLISHING_MILLIS);
    Map<String, String> rest = entry.others();
    rest.replaceAll((key, text) -> Variables.replace(text, entry::mistake));
    if (publishing < 1) {
      entry.mistake("publishing is " + publishing + ", give milliseconds from 1 on");
    }
    if (url.isEmpty()) {
      return;
    }
    try {
      URI address = URI.create(url);
      TagsProvider provider = resolver.provider(address.getScheme()).orElse(null);
      if (provider == null) {
        entry.mistake("url '" + url + "' must begin with one of " + resolver.schemes());
        return;
      }
      Settings settings = Settings.of("sources." + name + ".", rest, provider.options());
      providers.put(name, provider);
      sources.put(name, new TagMap.Source(name, address, publishing, settings));
    } catch (IllegalArgumentException e) {
      entry.mistake(
          e.getCause() instanceof java.net.URISyntaxException
              ? "url '" + url + "' is not a valid address"
              : e.getMessage());
    }
  }

  private void readTag(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      mistakes.add("line " + YamlEntry.line(node) + ": a tag is written as key: value");
      return;
    }
    YamlEntry entry = new YamlEntry(mapping, mistakes);
    String source = entry.required("source");
    TagsProvider provider = providers.get(source);
    Tag tag =
        new Tag(
            source,
            entry.required("tag"),
            entry.required("thing"),
            entry.required("feature"),
            entry.optional("unit"),
            entry.number("deadband", 0),
            entry.number("scale", 1),
            entry.number("offset", 0),
            (int) entry.number("interval", 0),
            bounds(entry),
            provider == null ? Map.of() : entry.options(provider.tagOptions()),
            entry.line());
    if (provider != null) {
      entry.noOthers();
    }
    checkTarget(entry, source, tag.thing(), tag.feature());
    if (tag.scale() == 0) {
      entry.mistake("scale is 0, which loses the value");
    }
    if (tag.deadband() < 0 || tag.intervalMillis() < 0) {
      entry.mistake("deadband or interval is negative");
    }
    if (provider != null && !tag.address().isEmpty()) {
      try {
        provider.check(tag);
      } catch (IllegalArgumentException e) {
        entry.mistake(e.getMessage());
      }
    }
    tags.add(tag);
  }

  private void readAlarm(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      mistakes.add("line " + YamlEntry.line(node) + ": an alarm is written as key: value");
      return;
    }
    YamlEntry entry = new YamlEntry(mapping, mistakes);
    AlarmPoint alarm =
        new AlarmPoint(
            entry.required("source"),
            entry.optional("node"),
            entry.optional("condition"),
            entry.required("thing"),
            entry.required("feature"),
            entry.line());
    entry.noOthers();
    checkTarget(entry, alarm.source(), alarm.thing(), alarm.feature());
    TagsProvider provider = providers.get(alarm.source());
    if (provider != null && !provider.hasAlarms()) {
      entry.mistake("source '" + alarm.source() + "' has no alarms, only opc.tcp has");
    }
    alarms.add(alarm);
  }

  private void checkTarget(YamlEntry entry, String source, String thing, String feature) {
    if (!source.isEmpty() && !sources.containsKey(source)) {
      entry.mistake("source '" + source + "' is not among " + sources.keySet());
    }
    if (!thing.isEmpty() && (thing.indexOf(':') < 1 || thing.endsWith(":"))) {
      entry.mistake("thing '" + thing + "' must read namespace:name");
    }
    if (feature.indexOf('/') >= 0) {
      entry.mistake("feature '" + feature + "' may not contain /");
    }
    if (!WellFormedText.isWellFormed(thing + feature)) {
      entry.mistake("thing or feature is not text that UTF-8 can carry");
    }
    if (ReservedFeatures.isReserved(feature)) {
      entry.mistake(
          "feature '" + feature + "' is written by the suite itself: choose another name");
    }
    Integer other = lineOfTarget.putIfAbsent(thing + " " + feature, entry.line());
    if (other != null && !feature.isEmpty()) {
      entry.mistake(thing + " " + feature + " is fed by line " + other + " already");
    }
  }

  private WriteBounds bounds(YamlEntry entry) {
    Node node = entry.node("write");
    if (node == null) {
      return null;
    }
    if (!(node instanceof MappingNode mapping)) {
      entry.mistake("write needs bounds: write: {min: 0, max: 50}");
      return null;
    }
    YamlEntry bounds = new YamlEntry(mapping, mistakes);
    WriteBounds read =
        new WriteBounds(
            bounds.number("min", Double.NaN),
            bounds.number("max", Double.NaN),
            bounds.number("step", Double.POSITIVE_INFINITY),
            (int) bounds.number("perMinute", WriteBounds.DEFAULT_PER_MINUTE),
            bounds.number("tolerance", WriteBounds.DEFAULT_TOLERANCE));
    bounds.noOthers();
    if (!(read.min() <= read.max())) {
      bounds.mistake("write needs min and max, min not above max");
    }
    if (!(read.step() > 0) || read.perMinute() < 1 || !(read.tolerance() >= 0)) {
      bounds.mistake("write: step must be above 0, perMinute at least 1, tolerance not negative");
    }
    return read;
  }
}
