package org.twinsuite.connectors.cmms.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.cmms.Asset;
import org.twinsuite.connectors.cmms.Attachment;
import org.twinsuite.connectors.cmms.AttachmentResult;
import org.twinsuite.connectors.cmms.ChangeFeed;
import org.twinsuite.connectors.cmms.Changes;
import org.twinsuite.connectors.cmms.CmmsDialect;
import org.twinsuite.connectors.cmms.Codes;
import org.twinsuite.connectors.cmms.OrderText;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderRequest;
import org.twinsuite.connectors.cmms.WorkOrderStatus;
import org.twinsuite.connectors.config.CodeTables;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.http.JsonHttp;
import org.twinsuite.connectors.http.TargetError;

/** Any JSON over HTTP system that a {@link RestTemplate} can describe. */
final class RestDialect implements CmmsDialect {

  private static final Logger LOG = LoggerFactory.getLogger(RestDialect.class);
  private static final int MOST_CHANGES = 1000;
  private static final List<String> ERROR_PATHS =
      List.of("/error/message", "/error/detail", "/message", "/exception", "/error", "/detail");

  private final String system;
  private final RestTemplate template;
  private final String root;
  private final JsonHttp http;
  private final Codes codes;
  private final RestOrders orders;
  private final ChangeFeed feed;
  private final RestPages pages;
  private final int pageSize;
  private final Map<String, String> headers = new HashMap<>();

  RestDialect(String system, Settings settings, RestTemplate template) {
    this.system = system;
    this.template = template;
    this.root = settings.get(RestOptions.URL).toString();
    this.http = new JsonHttp(system, settings.get(RestOptions.TIMEOUT), RestDialect::error);
    this.codes = new Codes(system, CodeTables.of(settings, RestOptions.CODES));
    this.orders = new RestOrders(system, codes, template.order(), settings.get(RestOptions.ZONE));
    this.feed = new ChangeFeed(settings.get(RestOptions.OVERLAP), MOST_CHANGES);
    this.pageSize = settings.get(RestOptions.PAGE_SIZE);
    this.pages = new RestPages(system, pageSize, this::send);
    Placeholders credentials = new Placeholders(credentials(settings));
    template.headers().forEach((name, value) -> headers.put(name, credentials.text(value)));
  }

