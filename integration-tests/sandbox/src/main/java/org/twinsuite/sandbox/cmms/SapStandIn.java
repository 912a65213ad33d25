package org.twinsuite.sandbox.cmms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A simulated SAP S/4HANA plant maintenance: OData V2 notification and order with CSRF tokens bound
 * to a session cookie, ETags, deep insert and function imports. What it is sent can be checked
 * against the real services' metadata.
 */
public final class SapStandIn extends CmmsStandIn {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String NOTIFICATIONS = "/sap/opu/odata/sap/API_MAINTNOTIFICATION/";
  private static final String ORDERS = "/sap/opu/odata/sap/API_MAINTENANCEORDER;v=0002/";
  private static final String EQUIPMENT = "/sap/opu/odata/sap/API_EQUIPMENT/";
  private static final Pattern KEY = Pattern.compile("\\w+\\((?:MaintenanceOrder=)?'(\\w+)'.*\\)");
  private static final Map<String, String> STATUS_AFTER =
      Map.of(
          "ReleaseMaintenanceOrder", "REL",
          "SetMaintOrdToTechCompleted", "TECO",
          "SetMaintOrderStatusToClosed", "CLSD",
          "SetMaintOrdStsToMrkdForDeltn", "DLFL");

  private final BodyCheck notificationCheck;
  private final BodyCheck orderCheck;
  private final String password = "simulated-password";
  private final Map<String, ObjectNode> notifications = new LinkedHashMap<>();
  private final List<ObjectNode> equipment = new CopyOnWriteArrayList<>();
  private final Map<String, String> sessions = new ConcurrentHashMap<>();

  /**
   * @param clock gives creation and change times
   * @param notificationCheck metadata of API_MAINTNOTIFICATION, or {@link BodyCheck#NONE}
   * @param orderCheck metadata of API_MAINTENANCEORDER, or {@link BodyCheck#NONE}
   */
  public SapStandIn(InstantSource clock, BodyCheck notificationCheck, BodyCheck orderCheck) {
    super(new OrderBook(clock, 4_000_001, Set.of("TECO", "CLSD", "DLFL")));
    this.notificationCheck = notificationCheck;
    this.orderCheck = orderCheck;
  }

  @Override
  public String url() {
    return origin();
  }

  @Override
  public Map<String, String> configuration() {
    return Map.of("dialect", "sap", "url", url(), "user", "TWINSUITE", "password", password);
  }

  @Override
  public Planner.Terms terms() {
    return new Planner.Terms("CRTD", "REL", "PCNF", "TECO");
  }

  /** All notifications as they were sent, oldest first. */
  public List<JsonNode> notifications() {
    synchronized (notifications) {
      return notifications.values().stream().<JsonNode>map(ObjectNode::deepCopy).toList();
    }
  }

  /**
   * Adds equipment.
   *
   * @param number with the zeros before it as it is stored
   * @param criticality ABC indicator, empty if none
   * @param inUse false for what is marked for deletion
   */
  public void equipment(
      String number, String plant, String name, String criticality, boolean inUse) {
    equipment.add(
        JSON.createObjectNode()
            .put("Equipment", number)
            .put("ValidityEndDate", "9999-12-31T00:00:00")
            .put("EquipmentName", name)
            .put("MaintenancePlanningPlant", plant)
            .put("ABCIndicator", criticality)
            .put("EquipmentIsMarkedForDeletion", !inUse)
            .put("EquipmentIsInactive", false));
  }

  @Override
  boolean canPlay(FaultKind kind, Request request) {
    boolean patch = request.getMethod().equals(RequestMethod.PATCH);
    boolean post = request.getMethod().equals(RequestMethod.POST);
    return switch (kind) {
      case SILENT_NO_OP -> STATUS_AFTER.containsKey(resource(request));
      case STALE -> patch;
      case SESSION_EXPIRED -> patch || post;
      default -> false;
    };
  }

