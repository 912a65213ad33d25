package org.twinsuite.connectors.cmms.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.cmms.Codes;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.http.JsonHttp;

/** Reads orders out of a system's answers by the template's JSONPaths. */
final class RestOrders {

  private static final Configuration JSON_PATH =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider())
          .mappingProvider(new JacksonMappingProvider())
          .options(Option.SUPPRESS_EXCEPTIONS, Option.DEFAULT_PATH_LEAF_TO_NULL)
          .build();

  private static final Configuration STRICT =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider())
          .mappingProvider(new JacksonMappingProvider())
          .build();

  private final String system;
  private final Codes codes;
  private final RestTemplate.OrderPaths paths;
  private final ZoneId zone;
  private final Pattern reference;

  /**
   * @param zone of times that name none
   */
  RestOrders(String system, Codes codes, RestTemplate.OrderPaths paths, ZoneId zone) {
    this.system = system;
    this.codes = codes;
    this.paths = paths;
    this.zone = zone;
    this.reference =
        paths.referencePattern() == null ? null : Pattern.compile(paths.referencePattern());
  }

  /**
   * The list at a path: an array's elements, the one object there, or nothing where it says null.
   *
   * @throws RetryableFailure if the answer has no such list, or tells an error beside it
   */
  static List<JsonNode> list(String system, JsonNode answer, String path) {
    JsonNode error = answer.path("error");
    if (error.isContainerNode() ? !error.isEmpty() : !error.asText("").isEmpty()) {
      // some tell so, with status 200, that they gave up before the list was whole
      throw new RetryableFailure(system, 200, "answered with an error: " + error, null, null);
    }
    if (!answer.isMissingNode() && holds(answer, path)) {
      ArrayNode found = at(answer, path);
      List<JsonNode> rows = new ArrayList<>();
      found.forEach(rows::add);
      return rows;
    }
    throw RetryableFailure.noAnswer(system, "a list at " + path);
  }

  private static boolean holds(JsonNode answer, String path) {
    try {
      JsonNode found = JsonPath.using(STRICT).parse(answer).read(path);
      return found == null || found.isNull() || found.isContainerNode();
    } catch (JsonPathException missing) {
      return false;
    }
  }

  /** The orders at a path: an array's elements, or the one object there. */
  static ArrayNode at(JsonNode answer, String path) {
    ArrayNode orders = JsonHttp.JSON.createArrayNode();
    JsonNode found = JsonPath.using(JSON_PATH).parse(answer).read(path);
    if (found != null && found.isArray()) {
      found.forEach(orders::add);
    } else if (found != null && found.isObject()) {
      orders.add(found);
    }
    return orders;
  }

  WorkOrder read(JsonNode order) {
    String systemStatus = text(order, paths.status());
    return new WorkOrder(
        reference(order),
        text(order, paths.number()),
        codes.status(systemStatus),
        systemStatus,
        changedAt(order),
        text(order, paths.id()));
  }

  Instant changedAt(JsonNode order) {
    return time(text(order, paths.changedAt()));
  }

  /** The key for further calls; all that the answer to a create must have. */
  String id(JsonNode order) {
    return text(order, paths.id());
  }

  /** The reference an order carries, empty if none. */
  String reference(JsonNode order) {
    String text = text(order, paths.reference());
    if (reference == null) {
      return text;
    }
    Matcher matcher = reference.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  String longText(JsonNode order) {
    return text(order, paths.longText());
  }

  /** A time as the system writes it. */
  String format(Instant instant) {
    return switch (paths.time()) {
      case "iso" -> instant.toString();
      case "millis" -> Long.toString(instant.toEpochMilli());
      default -> DateTimeFormatter.ofPattern(paths.time()).format(instant.atZone(zone));
    };
  }

  private Instant time(String text) {
    try {
      return switch (paths.time()) {
        case "iso" -> OffsetDateTime.parse(text).toInstant();
        case "millis" -> Instant.ofEpochMilli(Long.parseLong(text));
        default ->
            LocalDateTime.parse(text, DateTimeFormatter.ofPattern(paths.time()))
                .atZone(zone)
                .toInstant();
      };
    } catch (DateTimeException | NumberFormatException e) {
      throw new RetryableFailure(
          system, 0, "change time '" + text + "' is not in the template's format", null, e);
    }
  }

  /** The text at a path, empty if there is none. */
  static String text(JsonNode order, String path) {
    JsonNode found = JsonPath.using(JSON_PATH).parse(order).read(path);
    return found == null || found.isNull() ? "" : found.asText();
  }
}
