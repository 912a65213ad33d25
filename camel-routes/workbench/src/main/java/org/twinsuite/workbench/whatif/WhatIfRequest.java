package org.twinsuite.workbench.whatif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.twinsuite.rules.action.Window;

/**
 * What is to be thought different about a thing.
 *
 * @param thing id of the thing
 * @param values feature to the value it has from now on; empty changes none
 * @param stock part to what would be in stock; empty changes none
 * @param production the times production leaves free; null changes nothing, empty leaves none
 * @param ahead how far is looked ahead
 * @param again whether the open orders of the thing are decided anew
 */
public record WhatIfRequest(
    String thing,
    Map<String, Double> values,
    Map<String, Stock> stock,
    List<Window> production,
    Duration ahead,
    boolean again) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> FIELDS =
      Set.of("thing", "values", "stock", "production", "hours", "again");
  private static final int HOURS = 24;
  private static final int MOST_HOURS = 720;

  /**
   * A part.
   *
   * @param available unreserved pieces
   * @param nextDelivery when more will arrive; null if nobody knows
   * @param lead how long it takes once it is asked for; null if unknown
   */
  public record Stock(double available, Instant nextDelivery, Duration lead) {}

  /**
   * @throws IllegalArgumentException naming the field and what is wrong with it
   */
  public static WhatIfRequest parse(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(
          "the body is no JSON: " + broken.getOriginalMessage(), broken);
    }
    if (root == null || !root.isObject()) {
      throw new IllegalArgumentException(
          "the body is not a JSON object, e.g. {\"thing\": \"plant:pump-7\", \"values\":"
              + " {\"vibration\": 6.2}}");
    }
    known(root, "", FIELDS);
    String thing = root.path("thing").asText("");
    if (!thing.matches("[^:\\s]*:\\S+")) {
      throw new IllegalArgumentException(
          "thing '" + thing + "' is not a valid id, e.g. plant:pump-7");
    }
    WhatIfRequest request =
        new WhatIfRequest(
            thing,
            values(root.path("values")),
            stock(root.path("stock")),
            production(root.path("production")),
            hours(root.path("hours")),
            root.path("again").asBoolean(false));
    if (request.values().isEmpty() && request.stock().isEmpty() && request.production() == null) {
      throw new IllegalArgumentException("nothing is different: give values, stock or production");
    }
    return request;
  }

  private static void known(JsonNode object, String path, Set<String> fields) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!fields.contains(name)) {
        throw new IllegalArgumentException(
            path + name + " is not a known field; known are " + fields.stream().sorted().toList());
      }
    }
  }

  private static Map<String, Double> values(JsonNode node) {
    Map<String, Double> values = new LinkedHashMap<>();
    fields(node, "values")
        .forEach((feature, value) -> values.put(feature, number(value, "values." + feature)));
    return values;
  }

  private static Map<String, Stock> stock(JsonNode node) {
    Map<String, Stock> stock = new LinkedHashMap<>();
    fields(node, "stock")
        .forEach(
            (part, body) -> {
              String path = "stock." + part;
              if (!body.isObject()) {
                throw new IllegalArgumentException(
                    path + " is not an object, e.g. {\"available\": 0, \"nextDelivery\": \"…\"}");
              }
              known(body, path + '.', Set.of("available", "nextDelivery", "leadHours"));
              JsonNode lead = body.path("leadHours");
              stock.put(
                  part,
                  new Stock(
                      number(body.path("available"), path + ".available"),
                      time(body.path("nextDelivery"), path + ".nextDelivery"),
                      lead.isMissingNode() || lead.isNull()
                          ? null
                          : Duration.ofMinutes(
                              Math.round(60 * number(lead, path + ".leadHours")))));
            });
    return stock;
  }

  private static List<Window> production(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isArray()) {
      throw new IllegalArgumentException(
          "production is not a list, e.g. [{\"from\": \"…\", \"to\": \"…\"}]");
    }
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      String path = "production[" + i + "].";
      known(node.get(i), path, Set.of("from", "to"));
      Instant from = time(node.get(i).path("from"), path + "from");
      Instant to = time(node.get(i).path("to"), path + "to");
      if (from == null || to == null || !from.isBefore(to)) {
        throw new IllegalArgumentException(path + "from must be there and before " + path + "to");
      }
      windows.add(new Window(from, to));
    }
    return windows;
  }

  private static Duration hours(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Duration.ofHours(HOURS);
    }
    double hours = number(node, "hours");
    if (hours <= 0 || hours > MOST_HOURS) {
      throw new IllegalArgumentException("hours must be above 0 and at most " + MOST_HOURS);
    }
    return Duration.ofMinutes(Math.round(60 * hours));
  }

  private static Map<String, JsonNode> fields(JsonNode node, String name) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    if (node.isMissingNode() || node.isNull()) {
      return fields;
    }
    if (!node.isObject()) {
      throw new IllegalArgumentException(name + " is not an object");
    }
    node.fields().forEachRemaining(entry -> fields.put(entry.getKey(), entry.getValue()));
    return fields;
  }

  private static double number(JsonNode node, String path) {
    if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
      throw new IllegalArgumentException(path + " must be a number");
    }
    return node.asDouble();
  }

  private static Instant time(JsonNode node, String path) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    try {
      return Instant.parse(node.asText());
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          path + " '" + node.asText() + "' is no ISO-8601 instant such as 2026-01-31T10:00:00Z",
          wrong);
    }
  }
}
