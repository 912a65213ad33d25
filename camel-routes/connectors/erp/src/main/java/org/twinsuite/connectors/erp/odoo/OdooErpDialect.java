package org.twinsuite.connectors.erp.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.Window;
import org.twinsuite.connectors.erp.ErpDialect;
import org.twinsuite.connectors.erp.PlannedWork;
import org.twinsuite.connectors.erp.Spares.Booking;
import org.twinsuite.connectors.erp.Spares.SpareRequest;
import org.twinsuite.connectors.erp.Spares.Stock;
import org.twinsuite.connectors.http.JsonHttp;
import org.twinsuite.connectors.odoo.OdooRpc;

/**
 * Odoo Inventory, Purchase and Manufacturing. A plant is a warehouse by its code, a material a
 * product by its internal reference; the suite's reference is the document's {@code origin}. A
 * reservation is an internal transfer, which reserves when it is confirmed and assigned.
 */
final class OdooErpDialect implements ErpDialect {

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final String PICKING = "stock.picking";
  private static final String REQUISITION = "purchase.requisition";

  private final String system;
  private final OdooRpc rpc;

  OdooErpDialect(String system, OdooRpc rpc) {
    this.system = system;
    this.rpc = rpc;
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public Stock stock(String material, String plant) {
    BigDecimal sum = BigDecimal.ZERO;
    String unit = "";
    for (JsonNode quant :
        search(
            "stock.quant",
            List.of("quantity", "reserved_quantity", "product_uom_id"),
            term("product_id.default_code", "=", material),
            term("location_id.usage", "=", "internal"),
            term("location_id.warehouse_id.code", "=", plant))) {
      sum = sum.add(quant.path("quantity").decimalValue());
      sum = sum.subtract(quant.path("reserved_quantity").decimalValue());
      unit = quant.path("product_uom_id").path(1).asText(unit);
    }
    return new Stock(material, plant, sum, unit);
  }

  @Override
  public List<Window> scheduled(String plant, String workCenter, Window span) {
    // Odoo's datetimes are UTC without saying so
    PlannedWork work = new PlannedWork(ZoneOffset.UTC);
    for (JsonNode order :
        search(
            "mrp.workorder",
            List.of("date_start", "date_finished"),
            term("workcenter_id.code", "=", workCenter),
            term("state", "not in", List.of("done", "cancel")),
            term("date_start", "<", DATE_TIME.format(span.to())),
            term("date_finished", ">", DATE_TIME.format(span.from())))) {
      work.add(
          "work order " + order.path("id").asText(),
          order.path("date_start").asText(),
          order.path("date_finished").asText());
    }
    return work.windows();
  }

  @Override
  public Optional<Booking> findReservation(SpareRequest request) {
    return first(
        request,
        search(
            PICKING,
            List.of("id"),
            term("origin", "=", request.reference()),
            term("state", "!=", "cancel"),
            term("move_ids.product_id.default_code", "=", request.material())));
  }

  @Override
  public Booking submitReservation(SpareRequest request) {
    JsonNode type =
        only(
            "stock.picking.type",
            "plant",
            "no internal transfer type of warehouse " + request.plant(),
            List.of("default_location_src_id", "default_location_dest_id"),
            term("code", "=", "internal"),
            term("warehouse_id.code", "=", request.plant()));
    int from = type.path("default_location_src_id").path(0).asInt();
    int to = type.path("default_location_dest_id").path(0).asInt();
    ObjectNode values = JsonHttp.JSON.createObjectNode();
    values
        .put("origin", request.reference())
        .put("note", request.text())
        .put("picking_type_id", type.path("id").asInt())
        .put("location_id", from)
        .put("location_dest_id", to)
        .put("scheduled_date", DATE_TIME.format(request.neededBy()));
    ObjectNode move = line(values.putArray("move_ids"));
    move.put("product_id", product(request.material()))
        .put("product_uom_qty", request.quantity())
        .put("location_id", from)
        .put("location_dest_id", to);
    return create(PICKING, request, values);
  }

  /** Both may be repeated: what is confirmed or assigned stays so. */
  @Override
  public void completeReservation(Booking reservation) {
    int[] id = {Integer.parseInt(reservation.number())};
    rpc.call(PICKING, "action_confirm", id, JsonHttp.JSON.createObjectNode());
    rpc.call(PICKING, "action_assign", id, JsonHttp.JSON.createObjectNode());
  }

  @Override
  public Optional<Booking> findRequisition(SpareRequest request) {
    return first(
        request,
        search(
            REQUISITION,
            List.of("id"),
            term("origin", "=", request.reference()),
            term("state", "!=", "cancel"),
            term("line_ids.product_id.default_code", "=", request.material())));
  }

  @Override
  public Booking submitRequisition(SpareRequest request) {
    ObjectNode values = JsonHttp.JSON.createObjectNode();
    values
        .put("origin", request.reference())
        .put("description", request.text())
        .put("schedule_date", request.neededBy().atZone(ZoneOffset.UTC).toLocalDate().toString());
    ObjectNode line = line(values.putArray("line_ids"));
    line.put("product_id", product(request.material())).put("product_qty", request.quantity());
    return create(REQUISITION, request, values);
  }

  private Booking create(String model, SpareRequest request, ObjectNode values) {
    return new Booking(request.reference(), Integer.toString(rpc.create(model, values)));
  }

  /** Odoo's command to make a line with its document: {@code [0, 0, values]}. */
  private static ObjectNode line(ArrayNode lines) {
    return lines.addArray().add(0).add(0).addObject();
  }

  private int product(String material) {
    return only(
            "product.product",
            "material",
            "no product has the internal reference " + material,
            List.of("id"),
            term("default_code", "=", material))
        .path("id")
        .asInt();
  }

  private JsonNode only(
      String model, String field, String missing, List<String> fields, ArrayNode... terms) {
    JsonNode found = search(model, fields, terms).path(0);
    if (found.isMissingNode()) {
      throw RejectedByTarget.beforeSending(system, field, missing);
    }
    return found;
  }

  private static Optional<Booking> first(SpareRequest request, JsonNode found) {
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Booking(request.reference(), found.path(0).path("id").asText()));
  }

  private JsonNode search(String model, List<String> fields, ArrayNode... terms) {
    ObjectNode arguments = JsonHttp.JSON.createObjectNode();
    ArrayNode domain = arguments.putArray("domain");
    for (ArrayNode term : terms) {
      domain.add(term);
    }
    ArrayNode names = arguments.putArray("fields");
    fields.forEach(names::add);
    return rpc.search(model, arguments);
  }

  private static ArrayNode term(String field, String operator, String value) {
    return JsonHttp.JSON.createArrayNode().add(field).add(operator).add(value);
  }

  private static ArrayNode term(String field, String operator, List<String> values) {
    ArrayNode term = JsonHttp.JSON.createArrayNode().add(field).add(operator);
    values.forEach(term.addArray()::add);
    return term;
  }
}
