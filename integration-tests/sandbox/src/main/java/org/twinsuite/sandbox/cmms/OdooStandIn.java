package org.twinsuite.sandbox.cmms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A simulated Odoo with the Maintenance app, reachable by JSON-2 and by JSON-RPC. */
public final class OdooStandIn extends CmmsStandIn {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> STAGES =
      List.of("New Request", "In Progress", "Repaired", "Scrap");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private record Call(String model, String method, int id, JsonNode arguments) {}

  private final String api;
  private final String apiKey = "simulated-key";

  /**
   * @param api the transport its {@link #configuration()} names: json2 or jsonrpc
   */
  public OdooStandIn(InstantSource clock, String api) {
    super(new OrderBook(clock, 1, Set.of("Repaired", "Scrap")));
    this.api = api;
  }

  @Override
  public String url() {
    return origin();
  }

  @Override
  public Map<String, String> configuration() {
    return Map.of(
        "dialect",
        "odoo",
        "api",
        api,
        "url",
        url(),
        "database",
        "plant",
        "user",
        "twinsuite",
        "apiKey",
        apiKey);
  }

  @Override
  public Planner.Terms terms() {
    return new Planner.Terms("New Request", "New Request", "In Progress", "Repaired");
  }

  @Override
  boolean canPlay(FaultKind kind, Request request) {
    return kind == FaultKind.SILENT_NO_OP
        && (request.getUrl().endsWith("/write") || request.getBodyAsString().contains("\"write\""));
  }

  @Override
  boolean isRead(Request request) {
    String body =
        request.getUrl().equals("/jsonrpc") ? request.getBodyAsString() : request.getUrl();
    return body.contains("search_") || body.contains("authenticate");
  }

  @Override
  ResponseDefinitionBuilder answer(Request request, FaultKind fault) {
    try {
      JsonNode body = JSON.readTree(request.getBodyAsString());
      return request.getUrl().equals("/jsonrpc")
          ? jsonRpc(body, fault)
          : json2(request, body, fault);
    } catch (JsonProcessingException e) {
      return refuse(400, "not JSON");
    }
  }

  private ResponseDefinitionBuilder json2(Request request, JsonNode body, FaultKind fault) {
    if (!("bearer " + apiKey).equals(request.getHeader("Authorization"))) {
      return refuse(401, "Invalid apikey");
    }
    String[] path = request.getUrl().split("/");
    return json(
        200, run(new Call(path[3], path[4], body.path("ids").path(0).asInt(), body), fault));
  }

  private ResponseDefinitionBuilder jsonRpc(JsonNode body, FaultKind fault) {
    JsonNode args = body.path("params").path("args");
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
    if (!args.path(2).asText().equals(apiKey)) {
      answer
          .putObject("error")
          .putObject("data")
          .put("name", "odoo.exceptions.AccessDenied")
          .put("message", "Access Denied");
      return json(200, answer);
    }
    if (body.path("params").path("method").asText().equals("authenticate")) {
      return json(200, answer.put("result", 2));
    }
    Call call =
        new Call(
            args.path(3).asText(),
            args.path(4).asText(),
            args.path(5).path(0).path(0).asInt(),
            args.path(6));
    return json(200, answer.set("result", run(call, fault)));
  }

  private JsonNode run(Call call, FaultKind fault) {
    return switch (call.model() + "/" + call.method()) {
      case "maintenance.request/create" ->
          create((ObjectNode) call.arguments().path("vals_list").path(0));
      case "maintenance.request/search_read" -> search(call.arguments());
      case "maintenance.request/write" -> write(call, fault);
      case "maintenance.request/archive_equipment_request" -> archive(call);
      case "maintenance.request/message_post" -> post(call);
      case "mail.message/search_count" -> countMessages(call.arguments().path("domain"));
      case "ir.attachment/create" -> attach(call.arguments().path("vals_list").path(0));
      case "ir.attachment/search_count" -> countFiles(call.arguments().path("domain"));
      case "maintenance.stage/search_read" -> oneId(STAGES.indexOf(wanted(call)) + 1);
      case "maintenance.equipment/search_read" -> oneId(Integer.parseInt(wanted(call)));
      default -> throw new IllegalArgumentException("not simulated: " + call);
    };
  }

  private static String wanted(Call call) {
    return call.arguments().path("domain").path(0).path(2).asText();
  }

  private static JsonNode oneId(int id) {
    ArrayNode list = JSON.createArrayNode();
    if (id > 0) {
      list.addObject().put("id", id);
    }
    return list;
  }

  private JsonNode create(ObjectNode values) {
    String name = values.path("name").asText();
    String reference = name.startsWith("[") ? name.substring(1, name.indexOf(']')) : "";
    CmmsOrder created =
        book().create(reference, values.path("equipment_id").asText(), STAGES.get(0), values);
    return JSON.createArrayNode().add(Integer.parseInt(created.number()));
  }

