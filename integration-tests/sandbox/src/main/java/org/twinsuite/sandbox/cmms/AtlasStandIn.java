package org.twinsuite.sandbox.cmms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A simulated Atlas CMMS: no field for a reference, no query by change time, search by POST. */
public final class AtlasStandIn extends CmmsStandIn {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ORDERS = "/work-orders";
  private static final String KEY = "simulated-key";

  /** Fields of WorkOrderBasePatchDTO that a work order of ours may have. */
  private static final List<String> PATCHED =
      List.of(
          "title",
          "description",
          "priority",
          "dueDate",
          "estimatedStartDate",
          "estimatedDuration",
          "asset",
          "location",
          "team",
          "category");

  public AtlasStandIn(InstantSource clock) {
    super(new OrderBook(clock, 501, Set.of("COMPLETE")));
  }

  @Override
  public String url() {
    return origin();
  }

  @Override
  public Map<String, String> configuration() {
    return Map.of(
        "dialect", "rest",
        "template", "classpath:templates/atlas.yaml",
        "codes", "classpath:codes/atlas.properties",
        "url", url(),
        "apiKey", KEY);
  }

  @Override
  public Planner.Terms terms() {
    return new Planner.Terms("OPEN", "OPEN", "IN_PROGRESS", "COMPLETE");
  }

  @Override
  boolean canPlay(FaultKind kind, Request request) {
    return kind == FaultKind.SILENT_NO_OP && request.getUrl().endsWith("/change-status");
  }

  @Override
  boolean isRead(Request request) {
    return request.getUrl().endsWith("/search");
  }

  @Override
  ResponseDefinitionBuilder answer(Request request, FaultKind fault) {
    if (!KEY.equals(request.getHeader("X-API-KEY"))) {
      return refuse(403, "Access Denied");
    }
    try {
      boolean get = request.getMethod().equals(RequestMethod.GET);
      JsonNode body = get ? JSON.createObjectNode() : JSON.readTree(request.getBodyAsString());
      if (request.getUrl().equals(ORDERS)) {
        return create((ObjectNode) body);
      }
      if (request.getUrl().equals(ORDERS + "/search")) {
        return search(body);
      }
      String number = request.getUrl().split("/")[2];
      if (request.getUrl().endsWith("/change-status")) {
        if (fault != FaultKind.SILENT_NO_OP) {
          book().setStatus(number, body.path("status").asText(), "");
        }
      } else if (!get) {
        return patch(number, (ObjectNode) body);
      }
      return json(200, record(book().byNumber(number).orElseThrow()));
    } catch (JsonProcessingException e) {
      return refuse(400, "Malformed JSON");
    }
  }

  private ResponseDefinitionBuilder create(ObjectNode body) {
    String title = body.path("title").asText();
    String reference = title.startsWith("[") ? title.substring(1, title.indexOf(']')) : "";
    String asset = body.path("asset").path("id").asText("");
    return json(200, record(book().create(reference, asset, "OPEN", body)));
  }

  /**
   * WorkOrderMapper.updateWorkOrder takes every field of WorkOrderPatchDTO over, those left out as
   * null; WorkOrderBase.title is @NotNull.
   */
  private ResponseDefinitionBuilder patch(String number, ObjectNode body) {
    if (!body.hasNonNull("title")) {
      return refuse(500, "Validation failed: title must not be null");
    }
    CmmsOrder order = book().byNumber(number).orElseThrow();
    ObjectNode fields = (ObjectNode) order.fields();
    PATCHED.forEach(
        field -> {
          if (body.has(field)) {
            fields.set(field, body.get(field));
          } else {
            fields.putNull(field);
          }
        });
    fields.put("archived", body.path("archived").asBoolean());
    book().update(number, fields);
    return json(200, record(book().byNumber(number).orElseThrow()));
  }

  private ResponseDefinitionBuilder search(JsonNode criteria) {
    String part = criteria.path("filterFields").path(0).path("value").asText("");
    long size = criteria.path("pageSize").asLong();
    ArrayNode found = JSON.createArrayNode();
    book().all().stream()
        .map(AtlasStandIn::record)
        .filter(record -> record.path("title").asText().contains(part))
        .skip(criteria.path("pageNum").asLong() * size)
        .limit(size)
        .forEach(found::add);
    return json(200, JSON.createObjectNode().set("content", found));
  }

  private static ObjectNode record(CmmsOrder order) {
    ObjectNode record = (ObjectNode) order.fields();
    record.put("id", Integer.parseInt(order.number())).put("status", order.status());
    return record.put("updatedAt", order.changedAt().toString());
  }

  @Override
  ResponseDefinitionBuilder refuse(int status, String message) {
    return json(status, JSON.createObjectNode().put("success", false).put("message", message));
  }
}
