package org.twinsuite.charts;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.twinsuite.pipeline.config.AppOptions;
import org.twinsuite.pipeline.config.Option;

/** The part {@code config} of the chart's values, as the app's options demand it. */
final class ConfigSection {

  /** Options that the chart sets itself, each with how. */
  static final Map<String, String> SET_BY_CHART =
      Map.ofEntries(
          Map.entry("twinsuite.instance", "the pod's name"),
          Map.entry("twinsuite.http.host", "all addresses of the pod"),
          Map.entry("twinsuite.http.port", "the container's port"),
          Map.entry("twinsuite.history.file", "app.persistence"),
          Map.entry("twinsuite.rules.folder", "rules"),
          Map.entry("twinsuite.scada.tags", "tagMap"),
          Map.entry("twinsuite.forecast.models", "models"),
          Map.entry("twinsuite.forecast.plan", "forecastPlan"),
          Map.entry("twinsuite.cmms.systems", "cmms"),
          Map.entry("twinsuite.erp.systems", "erp"));

  /** Options whose values are secrets. */
  static final List<String> SECRET =
      List.of(
          "twinsuite.db.password",
          "twinsuite.forecast.servers-token",
          "twinsuite.http.token",
          "twinsuite.http.users",
          "twinsuite.oidc.client-secret",
          "twinsuite.webhook.secret");

  /** Defaults that differ in a cluster. */
  private static final Map<String, Object> IN_A_CLUSTER =
      Map.of(
          "twinsuite.ditto.url", "http://ditto-nginx:8080",
          "twinsuite.hono.bootstrap-servers", "kafka:9092",
          "twinsuite.db.url", "jdbc:h2:file:/data/twinsuite");

  /** Options that take one of a few values. */
  static final Map<String, List<String>> FIXED =
      Map.of(
          "twinsuite.http.local-users", List.of("auto", "on", "off"),
          "twinsuite.onboarding.http", List.of("on", "off"),
          "twinsuite.clear-text.logins", List.of("refuse", "allow"),
          "twinsuite.ditto.start", List.of("beginning", "now"),
          "twinsuite.changes.source", List.of("websocket", "kafka"),
          "twinsuite.clock", List.of("wall", "event"),
          "twinsuite.rules.level", List.of("pack", "shadow", "recommend", "approve", "auto"),
          "twinsuite.cmms.evidence", List.of("picture", "link"));

  /** How addresses begin; empty where an option may be. */
  private static final Map<String, String> ADDRESSES =
      Map.of(
          "twinsuite.db.url", "^jdbc:(h2|postgresql):",
          "twinsuite.hono.bootstrap-servers", "^[^:/,\\s]+:[0-9]+(,[^:/,\\s]+:[0-9]+)*$",
          "twinsuite.changes.bootstrap-servers", "^([^:/,\\s]+:[0-9]+(,[^:/,\\s]+:[0-9]+)*)?$",
          "twinsuite.http.public-url", "^(https?://.+)?$",
          "twinsuite.onboarding.hono-url", "^(https?://.+)?$");

  private static final Pattern RANGE = Pattern.compile("(\\d+) to (\\d+)");
  private static final JsonMapper JSON = new JsonMapper();

  private ConfigSection() {}

  /** Options an admin sets below {@code config}. */
  static List<Option<?>> options() {
    return AppOptions.ALL.stream()
        .filter(option -> !SET_BY_CHART.containsKey(option.name()))
        .filter(option -> !SECRET.contains(option.name()))
        .toList();
  }

  /** {@code twinsuite.hono.in-flight} is {@code hono.inFlight}. */
  static List<String> path(Option<?> option) {
    return List.of(option.name().substring("twinsuite.".length()).split("\\.")).stream()
        .map(ConfigSection::camelCase)
        .toList();
  }

  private static String camelCase(String kebab) {
    return Pattern.compile("-([a-z])")
        .matcher(kebab)
        .replaceAll(found -> found.group(1).toUpperCase(java.util.Locale.ROOT));
  }

  /** Tree of default values. */
  static ObjectNode values() {
    ObjectNode config = JSON.createObjectNode();
    for (Option<?> option : options()) {
      List<String> path = path(option);
      ObjectNode parent = config;
      for (String step : path.subList(0, path.size() - 1)) {
        parent = parent.withObjectProperty(step);
      }
      String leaf = path.get(path.size() - 1);
      Object value = IN_A_CLUSTER.getOrDefault(option.name(), value(option));
      parent.set(leaf, JSON.valueToTree(value));
    }
    return config;
  }

