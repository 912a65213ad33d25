package org.twinsuite.connectors.cmms.maximo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.SystemTime;
import org.twinsuite.connectors.cmms.AssetMapping;
import org.twinsuite.connectors.cmms.Codes;
import org.twinsuite.connectors.cmms.HtmlText;
import org.twinsuite.connectors.cmms.OrderText;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderRequest;
import org.twinsuite.connectors.http.JsonHttp;

/** Between the suite's records and Maximo's work order JSON. */
record MaximoOrders(String system, Codes codes, String workType, String reportedBy, ZoneId zone) {

  private static final int DESCRIPTION_LENGTH = 100;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  ObjectNode toMaximo(WorkOrderRequest request) {
    AssetMapping asset = request.asset();
    if (asset.site() == null) {
      throw RejectedByTarget.beforeSending(
          system, "attributes/cmms/site", "thing " + request.thingId() + " names no site");
    }
    ObjectNode order = JsonHttp.JSON.createObjectNode();
    order.put("externalrefid", request.reference());
    order.put("siteid", asset.site());
    putIfSet(order, "assetnum", asset.assetnum() != null ? asset.assetnum() : asset.equipment());
    putIfSet(order, "location", asset.functionalLocation());
    order.put("description", OrderText.shorten(request.title(), DESCRIPTION_LENGTH));
    order.put(
        "description_longdescription",
        HtmlText.of(OrderText.longText(request, DESCRIPTION_LENGTH, codes.unmapped(request))));
    order.put("worktype", workType);
    order.put("wopriority", Integer.parseInt(codes.priority(request.priority())));
    codes.failure(request.failureCode()).ifPresent(code -> order.put("failurecode", code));
    codes.problem(request.problemCode()).ifPresent(code -> order.put("problemcode", code));
    order.put("reportdate", date(request.reportedAt()));
    putIfSet(order, "reportedby", reportedBy);
    if (request.window() != null) {
      order.put("targstartdate", date(request.window().from()));
      order.put("targcompdate", date(request.window().to()));
    }
    return order;
  }

  WorkOrder fromMaximo(JsonNode order) {
    Instant changedAt = null;
    try {
      changedAt = changedAt(order);
    } catch (IllegalArgumentException e) {
      // of one order the time is not needed
    }
    return fromMaximo(order, changedAt);
  }

  WorkOrder fromMaximo(JsonNode order, Instant changedAt) {
    String systemStatus = order.path("status").asText();
    return new WorkOrder(
        order.path("externalrefid").asText(),
        order.path("wonum").asText(),
        codes.status(systemStatus),
        systemStatus,
        changedAt,
        order.path("href").asText());
  }

  static String date(Instant instant) {
    return DATE.format(instant.atOffset(ZoneOffset.UTC));
  }

  /**
   * @return null if the order says none
   * @throws IllegalArgumentException if it is not a time
   */
  Instant changedAt(JsonNode order) {
    JsonNode date =
        order.hasNonNull("changedate") ? order.get("changedate") : order.path("statusdate");
    return SystemTime.parse(date.asText(""), zone);
  }

  private static void putIfSet(ObjectNode order, String field, String value) {
    if (value != null) {
      order.put(field, value);
    }
  }
}
