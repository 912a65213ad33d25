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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.SystemTime;
import org.twinsuite.connectors.cmms.Codes;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderStatus;
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

  /** Null for ISO times and milliseconds. */
  private final DateTimeFormatter pattern;

  private final Pattern reference;

  /**
   * @param zone of times that name none
   */
  RestOrders(String system, Codes codes, RestTemplate.OrderPaths paths, ZoneId zone) {
    this.system = system;
    this.codes = codes;
    this.paths = paths;
    this.zone = zone;
    this.pattern =
        paths.time().equals("iso") || paths.time().equals("millis")
            ? null
            : DateTimeFormatter.ofPattern(paths.time());
    this.reference =
        paths.referencePattern() == null ? null : Pattern.compile(paths.referencePattern());
  }

  /**
   * The list at a path: an array's elements, the one object there, or nothing where it says null.
   *
   * @throws RetryableFailure if the answer has no such list, or reports an error beside it
   */
  static List<JsonNode> list(String system, JsonNode answer, String path) {
    JsonNode error = answer.path("error");
    if (error.isContainerNode() ? !error.isEmpty() : !error.asText("").isEmpty()) {
      // some report with status 200 that they gave up before the list was complete
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
    Instant changedAt = null;
    try {
      changedAt = changedAt(order);
    } catch (IllegalArgumentException e) {
      // of one order the time is not needed
    }
    return read(order, changedAt);
  }

  WorkOrder read(JsonNode order, Instant changedAt) {
    String systemStatus = text(order, paths.status());
    WorkOrderStatus status = codes.status(systemStatus);
    RestTemplate.Mark cancelled = paths.cancelled();
    if (cancelled != null && text(order, cancelled.path()).equals(cancelled.is())) {
      // the work that was done stays done, whatever becomes of its record
      status = status.isFinal() ? status : WorkOrderStatus.CANCELLED;
      systemStatus += " (cancelled)";
    }
    return new WorkOrder(
        reference(order),
        text(order, paths.number()),
        status,
        systemStatus,
        changedAt,
        text(order, paths.id()));
  }

  /**
   * @return null if the order says none
   * @throws IllegalArgumentException if it is not a time
   */
  Instant changedAt(JsonNode order) {
    String text = text(order, paths.changedAt());
    if (pattern != null) {
      try {
        return LocalDateTime.parse(text, pattern).atZone(zone).toInstant();
      } catch (DateTimeException e) {
        // as most systems write times, then
      }
    }
    return SystemTime.parse(text, zone);
  }

  /** The smallest step between two times that the system distinguishes. */
  Duration resolution() {
    return switch (paths.time()) {
      case "iso", "millis" -> Duration.ofMillis(1);
      default -> {
        long digits = paths.time().chars().filter(c -> c == 'S').count();
        yield Duration.ofNanos((long) Math.pow(10, 9 - Math.min(9, digits)));
      }
    };
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
      default -> pattern.format(instant.atZone(zone));
    };
  }

  /** The text at a path, empty if there is none. */
  static String text(JsonNode order, String path) {
    JsonNode found = JsonPath.using(JSON_PATH).parse(order).read(path);
    if (found != null && found.isObject()) {
      // a value with its display value, which is in the user's language
      found =
          found.path("value").isMissingNode() ? found.path("display_value") : found.get("value");
    }
    return found == null || found.isNull() ? "" : found.asText();
  }
}
