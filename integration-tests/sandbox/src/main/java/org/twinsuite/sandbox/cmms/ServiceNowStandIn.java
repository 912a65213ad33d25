package org.twinsuite.sandbox.cmms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A simulated ServiceNow table API with the table {@code wm_order}. */
public final class ServiceNowStandIn extends CmmsStandIn {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TABLE = "/api/now/table/wm_order";
  private static final String FILES = "/api/now/attachment";
  private static final String SYS_ID = "9d385017c611228701d22104cc95c";
  private static final String PASSWORD = "simulated-password";
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  public ServiceNowStandIn(InstantSource clock) {
    super(new OrderBook(clock, 10_001, Set.of("3", "4", "7")));
  }

  @Override
  public String url() {
    return origin();
  }

  @Override
  public Map<String, String> configuration() {
    return Map.of(
        "dialect", "rest",
        "template", "classpath:templates/servicenow.yaml",
        "codes", "classpath:codes/servicenow.properties",
        "url", url(),
        "user", "twinsuite",
        "password", PASSWORD);
  }

  @Override
  public Planner.Terms terms() {
    return new Planner.Terms("1", "11", "18", "3");
  }

  @Override
  boolean canPlay(FaultKind kind, Request request) {
    return kind == FaultKind.SILENT_NO_OP
        && request.getMethod().equals(RequestMethod.PATCH)
        && request.getBodyAsString().contains("\"state\"");
  }

  @Override
  ResponseDefinitionBuilder answer(Request request, FaultKind fault) {
    byte[] credentials = ("twinsuite:" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    String expected = "Basic " + Base64.getEncoder().encodeToString(credentials);
    if (!expected.equals(request.getHeader("Authorization"))) {
      return refuse(401, "User Not Authenticated");
    }
    String path = URI.create(request.getUrl()).getPath();
    try {
      if (path.startsWith(FILES)) {
        return request.getMethod().equals(RequestMethod.GET) ? files(request) : attach(request);
      }
      if (path.equals(TABLE)) {
        return request.getMethod().equals(RequestMethod.GET) ? query(request) : create(request);
      }
      CmmsOrder order =
          book().byNumber(path.substring(TABLE.length() + 1 + SYS_ID.length())).orElse(null);
      if (order == null) {
        return refuse(404, "No Record found");
      }
      return request.getMethod().equals(RequestMethod.GET)
          ? result(200, record(order))
          : change(order, request, fault);
    } catch (JsonProcessingException e) {
      return refuse(400, "The payload is not valid JSON");
    }
  }

  private ResponseDefinitionBuilder create(Request request) throws JsonProcessingException {
    ObjectNode fields = (ObjectNode) JSON.readTree(request.getBodyAsString());
    String reference = fields.path("correlation_id").asText("");
    return result(
        201, record(book().create(reference, fields.path("cmdb_ci").asText(""), "1", fields)));
  }

  private ResponseDefinitionBuilder change(CmmsOrder order, Request request, FaultKind fault)
      throws JsonProcessingException {
    ObjectNode fields = (ObjectNode) JSON.readTree(request.getBodyAsString());
    if (fields.has("state")) {
      if (fault != FaultKind.SILENT_NO_OP) {
        book().setStatus(order.number(), fields.path("state").asText(), "");
      }
    } else {
      book().update(order.number(), fields);
    }
    return result(200, record(book().byNumber(order.number()).orElseThrow()));
  }

  private ResponseDefinitionBuilder files(Request request) {
    Map<String, String> terms = new HashMap<>();
    for (String term : request.queryParameter("sysparm_query").firstValue().split("\\^")) {
      terms.put(term.substring(0, term.indexOf('=')), term.substring(term.indexOf('=') + 1));
    }
    ArrayNode found = JSON.createArrayNode();
    byId(terms.get("table_sys_id")).files().stream()
        .map(CmmsOrder.FileAt::name)
        .filter(name -> name.equals(terms.get("file_name")))
        .forEach(name -> found.addObject().put("file_name", name));
    return json(200, JSON.createObjectNode().set("result", found));
  }

  private ResponseDefinitionBuilder attach(Request request) {
    String name = request.queryParameter("file_name").firstValue();
    String type = request.getHeader("Content-Type");
    String number = byId(request.queryParameter("table_sys_id").firstValue()).number();
    book().attach(number, new CmmsOrder.FileAt(name, type, request.getBody()));
    return result(201, JSON.createObjectNode().put("file_name", name));
  }

  private CmmsOrder byId(String sysId) {
    return book().byNumber(sysId.substring(SYS_ID.length())).orElseThrow();
  }

  private ResponseDefinitionBuilder query(Request request) {
    String query = request.queryParameter("sysparm_query").firstValue();
    int offset = number(request, "sysparm_offset", 0);
    int limit = number(request, "sysparm_limit", 10_000);
    ArrayNode found = JSON.createArrayNode();
    String first = query.split("\\^")[0];
    String order = query.endsWith("ORDERBYsys_id") ? "sys_id" : "sys_updated_on";
    List<CmmsOrder> candidates =
        first.startsWith("correlation_id=")
            ? book().byReference(first.substring(15))
            : book().all();
    candidates.stream()
        .map(ServiceNowStandIn::record)
        .filter(record -> holds(query, record))
        .sorted(Comparator.comparing(record -> record.path(order).asText()))
        .skip(offset)
        .limit(limit)
        .forEach(found::add);
    return json(200, JSON.createObjectNode().set("result", found));
  }

  private static boolean holds(String query, ObjectNode record) {
    for (String term : query.split("\\^")) {
      boolean holds =
          term.startsWith("ORDERBY")
              || term.startsWith("correlation_id=")
              || (term.equals("correlation_idISNOTEMPTY")
                  && !record.path("correlation_id").asText().isEmpty())
              || (term.startsWith("sys_updated_on>=")
                  && record.path("sys_updated_on").asText().compareTo(term.substring(16)) >= 0)
              || (term.startsWith("sys_updated_on<")
                  && record.path("sys_updated_on").asText().compareTo(term.substring(15)) < 0)
              || (term.startsWith("sys_id>")
                  && record.path("sys_id").asText().compareTo(term.substring(7)) > 0);
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static ObjectNode record(CmmsOrder order) {
    ObjectNode record = (ObjectNode) order.fields();
    record.put("sys_id", SYS_ID + order.number());
    record.put("number", order.number());
    record.put("state", order.status());
    return record.put("sys_updated_on", DATE_TIME.format(order.changedAt()));
  }

  private static ResponseDefinitionBuilder result(int status, ObjectNode record) {
    return json(status, JSON.createObjectNode().set("result", record));
  }

  private static int number(Request request, String name, int otherwise) {
    return request.queryParameter(name).isPresent()
        ? Integer.parseInt(request.queryParameter(name).firstValue())
        : otherwise;
  }

  @Override
  ResponseDefinitionBuilder refuse(int status, String message) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("message", message);
    return json(status, body.put("status", "failure"));
  }
}
