package org.twinsuite.connectors.cmms.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.twinsuite.connectors.SystemTime;
import org.twinsuite.connectors.cmms.Codes;
import org.twinsuite.connectors.cmms.HtmlText;
import org.twinsuite.connectors.cmms.OrderText;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderRequest;
import org.twinsuite.connectors.cmms.WorkOrderStatus;
import org.twinsuite.connectors.http.JsonHttp;

/**
 * Between the suite's records and {@code maintenance.request}. The model has no field for an
 * outside reference: it is put before the name as {@code [reference]}, or in a field the site
 * added.
 *
 * @param referenceField the site's own field, or null
 */
record OdooRequests(Codes codes, String referenceField) {

  private static final int NAME_LENGTH = 200;
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  ObjectNode toOdoo(WorkOrderRequest request, int equipment) {
    ObjectNode values = JsonHttp.JSON.createObjectNode();
    String title = OrderText.shorten(request.title(), NAME_LENGTH);
    if (referenceField == null) {
      values.put("name", prefix(request.reference()) + title);
    } else {
      values.put("name", title).put(referenceField, request.reference());
    }
    String text = OrderText.longText(request, NAME_LENGTH, codes.label(request));
    values.put("description", "<p>" + HtmlText.of(text) + "</p>");
    values.put("maintenance_type", "corrective");
    values.put("priority", codes.priority(request.priority()));
    values.put("request_date", date(request.reportedAt()).substring(0, 10));
    values.put("equipment_id", equipment);
    if (request.window() != null) {
      Duration length = Duration.between(request.window().from(), request.window().to());
      values.put("schedule_date", date(request.window().from()));
      values.put("duration", length.toMinutes() / 60.0);
    }
    return values;
  }

  WorkOrder fromOdoo(JsonNode request) {
    Instant changedAt = null;
    try {
      changedAt = changedAt(request);
    } catch (IllegalArgumentException e) {
      // of one request the time is not needed
    }
    return fromOdoo(request, changedAt);
  }

  WorkOrder fromOdoo(JsonNode request, Instant changedAt) {
    String stage = request.path("stage_id").path(1).asText("");
    String number = request.path("id").asText();
    WorkOrderStatus status = codes.status(stage);
    boolean archived = request.path("archive").asBoolean();
    // the button Cancel archives a request and leaves it in its stage
    return new WorkOrder(
        reference(request),
        number,
        archived && !status.isFinal() ? WorkOrderStatus.CANCELLED : status,
        archived ? stage + " (archived)" : stage,
        changedAt,
        number);
  }

  /**
   * Odoo's datetimes are UTC without saying so; false means none.
   *
   * @throws IllegalArgumentException if it is not a time
   */
  static Instant changedAt(JsonNode request) {
    return SystemTime.parse(request.path("write_date").asText(""), ZoneOffset.UTC);
  }

  /** The reference a request carries, empty if none. */
  String reference(JsonNode request) {
    if (referenceField != null) {
      JsonNode value = request.path(referenceField);
      return value.isTextual() ? value.asText() : "";
    }
    String name = request.path("name").asText("");
    int end = name.indexOf("] ");
    return name.startsWith("[") && end > 1 ? name.substring(1, end) : "";
  }

  static String prefix(String reference) {
    return "[" + reference + "] ";
  }

  static String date(Instant instant) {
    return DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
  }
}
