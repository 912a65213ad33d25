package org.twinsuite.connectors.erp.erpnext;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.Window;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.erp.ErpDialect;
import org.twinsuite.connectors.erp.PlannedWork;
import org.twinsuite.connectors.erp.Spares.Booking;
import org.twinsuite.connectors.erp.Spares.SpareRequest;
import org.twinsuite.connectors.erp.Spares.Stock;
import org.twinsuite.connectors.http.JsonHttp;
import org.twinsuite.connectors.http.Query;
import org.twinsuite.connectors.http.TargetError;

/**
 * ERPNext over its REST resources: {@code Bin} for stock, {@code Material Request} (issue or
 * purchase, as draft) for bookings, {@code Job Card} for the schedule of a workstation. A plant is
 * a warehouse there.
 */
final class ErpNextDialect implements ErpDialect {

  private static final String ISSUE = "Material Issue";
  private static final String PURCHASE = "Purchase";
  private static final int ALL = 0;
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final String system;
  private final JsonHttp http;
  private final String root;
  private final Map<String, String> headers;
  private final String company;
  private final String referenceField;
  private final ZoneId zone;

  ErpNextDialect(String system, Settings settings) {
    this.system = system;
    this.http = new JsonHttp(system, settings.get(ErpNextProvider.TIMEOUT), ErpNextDialect::error);
    this.root = settings.get(ErpNextProvider.URL) + "/api/resource/";
    this.headers = Map.of("Authorization", "token " + settings.get(ErpNextProvider.API_KEY));
    this.company = settings.get(ErpNextProvider.COMPANY);
    this.referenceField = settings.get(ErpNextProvider.REFERENCE_FIELD);
    this.zone = settings.get(ErpNextProvider.ZONE);
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public Stock stock(String material, String plant) {
    BigDecimal sum = BigDecimal.ZERO;
    String unit = "";
    for (JsonNode bin :
        list(
            "Bin",
            List.of("actual_qty", "reserved_qty", "stock_uom"),
            term("item_code", "=", material),
            term("warehouse", "=", plant))) {
      sum = sum.add(bin.path("actual_qty").decimalValue());
      sum = sum.subtract(bin.path("reserved_qty").decimalValue());
      unit = bin.path("stock_uom").asText(unit);
    }
    return new Stock(material, plant, sum, unit);
  }

  @Override
  public List<Window> scheduled(String plant, String workCenter, Window span) {
    PlannedWork work = new PlannedWork(zone);
    for (JsonNode card :
        list(
            "Job%20Card",
            List.of("name", "expected_start_date", "expected_end_date", "status"),
            term("workstation", "=", workCenter),
            openOnly(),
            term("expected_start_date", "<", local(span.to())),
            term("expected_end_date", ">", local(span.from())))) {
      work.add(
          "job card " + card.path("name").asText(),
          card.path("expected_start_date").asText(),
          card.path("expected_end_date").asText());
    }
    return work.windows();
  }

  @Override
  public Optional<Booking> findReservation(SpareRequest request) {
    return find(request, ISSUE);
  }

  @Override
  public Booking submitReservation(SpareRequest request) {
    return submit(request, ISSUE);
  }

  @Override
  public Optional<Booking> findRequisition(SpareRequest request) {
    return find(request, PURCHASE);
  }

  @Override
  public Booking submitRequisition(SpareRequest request) {
    return submit(request, PURCHASE);
  }

  private Optional<Booking> find(SpareRequest request, String type) {
    ArrayNode item = JsonHttp.JSON.createArrayNode();
    item.add("Material Request Item").add("item_code").add("=").add(request.material());
    return list(
            "Material%20Request",
            List.of("name"),
            term(referenceField, "=", request.reference()),
            term("material_request_type", "=", type),
            term("docstatus", "<", "2"),
            item)
        .stream()
        .findFirst()
        .map(found -> new Booking(request.reference(), found.path("name").asText()));
  }

  private Booking submit(SpareRequest request, String type) {
    String day = request.neededBy().atZone(zone).toLocalDate().toString();
    ObjectNode document = JsonHttp.JSON.createObjectNode();
    document
        .put("material_request_type", type)
        .put("company", company)
        .put("transaction_date", Instant.now().atZone(zone).toLocalDate().toString())
        .put("schedule_date", day)
        .put(referenceField, request.reference());
    ObjectNode item = document.putArray("items").addObject();
    item.put("item_code", request.material())
        .put("qty", request.quantity())
        .put("schedule_date", day)
        .put("warehouse", request.plant())
        .put("description", request.text());
    if (request.unit() != null) {
      item.put("uom", request.unit());
    }
    JsonNode made =
        http.send("POST", Query.at(root + "Material%20Request").uri(), headers, document)
            .body()
            .path("data");
    return new Booking(request.reference(), made.path("name").asText());
  }

  private List<JsonNode> list(String type, List<String> fields, ArrayNode... terms) {
    ArrayNode filters = JsonHttp.JSON.createArrayNode();
    for (ArrayNode term : terms) {
      filters.add(term);
    }
    ArrayNode names = JsonHttp.JSON.createArrayNode();
    fields.forEach(names::add);
    List<JsonNode> rows = new ArrayList<>();
    JsonNode data =
        http.get(
                Query.at(root + type)
                    .with("filters", filters.toString())
                    .with("fields", names.toString())
                    .with("limit_page_length", Integer.toString(ALL))
                    .uri(),
                headers)
            .body()
            .path("data");
    if (!data.isArray()) {
      throw RetryableFailure.noAnswer(system, "a list of " + type);
    }
    data.forEach(rows::add);
    return rows;
  }

  private static ArrayNode openOnly() {
    ArrayNode term = JsonHttp.JSON.createArrayNode().add("status").add("not in");
    term.addArray().add("Completed").add("Cancelled");
    return term;
  }

  private static ArrayNode term(String field, String operator, String value) {
    return JsonHttp.JSON.createArrayNode().add(field).add(operator).add(value);
  }

  private String local(Instant instant) {
    return DATE_TIME.format(instant.atZone(zone));
  }

  /** Frappe puts the words for a person into a list of JSON texts. */
  private static TargetError error(int status, HttpHeaders answer, JsonNode body) {
    String message = body.path("_server_messages").asText(body.path("exception").asText(""));
    return new TargetError(
        body.path("exc_type").asText(null),
        null,
        message.isEmpty() ? "no Frappe error body" : message);
  }
}