  private JsonNode search(JsonNode arguments) {
    ArrayNode found = JSON.createArrayNode();
    candidates(arguments).stream()
        .map(OdooStandIn::record)
        .filter(record -> holds(arguments.path("domain"), record))
        .sorted(
            Comparator.comparing(
                    (ObjectNode r) ->
                        arguments.path("order").asText().startsWith("write_date")
                            ? r.path("write_date").asText()
                            : "")
                .thenComparing(r -> r.path("id").asInt()))
        .skip(arguments.path("offset").asInt())
        .limit(arguments.path("limit").asInt())
        .forEach(found::add);
    return found;
  }

  /** Saves a scan of all orders where the domain asks for one name or one id. */
  private List<CmmsOrder> candidates(JsonNode arguments) {
    JsonNode first = arguments.path("domain").path(0);
    String value = first.path(2).asText();
    if (first.path(0).asText().equals("id")) {
      return book().byNumber(value).stream().toList();
    }
    return value.endsWith("] %")
        ? book().byReference(value.substring(1, value.length() - 3))
        : book().all();
  }

  private static boolean holds(JsonNode domain, ObjectNode record) {
    for (JsonNode term : domain) {
      String actual = record.path(term.path(0).asText()).asText();
      String wanted = term.path(2).asText();
      boolean holds =
          switch (term.path(1).asText()) {
            case "=" -> actual.equals(wanted);
            case "=like" -> actual.startsWith(wanted.substring(0, wanted.length() - 1));
            case ">=" -> actual.compareTo(wanted) >= 0;
            case "<" -> actual.compareTo(wanted) < 0;
            case ">" -> Integer.parseInt(actual) > Integer.parseInt(wanted);
            default -> throw new IllegalArgumentException("domain not understood: " + term);
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static ObjectNode record(CmmsOrder order) {
    ObjectNode record = (ObjectNode) order.fields();
    record.put("id", Integer.parseInt(order.number()));
    record.putArray("stage_id").add(STAGES.indexOf(order.status()) + 1).add(order.status());
    record.put("write_date", DATE_TIME.format(order.changedAt()));
    return record;
  }

  private JsonNode write(Call call, FaultKind fault) {
    if (fault != FaultKind.SILENT_NO_OP) {
      int stage = call.arguments().path("vals").path("stage_id").asInt();
      book().setStatus(Integer.toString(call.id()), STAGES.get(stage - 1), "");
    }
    return JsonNodeFactory.instance.booleanNode(true);
  }

  /** As archive_equipment_request of the module maintenance: the stage stays. */
  private JsonNode archive(Call call) {
    CmmsOrder order = book().byNumber(Integer.toString(call.id())).orElseThrow();
    ObjectNode fields = (ObjectNode) order.fields();
    book().update(order.number(), fields.put("archive", true));
    return JsonNodeFactory.instance.nullNode();
  }

  private JsonNode post(Call call) {
    CmmsOrder order = book().byNumber(Integer.toString(call.id())).orElseThrow();
    ObjectNode fields = (ObjectNode) order.fields();
    fields.withArray("message_ids").add(call.arguments().path("body").asText());
    book().update(order.number(), fields);
    return IntNode.valueOf(fields.path("message_ids").size());
  }

  private JsonNode countMessages(JsonNode domain) {
    CmmsOrder order = book().byNumber(domain.path(1).path(2).asText()).orElseThrow();
    int count = 0;
    for (JsonNode message : order.fields().path("message_ids")) {
      count += message.asText().contains(domain.path(2).path(2).asText()) ? 1 : 0;
    }
    return IntNode.valueOf(count);
  }

  private JsonNode attach(JsonNode values) {
    byte[] content = Base64.getDecoder().decode(values.path("datas").asText());
    book()
        .attach(
            values.path("res_id").asText(),
            new CmmsOrder.FileAt(
                values.path("name").asText(), values.path("mimetype").asText(), content));
    return JSON.createArrayNode().add(1);
  }

  private JsonNode countFiles(JsonNode domain) {
    CmmsOrder order = book().byNumber(domain.path(1).path(2).asText()).orElseThrow();
    String name = domain.path(2).path(2).asText();
    return IntNode.valueOf(
        (int) order.files().stream().filter(file -> file.name().equals(name)).count());
  }

  @Override
  ResponseDefinitionBuilder refuse(int status, String message) {
    return json(
        status,
        JSON.createObjectNode()
            .put("name", "werkzeug.exceptions.HTTPException")
            .put("message", message)
            .put("debug", "Traceback (most recent call last): simulated"));
  }
}
