package org.twinsuite.connectors.cmms.sap;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.http.Query;
import org.twinsuite.connectors.odata.ODataService;
import org.twinsuite.connectors.odata.ODataTime;

/** The calls to SAP's notification and order services. */
final class SapApi {

  private static final Logger LOG = LoggerFactory.getLogger(SapApi.class);
  private static final String ORDER_FIELDS =
      "MaintenanceOrder,MaintenanceNotification,SystemStatusText,LastChangeDateTime";

  private final String system;
  private final ODataService notifications;
  private final ODataService orders;
  private final String textKey;

  SapApi(String system, Settings settings) {
    this.system = system;
    this.notifications = service(system, settings, "API_MAINTNOTIFICATION");
    this.orders = service(system, settings, "API_MAINTENANCEORDER;v=0002");
    this.textKey =
        ",TextObjectType="
            + ODataService.literal(settings.get(SapOptions.TEXT_ID))
            + ",Language="
            + ODataService.literal(settings.get(SapOptions.LANGUAGE))
            + ")";
  }

  static ODataService service(String system, Settings settings, String name) {
    return new ODataService(
        system,
        settings.get(SapOptions.URL) + "/sap/opu/odata/sap/" + name,
        settings.get(SapOptions.USER),
        settings.get(SapOptions.PASSWORD),
        settings.get(SapOptions.CLIENT),
        settings.get(SapOptions.TIMEOUT));
  }

  /** Number of the oldest notification that carries the reference. */
  Optional<String> notification(String reference) {
    Query query =
        notifications
            .query("MaintenanceNotification")
            .with("$filter", "MaintNotifExtReferenceNumber eq " + ODataService.literal(reference))
            .with("$select", "MaintenanceNotification")
            .with("$orderby", "MaintenanceNotification")
            .with("$top", "2");
    List<JsonNode> found = notifications.list(query).rows();
    if (found.size() > 1) {
      LOG.warn("{}: more than one notification carries {}, using the oldest", system, reference);
    }
    return found.stream().findFirst().map(row -> row.path("MaintenanceNotification").asText());
  }

  Optional<JsonNode> orderOf(String notification) {
    Query query =
        orders
            .query("MaintenanceOrder")
            .with("$filter", "MaintenanceNotification eq " + ODataService.literal(notification))
            .with("$select", ORDER_FIELDS)
            .with("$orderby", "MaintenanceOrder")
            .with("$top", "1");
    return orders.list(query).rows().stream().findFirst();
  }

  String createNotification(JsonNode notification) {
    String number =
        notifications
            .create("MaintenanceNotification", notification)
            .path("MaintenanceNotification")
            .asText();
    if (number.isBlank()) {
      // an order without its notification would carry no reference
      throw RetryableFailure.noAnswer(system, "the number of the notification");
    }
    return number;
  }

  JsonNode createOrder(JsonNode order) {
    return orders.create("MaintenanceOrder", order);
  }

  JsonNode order(String number) {
    return orders.get(
        orders
            .query("MaintenanceOrder(" + ODataService.literal(number) + ")")
            .with("$select", ORDER_FIELDS));
  }

  JsonNode longText(String number) {
    return orders.get(orders.query(textPath(number)));
  }

  void changeLongText(String number, String etag, JsonNode change) {
    orders.patch(textPath(number), etag, change);
  }

  private String textPath(String number) {
    return "MaintenanceOrderLongText(MaintenanceOrder=" + ODataService.literal(number) + textKey;
  }

  Query function(String name) {
    return orders.query(name);
  }

  void call(Query function) {
    orders.call(function);
  }

  /** One page of orders changed at or after the instant (null: all), oldest change first. */
  List<JsonNode> changed(Instant from, int skip, int top) {
    Query query = orders.query("MaintenanceOrder");
    if (from != null) {
      query.with("$filter", "LastChangeDateTime ge " + ODataTime.literal(from));
    }
    query
        .with("$select", ORDER_FIELDS)
        .with("$orderby", "LastChangeDateTime,MaintenanceOrder")
        .with("$skip", Integer.toString(skip))
        .with("$top", Integer.toString(top));
    return orders.list(query).rows();
  }

  /**
   * One page of the orders changed within a stretch of time, by their numbers.
   *
   * @param after number of the last order before the page; null for the first
   */
  List<JsonNode> changedByNumber(Instant from, Instant until, String after, int top) {
    String filter =
        "LastChangeDateTime ge %s and LastChangeDateTime lt %s"
            .formatted(ODataTime.literal(from), ODataTime.literal(until));
    Query query =
        orders
            .query("MaintenanceOrder")
            .with(
                "$filter",
                after == null
                    ? filter
                    : filter + " and MaintenanceOrder gt " + ODataService.literal(after))
            .with("$select", ORDER_FIELDS)
            .with("$orderby", "MaintenanceOrder")
            .with("$top", Integer.toString(top));
    return orders.list(query).rows();
  }

  /** References by notification, of those orders whose notification carries one. */
  Map<String, String> references(List<JsonNode> page) {
    String filter =
        page.stream()
            .map(SapApi::notificationOf)
            .filter(number -> !number.isEmpty())
            .map(number -> "MaintenanceNotification eq " + ODataService.literal(number))
            .collect(Collectors.joining(" or "));
    Map<String, String> references = new HashMap<>();
    if (!filter.isEmpty()) {
      Query query =
          notifications
              .query("MaintenanceNotification")
              .with("$filter", filter)
              .with("$select", "MaintenanceNotification,MaintNotifExtReferenceNumber");
      for (JsonNode found : notifications.list(query).rows()) {
        String reference = found.path("MaintNotifExtReferenceNumber").asText("");
        if (!reference.isEmpty()) {
          references.put(found.path("MaintenanceNotification").asText(), reference);
        }
      }
    }
    return references;
  }

  static String notificationOf(JsonNode order) {
    return order.path("MaintenanceNotification").asText("");
  }
}
