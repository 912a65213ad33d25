package org.twinsuite.sandbox.cmms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A simulated IBM Maximo: the "lean" REST/JSON contract for work orders with API key, {@code
 * oslc.where} queries with paging, status changes by {@code wsmethod:changeStatus}, row stamps, and
 * BMXAA errors.
 */
public final class MaximoStandIn extends CmmsStandIn {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PATH = "/maximo/api/os/mxapiwodetail";
  private static final String DOCUMENTS = "/doclinks";
  private static final String ASSETS = "/maximo/api/os/mxapiasset";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);
  private static final Set<String> LEFT_BY_NOBODY = Set.of("CLOSE", "CAN");

  private record Refusal(String code, String message) {}

  private volatile boolean refusesFiles;
  private final String apiKey;
  private final List<ObjectNode> assets = new CopyOnWriteArrayList<>();
  private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

  /**
   * @param clock gives creation and change times; simulated time if the plant's is
   */
  public MaximoStandIn(InstantSource clock) {
    this(clock, "simulated-key");
  }

  /**
   * @param clock gives creation and change times
   * @param apiKey what callers have to send
   */
  public MaximoStandIn(InstantSource clock, String apiKey) {
    super(new OrderBook(clock, 1001, Set.of("COMP", "CLOSE", "CAN")));
    this.apiKey = apiKey;
  }

  @Override
  public String url() {
    return origin() + "/maximo";
  }

  @Override
  public Map<String, String> configuration() {
    return Map.of("dialect", "maximo", "url", url(), "apiKey", apiKey);
  }

  @Override
  public Planner.Terms terms() {
    return Planner.Terms.MAXIMO;
  }

  /** The key a connector must send. */
  public String apiKey() {
    return apiKey;
  }

  /**
   * Orders for this asset are refused with 400 and this code and message, until {@link #accept}.
   */
  public void refuse(String assetnum, String code, String message) {
    refusals.put(assetnum, new Refusal(code, message));
  }

  /** Orders for this asset are accepted again. */
  public void accept(String assetnum) {
    refusals.remove(assetnum);
  }

  @Override
  boolean canPlay(FaultKind kind, Request request) {
    return switch (kind) {
      case SILENT_NO_OP -> request.getUrl().contains("changeStatus");
      case STALE ->
          "PATCH".equals(request.getHeader("x-method-override"))
              && request.getBodyAsString().contains("_rowstamp");
      default -> false;
    };
  }

  /** Adds an asset to what {@code mxapiasset} lists. */
  public void asset(String site, String assetnum, String description, int priority) {
    assets.add(
        JSON.createObjectNode()
            .put("siteid", site)
            .put("assetnum", assetnum)
            .put("description", description)
            .put("priority", priority)
            .put("status", "OPERATING"));
  }

  private ObjectNode members() {
    ObjectNode page = JSON.createObjectNode();
    ArrayNode members = page.putArray("member");
    assets.forEach(members::add);
    page.putObject("responseInfo");
    return page;
  }

  @Override
  ResponseDefinitionBuilder answer(Request request, FaultKind fault) {
    String path = URI.create(request.getUrl()).getPath();
    if (!apiKey.equals(request.getHeader("apikey"))) {
      return error(401, "BMXAA7901E", "The API key is not valid.");
    }
    if (path.equals(ASSETS)) {
      return json(200, members());
    }
    if (!path.startsWith(PATH)) {
      return error(404, "BMXAA8727E", "The OSLC resource was not found: " + path);
    }
    try {
      boolean get = request.getMethod().equals(RequestMethod.GET);
      if (path.equals(PATH)) {
        return get ? query(request) : create(request);
      }
      boolean documents = path.endsWith(DOCUMENTS);
      String order = documents ? path.substring(0, path.length() - DOCUMENTS.length()) : path;
      String number = order.substring(order.lastIndexOf('_') + 1);
      if (book().byNumber(number).isEmpty()) {
        return error(404, "BMXAA8727E", "The OSLC resource was not found: " + path);
      }
      if (documents) {
        return get ? documents(number) : attach(number, request);
      }
      return get
          ? json(200, lean(book().byNumber(number).orElseThrow()))
          : change(number, request, fault);
    } catch (JsonProcessingException e) {
      return error(400, "BMXAA8744E", "The request body is not JSON.");
    }
  }

  private ResponseDefinitionBuilder query(Request request) {
    OslcWhere where = OslcWhere.parse(parameter(request, "oslc.where", ""));
    List<CmmsOrder> candidates = where.reference().map(book()::byReference).orElseGet(book()::all);
    List<ObjectNode> found = where.select(candidates.stream().map(this::lean).toList());
    String order = parameter(request, "oslc.orderBy", "+workorderid");
    found = OslcWhere.sort(found, order);
    int size = Integer.parseInt(parameter(request, "oslc.pageSize", "1000"));
    int page = Integer.parseInt(parameter(request, "pageno", "1"));
    int from = Math.min(found.size(), (page - 1) * size);
    int to = Math.min(found.size(), from + size);
    ObjectNode body = JSON.createObjectNode();
    ArrayNode members = body.putArray("member");
    found.subList(from, to).forEach(members::add);
    ObjectNode info = body.putObject("responseInfo");
    info.put("totalCount", found.size()).put("pagenum", page);
    if (to < found.size()) {
      String same = URI.create(request.getUrl()).getRawQuery().replaceAll("&pageno=\\d+", "");
      info.putObject("nextPage")
          .put("href", "http://maximo.internal" + PATH + "?" + same + "&pageno=" + (page + 1));
    }
    return json(200, body);
  }

  private ResponseDefinitionBuilder create(Request request) throws JsonProcessingException {
    ObjectNode order = (ObjectNode) JSON.readTree(request.getBodyAsString());
    String assetnum = order.path("assetnum").asText("");
    if (order.path("siteid").asText("").isEmpty()) {
      return error(
          400,
          "BMXAA4195E",
          "BMXAA4195E - A value is required for the SITEID field on the WORKORDER object.");
    }
    if (order.path("description").asText("").length() > 100) {
      return error(
          400,
          "BMXAA4049E",
          "BMXAA4049E - The value specified DESCRIPTION exceeds the maximum field length.");
    }
    Refusal refusal = refusals.get(assetnum);
    if (refusal != null) {
      return error(400, refusal.code(), refusal.code() + " - " + refusal.message());
    }
    CmmsOrder created =
        book().create(order.path("externalrefid").asText(""), assetnum, "WAPPR", order);
    ObjectNode body = lean(created);
    ResponseDefinitionBuilder answer =
        request.containsHeader("properties")
            ? json(201, body)
            : new ResponseDefinitionBuilder().withStatus(201);
    return answer.withHeader("Location", body.get("href").asText());
  }

  private ResponseDefinitionBuilder documents(String number) {
    ObjectNode page = JSON.createObjectNode();
    ArrayNode members = page.putArray("member");
    book().byNumber(number).orElseThrow().files().stream()
        .map(CmmsOrder.FileAt::name)
        .forEach(
            name ->
                members
                    .addObject()
                    .putObject("describedBy")
                    .put("title", name)
                    .put("fileName", "1772344770250_" + name));
    page.putObject("responseInfo");
    return json(200, page);
  }

  private ResponseDefinitionBuilder attach(String number, Request request) {
    String name = request.getHeader("slug");
    if (name == null || !"FILE/Attachments".equals(request.getHeader("x-document-meta"))) {
      return error(400, "BMXAA8704E", "slug and x-document-meta say what the document is.");
    }
    if (refusesFiles) {
      return error(400, "BMXAA4138E", "BMXAA4138E - The file type is not allowed.");
    }
    String type = request.getHeader("Content-Type");
    book().attach(number, new CmmsOrder.FileAt(name, type, request.getBody()));
    return new ResponseDefinitionBuilder().withStatus(201);
  }

  /** Files are refused with 400, or accepted again. */
  public void refuseFiles(boolean refuse) {
    refusesFiles = refuse;
  }

  private ResponseDefinitionBuilder change(String number, Request request, FaultKind fault)
      throws JsonProcessingException {
    if (!"PATCH".equals(request.getHeader("x-method-override"))) {
      return error(400, "BMXAA8748E", "Method override PATCH is missing.");
    }
    ObjectNode fields = (ObjectNode) JSON.readTree(request.getBodyAsString());
    if (fault == FaultKind.STALE) {
      book().update(number, JSON.createObjectNode());
    }
    String stamp = fields.path("_rowstamp").asText("");
    if (!stamp.isEmpty() && !stamp.equals(Long.toString(book().version(number)))) {
      return error(
          412, "BMXAA8229W", "BMXAA8229W - Record WORKORDER has been updated by another user.");
    }
    fields.remove("_rowstamp");
    String status = fields.path("status").asText("");
    if (!status.isEmpty() && fault != FaultKind.SILENT_NO_OP) {
      String now = book().byNumber(number).orElseThrow().status();
      if (now.equals(status) || LEFT_BY_NOBODY.contains(now)) {
        return error(
            400,
            "BMXAA4590E",
            "BMXAA4590E - Could not change status of work order "
                + number
                + " from "
                + now
                + " to "
                + status
                + ".");
      }
      book().setStatus(number, status, fields.path("memo").asText(""));
    }
    if (!fields.has("status")) {
      book().update(number, fields);
    }
    return new ResponseDefinitionBuilder().withStatus(204);
  }

  private ObjectNode lean(CmmsOrder order) {
    ObjectNode lean = order.fields().deepCopy();
    lean.put("wonum", order.number());
    lean.put("workorderid", Long.parseLong(order.number()) + 50_000);
    lean.put("status", order.status());
    lean.put("statusdate", DATE.format(order.history().get(order.history().size() - 1).at()));
    lean.put("changedate", DATE.format(order.changedAt()));
    lean.put("_rowstamp", Long.toString(book().version(order.number())));
    lean.put("href", "http://maximo.internal" + PATH + "/_" + order.number());
    return lean;
  }

  @Override
  ResponseDefinitionBuilder refuse(int status, String message) {
    return error(status, "BMXAA0000E", message);
  }

  private static ResponseDefinitionBuilder error(int status, String code, String message) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode error = body.putObject("Error");
    error
        .putObject("extendedError")
        .putObject("moreInfo")
        .put("href", "http://maximo.internal/maximo/api/error/messages/" + code);
    error
        .put("reasonCode", code)
        .put("message", message)
        .put("statusCode", Integer.toString(status));
    return json(status, body);
  }

  private static String parameter(Request request, String name, String otherwise) {
    return request.queryParameter(name).isPresent()
        ? request.queryParameter(name).firstValue()
        : otherwise;
  }
}
