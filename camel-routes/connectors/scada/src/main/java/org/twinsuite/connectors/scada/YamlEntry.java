package org.twinsuite.connectors.scada;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * One mapping of a YAML file, whose keys are asked for by name; mistakes are collected with their
 * lines.
 */
final class YamlEntry {

  private final Map<String, Node> rest = new LinkedHashMap<>();
  private final List<String> mistakes;
  private final int line;

  YamlEntry(MappingNode mapping, List<String> mistakes) {
    this.mistakes = mistakes;
    this.line = line(mapping);
    mapping.getValue().forEach(pair -> rest.put(text(pair.getKeyNode()), pair.getValueNode()));
  }

  /** The text, empty (and a mistake noted) if it is missing. */
  String required(String key) {
    String text = optional(key);
    if (text == null || text.isBlank()) {
      mistake(key + " is missing");
      return "";
    }
    return text;
  }

  String optional(String key) {
    Node node = node(key);
    return node == null ? null : text(node);
  }

  double number(String key, double otherwise) {
    Node node = node(key);
    if (node == null) {
      return otherwise;
    }
    try {
      return Double.parseDouble(text(node));
    } catch (NumberFormatException e) {
      mistakes.add("line " + line(node) + ": " + key + " is '" + text(node) + "', not a number");
      return otherwise;
    }
  }

  /** Takes the node of a key, null if there is none. */
  Node node(String key) {
    return rest.remove(key);
  }

  /** Takes those of the keys that are there. */
  Map<String, String> options(Set<String> keys) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String key : keys) {
      if (rest.containsKey(key)) {
        found.put(key, text(rest.remove(key)));
      }
    }
    return found;
  }

  /** Takes whatever was not asked for. */
  Map<String, String> others() {
    return options(Set.copyOf(rest.keySet()));
  }

  /** Whatever was not asked for is a mistake. */
  void noOthers() {
    rest.forEach((key, node) -> mistakes.add("line " + line(node) + ": unknown key " + key));
  }

  void mistake(String what) {
    mistakes.add("line " + line + ": " + what);
  }

  int line() {
    return line;
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