  private static Object value(Option<?> option) {
    Object parsed = option.parse().apply(option.defaultValue());
    if (isFraction(option)) {
      return Double.valueOf(option.defaultValue());
    }
    return parsed instanceof Integer || parsed instanceof List ? parsed : option.defaultValue();
  }

  private static boolean isFraction(Option<?> option) {
    return option.defaultValue().matches("0\\.\\d+");
  }

  /** JSON schema of the section. */
  static ObjectNode schema() {
    ObjectNode schema = object("options of the app; see the app for all of them");
    for (Option<?> option : options()) {
      List<String> path = path(option);
      ObjectNode parent = schema;
      for (String step : path.subList(0, path.size() - 1)) {
        ObjectNode properties = (ObjectNode) parent.get("properties");
        if (!properties.has(step)) {
          properties.set(step, object("options twinsuite." + step + ".*"));
        }
        parent = (ObjectNode) properties.get(step);
      }
      ((ObjectNode) parent.get("properties")).set(path.get(path.size() - 1), leaf(option));
    }
    return schema;
  }

  private static ObjectNode object(String description) {
    ObjectNode node = JSON.createObjectNode();
    node.put("type", "object").put("description", description);
    node.put("additionalProperties", false).putObject("properties");
    return node;
  }

  private static ObjectNode leaf(Option<?> option) {
    Object parsed = option.parse().apply(option.defaultValue());
    ObjectNode node = JSON.createObjectNode();
    if (parsed instanceof Integer) {
      node.put("type", "integer");
      Matcher range = RANGE.matcher(option.description());
      if (range.find()) {
        node.put("minimum", Integer.parseInt(range.group(1)));
        node.put("maximum", Integer.parseInt(range.group(2)));
      }
    } else if (isFraction(option)) {
      // As text it was the only way in former versions.
      node.putArray("type").add("number").add("string");
      node.put("pattern", "^0?\\.[0-9]+$");
      node.put("exclusiveMinimum", 0).put("exclusiveMaximum", 1);
    } else if (parsed instanceof List) {
      ObjectNode items = node.put("type", "array").putObject("items").put("type", "string");
      if (option.name().equals("twinsuite.forecast.servers")) {
        items.put("pattern", "^grpc\\+(tcp|tls)://.+:[0-9]+$");
      }
    } else if (FIXED.containsKey(option.name())) {
      ArrayNode values = node.put("type", "string").putArray("enum");
      FIXED.get(option.name()).forEach(values::add);
    } else {
      node.put("type", "string");
      pattern(option, parsed).ifPresent(pattern -> node.put("pattern", pattern));
    }
    return node.put("description", description(option));
  }

  private static String description(Option<?> option) {
    return option.name().endsWith("auth")
        ? option.description() + "; basic: only in a Secret, under " + option.name()
        : option.description();
  }

  private static java.util.Optional<String> pattern(Option<?> option, Object parsed) {
    if (ADDRESSES.containsKey(option.name())) {
      return java.util.Optional.of(ADDRESSES.get(option.name()));
    }
    if (parsed instanceof URI) {
      return java.util.Optional.of("^https?://");
    }
    return parsed instanceof Duration
        ? java.util.Optional.of("^P(\\d+D)?(T.+)?$")
        : java.util.Optional.empty();
  }

  /** The section as it stands in values.yaml, each option under its description. */
  static String yaml() {
    StringBuilder yaml =
        new StringBuilder("# Options of the app; each name is twinsuite.… there.\nconfig:\n");
    write(yaml, values(), "  ", "twinsuite.");
    return yaml.toString();
  }

  private static void write(StringBuilder yaml, ObjectNode node, String indent, String prefix) {
    Iterator<Map.Entry<String, com.fasterxml.jackson.databind.JsonNode>> fields = node.fields();
    while (fields.hasNext()) {
      var field = fields.next();
      String name = prefix + kebabCase(field.getKey());
      yaml.append(comment(indent, name)).append(indent).append(field.getKey()).append(':');
      if (field.getValue() instanceof ObjectNode inner) {
        yaml.append('\n');
        write(yaml, inner, indent + "  ", name + ".");
      } else if (field.getValue() instanceof ArrayNode array) {
        yaml.append(' ').append(array).append('\n');
      } else {
        yaml.append(' ').append(field.getValue()).append('\n');
      }
    }
  }

  private static String comment(String indent, String name) {
    return options().stream()
        .filter(option -> option.name().equals(name))
        .map(option -> indent + "# " + description(option) + '\n')
        .findFirst()
        .orElse("");
  }

  static String kebabCase(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }
}
