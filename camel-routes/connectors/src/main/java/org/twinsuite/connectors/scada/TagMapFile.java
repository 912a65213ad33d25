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
 *   line1: { url: opc.tcp://plc1:4840, publishing: 500 }
 * tags:
 *   - { source: line1, tag: "ns=2;s=P101.Vib", thing: org.plant:P-101, feature: vibration, unit: mm/s, deadband: 0.05 }
 * </pre>
 *
 * Every mistake is named with its line, all of them at once.
 */
public final class TagMapFile {

  private static final int DEFAULT_PUBLISHING_MILLIS = 1000;

  private final List<String> mistakes = new ArrayList<>();
  private final Map<String, TagMap.Source> sources = new LinkedHashMap<>();
  private final List<Tag> tags = new ArrayList<>();
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

  static TagMap parse(Reader reader, String location) {
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
    return new TagMap(file.sources, file.tags);
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
    top.noOthers();
  }

  private void readSource(String name, Node node) {
    if (!(node instanceof MappingNode mapping)) {
      mistakes.add("line " + YamlEntry.line(node) + ": source " + name + " needs a url");
      return;
    }
    YamlEntry entry = new YamlEntry(mapping, mistakes);
    String url = entry.required("url");
    int publishing = (int) entry.number("publishing", DEFAULT_PUBLISHING_MILLIS);
    entry.noOthers();
    try {
      sources.put(name, new TagMap.Source(name, URI.create(url), publishing));
    } catch (IllegalArgumentException e) {
      entry.mistake("url '" + url + "' is no address");
    }
  }

  private void readTag(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      mistakes.add("line " + YamlEntry.line(node) + ": a tag is written as key: value");
      return;
    }
    YamlEntry entry = new YamlEntry(mapping, mistakes);
    String source = entry.required("source");
    String address = entry.required("tag");
    String thing = entry.required("thing");
    String feature = entry.required("feature");
    String unit = entry.optional("unit");
    double deadband = entry.number("deadband", 0);
    double scale = entry.number("scale", 1);
    double offset = entry.number("offset", 0);
    Tag.WriteBounds write = bounds(entry);
    entry.noOthers();
    if (!source.isEmpty() && !sources.containsKey(source)) {
      entry.mistake("source '" + source + "' is not among " + sources.keySet());
    }
    if (!thing.isEmpty() && thing.indexOf(':') < 1) {
      entry.mistake("thing '" + thing + "' must read namespace:name");
    }
    if (scale == 0) {
      entry.mistake("scale is 0, which loses the value");
    }
    if (deadband < 0) {
      entry.mistake("deadband is negative");
    }
    Integer other = lineOfTarget.putIfAbsent(thing + " " + feature, entry.line());
    if (other != null && !feature.isEmpty()) {
      entry.mistake(thing + " " + feature + " is fed by line " + other + " already");
    }
    tags.add(
        new Tag(
            source, address, thing, feature, unit, deadband, scale, offset, write, entry.line()));
  }

  private Tag.WriteBounds bounds(YamlEntry entry) {
    Node node = entry.node("write");
    if (node == null) {
      return null;
    }
    if (!(node instanceof MappingNode mapping)) {
      entry.mistake("write needs bounds: write: {min: 0, max: 50}");
      return null;
    }
    YamlEntry bounds = new YamlEntry(mapping, mistakes);
    double min = bounds.number("min", Double.NaN);
    double max = bounds.number("max", Double.NaN);
    bounds.noOthers();
    if (!(min <= max)) {
      bounds.mistake("write needs min and max, min not above max");
    }
    return new Tag.WriteBounds(min, max);
  }
}