  private static Map<String, String> credentials(Settings settings) {
    Map<String, String> values = new HashMap<>();
    values.put("user", settings.get(RestOptions.USER));
    values.put("password", settings.get(RestOptions.PASSWORD));
    values.put("apiKey", settings.get(RestOptions.API_KEY));
    values.values().removeIf(value -> value == null);
    String basic = values.getOrDefault("user", "") + ":" + values.getOrDefault("password", "");
    byte[] bytes = basic.getBytes(StandardCharsets.UTF_8);
    values.put("basic", Base64.getEncoder().encodeToString(bytes));
    return values;
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public Optional<WorkOrder> find(String reference) {
    List<JsonNode> found =
        pages.stream(template.find(), Map.of("reference", reference))
            .filter(order -> carries(order, reference))
            .toList();
    if (found.size() > 1) {
      LOG.warn("{}: more than one order carries {}, using the first", system, reference);
    }
    return found.stream().findFirst().map(orders::read);
  }

  /**
   * A search that is not carried out answers with any orders: taken for "there is none", it would
   * make a second order.
   */
  private boolean carries(JsonNode order, String reference) {
    if (!template.find().paged() && !order.toString().contains(reference)) {
      throw RejectedByTarget.beforeSending(
          system,
          "find",
          "asked for the orders of "
              + reference
              + " it answered with order "
              + orders.id(order)
              + ", which does not hold it: correct the search in 'find', or name {offset}, {page}"
              + " or {cursor} in it, so that all orders are looked through");
    }
    return orders.reference(order).equals(reference);
  }

  /** Where the number is also the key. */
  @Override
  public WorkOrder byNumber(String orderNumber, String site) {
    return template.order().number().equals(template.order().id())
        ? read(orderNumber)
        : CmmsDialect.super.byNumber(orderNumber, site);
  }

  @Override
  public WorkOrder submit(WorkOrderRequest request) {
    JsonNode created = call(template.create(), values(request)).path(0);
    return created.isMissingNode()
        ? find(request.reference())
            .orElseThrow(
                () ->
                    new RejectedByTarget(
                        system,
                        0,
                        null,
                        null,
                        "the order just created cannot be found: check 'find'"))
        : read(orders.id(created));
  }

  private Map<String, String> values(WorkOrderRequest request) {
    Map<String, String> values = new HashMap<>();
    values.put("reference", request.reference());
    values.put("thingId", request.thingId());
    values.put("title", OrderText.shorten(request.title(), template.titleLength()));
    values.put(
        "longText", OrderText.longText(request, template.titleLength(), codes.label(request)));
    values.put("priority", codes.priority(request.priority()));
    values.put("failureCode", codes.failure(request.failureCode()).orElse(null));
    values.put("problemCode", codes.problem(request.problemCode()).orElse(null));
    values.put("site", request.asset().site());
    values.put("assetnum", request.asset().assetnum());
    values.put("location", request.asset().functionalLocation());
    values.put("reportedAt", orders.format(request.reportedAt()));
    values.put("correlationId", request.correlationId());
    if (request.window() != null) {
      values.put("windowFrom", orders.format(request.window().from()));
      values.put("windowTo", orders.format(request.window().to()));
    }
    if (request.evidenceUrl() != null) {
      values.put("evidenceUrl", request.evidenceUrl().toString());
    }
    return values;
  }

  @Override
  public WorkOrder addNote(WorkOrder order, String note) {
    if (template.note() == null || template.order().longText() == null) {
      throw RejectedByTarget.beforeSending(system, "note", "the template does not say how");
    }
    JsonNode now = fetch(order.href());
    String standing = orders.longText(now);
    if (!standing.contains(note)) {
      String text = standing.isEmpty() ? note : standing + "\n\n" + note;
      change(template.note(), now, Map.of("id", order.href(), "longText", text, "note", note));
    }
    return read(order.href());
  }

  @Override
  public WorkOrder changeStatus(WorkOrder order, WorkOrderStatus status, String memo) {
    RestTemplate.Call call = template.statusBy().getOrDefault(status, template.status());
    if (call == null) {
      throw RejectedByTarget.beforeSending(system, "status", "the template does not say how");
    }
    Map<String, String> values = new HashMap<>();
    values.put("id", order.href());
    if (call == template.status()) {
      values.put("status", codes.statusCommand(status));
    }
    values.put("memo", memo);
    change(call, call.keep().isEmpty() ? null : fetch(order.href()), values);
    return read(order.href());
  }

  /** A change of an order, with what the system wants repeated of it. */
  private void change(RestTemplate.Call call, JsonNode now, Map<String, String> values) {
    Placeholders fill = new Placeholders(values);
    JsonNode body = call.body() == null ? null : fill.body(call.body());
    if (body instanceof ObjectNode fields) {
      call.keep().stream()
          .filter(field -> !fields.has(field) && now.has(field))
          .forEach(field -> fields.set(field, now.get(field)));
    }
    http.send(call.method(), URI.create(root + fill.path(call.path())), headers, body);
  }

  @Override
  public AttachmentResult attach(WorkOrder order, Attachment file) {
    RestTemplate.Files files = template.files();
    if (files == null) {
      return AttachmentResult.LINK;
    }
    Map<String, String> values = new HashMap<>();
    values.put("id", order.href());
    values.put("fileName", file.name());
    values.put("mediaType", file.mediaType());
    boolean there =
        pages.stream(files.find().call(), values)
            .anyMatch(found -> RestOrders.text(found, files.find().name()).equals(file.name()));
    if (!there && files.add().body() == null) {
      URI uri = URI.create(root + new Placeholders(values).path(files.add().path()));
      http.sendFile(uri, headers, file.mediaType(), file.content());
    } else if (!there) {
      values.put("content", Base64.getEncoder().encodeToString(file.content()));
      call(files.add(), values);
    }
    return AttachmentResult.FILE;
  }

  @Override
  public Optional<List<Asset>> assets() {
    RestTemplate.AssetListing listing = template.assets();
    if (listing == null) {
      return Optional.empty();
    }
    return Optional.of(
        pages.stream(listing.call(), Map.of()).map(asset -> asset(asset, listing)).toList());
  }

  private static Asset asset(JsonNode asset, RestTemplate.AssetListing listing) {
    return new Asset(
        optional(asset, listing.site()),
        RestOrders.text(asset, listing.assetnum()),
        Objects.requireNonNullElse(optional(asset, listing.name()), ""),
        optional(asset, listing.criticality()));
  }

  private static String optional(JsonNode node, String path) {
    String text = path == null ? "" : RestOrders.text(node, path);
    return text.isEmpty() ? null : text;
  }

  @Override
  public Changes changedSince(String cursor) {
    return feed.read(cursor, new RestChanges(template, orders, pages, pageSize));
  }

  private WorkOrder read(String id) {
    return orders.read(fetch(id));
  }

  private JsonNode fetch(String id) {
    JsonNode found = call(template.read(), Map.of("id", id)).path(0);
    if (found.isMissingNode()) {
      throw new RejectedByTarget(system, 404, null, "id", "order " + id + " cannot be read");
    }
    return found;
  }

  private ArrayNode call(RestTemplate.Call call, Map<String, String> values) {
    JsonNode answer = send(call, values);
    return call.orders() == null || answer.isMissingNode()
        ? JsonHttp.JSON.createArrayNode()
        : RestOrders.at(answer, call.orders());
  }

  private JsonNode send(RestTemplate.Call call, Map<String, String> values) {
    Placeholders fill = new Placeholders(values);
    URI uri = URI.create(root + fill.path(call.path()));
    JsonNode body = call.body() == null ? null : fill.body(call.body());
    return http.send(call.method(), uri, headers, body).body();
  }

  /** Systems differ; the message is taken from where most of them put it. */
  private static TargetError error(int status, HttpHeaders answer, JsonNode body) {
    String message =
        ERROR_PATHS.stream()
            .map(body::at)
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .findFirst()
            .orElse("no error message in the answer");
    return new TargetError(null, null, message);
  }
}