  @Override
  ResponseDefinitionBuilder answer(Request request, FaultKind fault) {
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("TWINSUITE:" + password).getBytes(StandardCharsets.UTF_8));
    if (!expected.equals(request.getHeader("Authorization"))) {
      return refuse(401, "Logon failed");
    }
    if (fault == FaultKind.SESSION_EXPIRED) {
      sessions.clear();
    }
    if (request.getMethod().equals(RequestMethod.GET)) {
      return "fetch".equalsIgnoreCase(request.getHeader("x-csrf-token"))
          ? newSession()
          : read(request);
    }
    if (!hasSession(request)) {
      return new ResponseDefinitionBuilder()
          .withStatus(403)
          .withHeader("x-csrf-token", "Required")
          .withBody("CSRF token validation failed");
    }
    try {
      return request.getMethod().equals(RequestMethod.PATCH)
          ? patch(request, fault)
          : post(request, fault);
    } catch (JsonProcessingException e) {
      return refuse(400, "Malformed payload");
    }
  }

  private ResponseDefinitionBuilder newSession() {
    String cookie = "SAP_SESSIONID_S4H_100=" + UUID.randomUUID();
    String token = UUID.randomUUID().toString();
    sessions.put(token, cookie);
    return json(200, "{\"d\":{\"EntitySets\":[]}}")
        .withHeader("x-csrf-token", token)
        .withHeader(
            "Set-Cookie", cookie + "; path=/; HttpOnly", "sap-usercontext=sap-client=100; path=/");
  }

  private boolean hasSession(Request request) {
    String token = request.getHeader("x-csrf-token");
    String cookie = token == null ? null : sessions.get(token);
    return cookie != null
        && request.containsHeader("Cookie")
        && request.getHeader("Cookie").contains(cookie);
  }

  private ResponseDefinitionBuilder read(Request request) {
    String resource = resource(request);
    if (resource.startsWith("MaintenanceOrderLongText(")) {
      return json(200, envelope(longText(order(resource))));
    }
    if (resource.startsWith("MaintenanceOrder(")) {
      return json(200, envelope(orderEntity(order(resource))));
    }
    String filter = parameter(request, "$filter");
    Stream<ObjectNode> all =
        switch (resource) {
          case "MaintenanceNotification" -> notificationsFor(filter);
          case "Equipment" -> equipment.stream();
          default -> ordersBy(parameter(request, "$orderby"));
        };
    ArrayNode results = JSON.createArrayNode();
    all.filter(entity -> ODataFilter.holds(filter, entity))
        .skip(number(request, "$skip", 0))
        .limit(number(request, "$top", Long.MAX_VALUE))
        .forEach(results::add);
    return json(200, envelope(JSON.createObjectNode().set("results", results)));
  }

  private Stream<ObjectNode> notificationsFor(String filter) {
    synchronized (notifications) {
      return List.copyOf(notifications.values()).stream();
    }
  }

  private Stream<ObjectNode> ordersBy(String field) {
    Comparator<CmmsOrder> comparator =
        field.equals("MaintenanceOrder")
            ? Comparator.comparing(CmmsOrder::number)
            : Comparator.comparing(CmmsOrder::changedAt);
    return book().all().stream().sorted(comparator).map(this::orderEntity);
  }

  private ResponseDefinitionBuilder post(Request request, FaultKind fault)
      throws JsonProcessingException {
    String resource = resource(request);
    if (STATUS_AFTER.containsKey(resource)) {
      return function(request, resource, fault);
    }
    ObjectNode body = (ObjectNode) JSON.readTree(request.getBodyAsString());
    boolean notification = request.getUrl().startsWith(NOTIFICATIONS);
    Optional<String> complaint =
        (notification ? notificationCheck : orderCheck).entity(resource, true, body);
    if (complaint.isPresent()) {
      return refuse(400, complaint.get());
    }
    return notification ? createNotification(body) : createOrder(body);
  }

  private ResponseDefinitionBuilder createNotification(ObjectNode body) {
    synchronized (notifications) {
      String number = Integer.toString(10_000_001 + notifications.size());
      notifications.put(number, body.deepCopy().put("MaintenanceNotification", number));
      return json(201, envelope(notifications.get(number)));
    }
  }

  private ResponseDefinitionBuilder createOrder(ObjectNode body) {
    String reference = "";
    synchronized (notifications) {
      ObjectNode notification = notifications.get(body.path("MaintenanceNotification").asText());
      if (notification == null) {
        return refuse(
            400,
            "Notification " + body.path("MaintenanceNotification").asText() + " does not exist");
      }
      reference = notification.path("MaintNotifExtReferenceNumber").asText("");
    }
    String object = body.path("Equipment").asText(body.path("FunctionalLocation").asText(""));
    CmmsOrder created = book().create(reference, object, "CRTD", body);
    return json(201, envelope(orderEntity(created)));
  }

  private ResponseDefinitionBuilder function(Request request, String name, FaultKind fault) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : URI.create(request.getUrl()).getQuery().split("&")) {
      if (!pair.startsWith("sap-")) {
        parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
    }
    Optional<String> complaint = orderCheck.function(name, parameters);
    if (complaint.isPresent()) {
      return refuse(400, complaint.get());
    }
    String number = parameters.get("MaintenanceOrder").replace("'", "");
    String now = book().byNumber(number).orElseThrow().status();
    if (Set.of("CLSD", "DLFL").contains(now) || now.equals(STATUS_AFTER.get(name))) {
      return refuse(400, "System status " + now + " is active (ORD " + number + ")");
    }
    if (fault != FaultKind.SILENT_NO_OP) {
      book().setStatus(number, STATUS_AFTER.get(name), name);
    }
    return json(200, "{\"d\":{}}");
  }

  private ResponseDefinitionBuilder patch(Request request, FaultKind fault)
      throws JsonProcessingException {
    CmmsOrder order = order(resource(request));
    if (fault == FaultKind.STALE) {
      book().update(order.number(), JSON.createObjectNode());
    }
    String etag = request.containsHeader("If-Match") ? request.getHeader("If-Match") : "";
    if (etag.isEmpty()) {
      return refuse(428, "Precondition required: send If-Match");
    }
    if (!etag.equals(etag(order.number()))) {
      return refuse(412, "Precondition failed: the entity was changed");
    }
    JsonNode body = JSON.readTree(request.getBodyAsString());
    Optional<String> complaint = orderCheck.entity("MaintenanceOrderLongText", false, body);
    if (complaint.isPresent()) {
      return refuse(400, complaint.get());
    }
    ObjectNode fields = (ObjectNode) order.fields();
    ((ObjectNode) fields.path("to_MaintenanceOrderLongText").get(0)).setAll((ObjectNode) body);
    book().update(order.number(), fields);
    return new ResponseDefinitionBuilder().withStatus(204);
  }

  private ObjectNode orderEntity(CmmsOrder order) {
    ObjectNode entity =
        ((ObjectNode) order.fields())
            .remove(List.of("to_MaintenanceOrderOperation", "to_MaintenanceOrderLongText"));
    entity.put("MaintenanceOrder", order.number());
    entity.put("SystemStatusText", order.status() + "  NMAT PRC SETC");
    entity.put("LastChangeDateTime", "/Date(" + order.changedAt().toEpochMilli() + "+0000)/");
    entity.putObject("__metadata").put("etag", etag(order.number()));
    return entity;
  }

  private ObjectNode longText(CmmsOrder order) {
    ObjectNode text = (ObjectNode) order.fields().path("to_MaintenanceOrderLongText").get(0);
    text.putObject("__metadata").put("etag", etag(order.number()));
    return text;
  }

  private String etag(String number) {
    return "W/\"" + book().version(number) + "\"";
  }

  private CmmsOrder order(String resource) {
    Matcher key = KEY.matcher(resource);
    return Optional.of(key)
        .filter(Matcher::matches)
        .flatMap(k -> book().byNumber(k.group(1)))
        .orElseThrow();
  }

  private static ObjectNode envelope(JsonNode content) {
    return JSON.createObjectNode().set("d", content);
  }

  @Override
  ResponseDefinitionBuilder refuse(int status, String message) {
    ObjectNode error = JSON.createObjectNode();
    error
        .putObject("error")
        .put("code", "IWFND/" + status)
        .putObject("message")
        .put("lang", "en")
        .put("value", message);
    return json(status, error);
  }

  /** What follows the service root, without the query. */
  private static String resource(Request request) {
    String path = URI.create(request.getUrl()).getPath();
    return Stream.of(NOTIFICATIONS, EQUIPMENT)
        .filter(path::startsWith)
        .findFirst()
        .map(root -> path.substring(root.length()))
        .orElseGet(() -> path.substring(Math.min(path.length(), ORDERS.length())));
  }

  private static String parameter(Request request, String name) {
    return request.queryParameter(name).isPresent()
        ? request.queryParameter(name).firstValue()
        : "";
  }

  private static long number(Request request, String name, long otherwise) {
    String text = parameter(request, name);
    return text.isEmpty() ? otherwise : Long.parseLong(text);
  }
}
