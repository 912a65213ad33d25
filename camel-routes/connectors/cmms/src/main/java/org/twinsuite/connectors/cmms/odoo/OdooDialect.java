package org.twinsuite.connectors.cmms.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.cmms.Asset;
import org.twinsuite.connectors.cmms.Attachment;
import org.twinsuite.connectors.cmms.AttachmentResult;
import org.twinsuite.connectors.cmms.ChangeFeed;
import org.twinsuite.connectors.cmms.ChangePage;
import org.twinsuite.connectors.cmms.ChangeQuery;
import org.twinsuite.connectors.cmms.Changes;
import org.twinsuite.connectors.cmms.CmmsDialect;
import org.twinsuite.connectors.cmms.Codes;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderRequest;
import org.twinsuite.connectors.cmms.WorkOrderStatus;
import org.twinsuite.connectors.config.CodeTables;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.http.JsonHttp;
import org.twinsuite.connectors.odoo.OdooRpc;

/**
 * Odoo Maintenance: a {@code maintenance.request} per order, notes in its chatter, its stage as
 * status.
 */
final class OdooDialect implements CmmsDialect {

  private static final Logger LOG = LoggerFactory.getLogger(OdooDialect.class);
  private static final String REQUEST = "maintenance.request";
  private static final String ATTACHMENT = "ir.attachment";
  private static final int MOST_CHANGES = 1000;

  /** Instead of a stage's name in the code table: Odoo's way to cancel. */
  private static final String ARCHIVE = "archive";

  private final String system;
  private final OdooRpc rpc;
  private final Codes codes;
  private final OdooRequests requests;
  private final String referenceField;
  private final String equipmentField;
  private final ChangeFeed feed;
  private final int pageSize;

  OdooDialect(String system, Settings settings, OdooRpc rpc) {
    this.system = system;
    this.rpc = rpc;
    this.codes = new Codes(system, CodeTables.of(settings, OdooOptions.CODES));
    this.referenceField = settings.get(OdooOptions.REFERENCE_FIELD);
    this.equipmentField = settings.get(OdooOptions.EQUIPMENT_FIELD);
    this.requests = new OdooRequests(codes, referenceField);
    this.feed = new ChangeFeed(settings.get(OdooOptions.OVERLAP), MOST_CHANGES);
    this.pageSize = settings.get(OdooOptions.PAGE_SIZE);
  }

  @Override
  public String system() {
    return system;
  }

  /** {@code =like} takes an underscore for any character, so what comes back is compared again. */
  @Override
  public Optional<WorkOrder> find(String reference) {
    ArrayNode domain =
        referenceField == null
            ? domain("name", "=like", OdooRequests.prefix(reference) + "%")
            : domain(referenceField, "=", reference);
    var found =
        stream(search(domain, "id asc", 0, 10))
            .filter(request -> requests.reference(request).equals(reference))
            .toList();
    if (found.size() > 1) {
      LOG.warn("{}: more than one request carries {}, using the oldest", system, reference);
    }
    return found.stream().findFirst().map(requests::fromOdoo);
  }

  @Override
  public WorkOrder byNumber(String orderNumber, String site) {
    try {
      return read(Integer.parseInt(orderNumber));
    } catch (NumberFormatException e) {
      throw RejectedByTarget.beforeSending(
          system, "orderNumber", "'" + orderNumber + "' is not the id of a maintenance request");
    }
  }

  @Override
  public WorkOrder submit(WorkOrderRequest request) {
    return read(rpc.create(REQUEST, requests.toOdoo(request, equipment(request))));
  }

  private int equipment(WorkOrderRequest request) {
    String assetnum = request.asset().assetnum();
    if (assetnum == null) {
      throw RejectedByTarget.beforeSending(
          system, "attributes/cmms/assetnum", "thing " + request.thingId() + " names no asset");
    }
    ObjectNode arguments = JsonHttp.JSON.createObjectNode();
    arguments.set("domain", domain(equipmentField, "=", assetnum));
    arguments.putArray("fields").add("id");
    arguments.put("limit", 1);
    JsonNode found = rpc.search("maintenance.equipment", arguments).path(0).path("id");
    if (!found.isInt()) {
      throw RejectedByTarget.beforeSending(
          system,
          "attributes/cmms/assetnum",
          "no maintenance.equipment has " + equipmentField + " = " + assetnum);
    }
    return found.asInt();
  }

  /**
   * Posted to the chatter, which only grows, so that no edit is overwritten; a mark in it
   * identifies repeats.
   */
  @Override
  public WorkOrder addNote(WorkOrder order, String note) {
    String mark = "note " + Integer.toHexString(note.hashCode());
    ObjectNode count = JsonHttp.JSON.createObjectNode();
    ArrayNode domain = domain("model", "=", REQUEST);
    domain.addArray().add("res_id").add("=").add(id(order));
    domain.addArray().add("body").add("ilike").add(mark);
    count.set("domain", domain);
    if (rpc.count("mail.message", count) == 0) {
      ObjectNode message = JsonHttp.JSON.createObjectNode();
      message.put("body", note + " (" + mark + ")");
      rpc.call(REQUEST, "message_post", new int[] {id(order)}, message);
    }
    return read(id(order));
  }

  @Override
  public AttachmentResult attach(WorkOrder order, Attachment file) {
    ObjectNode count = JsonHttp.JSON.createObjectNode();
    ArrayNode domain = domain("res_model", "=", REQUEST);
    domain.addArray().add("res_id").add("=").add(id(order));
    domain.addArray().add("name").add("=").add(file.name());
    count.set("domain", domain);
    if (rpc.count(ATTACHMENT, count) == 0) {
      ObjectNode values = JsonHttp.JSON.createObjectNode();
      values.put("name", file.name()).put("mimetype", file.mediaType());
      values.put("res_model", REQUEST).put("res_id", id(order));
      values.put("datas", Base64.getEncoder().encodeToString(file.content()));
      rpc.create(ATTACHMENT, values);
    }
    return AttachmentResult.FILE;
  }

  @Override
  public WorkOrder changeStatus(WorkOrder order, WorkOrderStatus status, String memo) {
    String command = codes.statusCommand(status);
    ObjectNode arguments = JsonHttp.JSON.createObjectNode();
    if (command.equals(ARCHIVE)) {
      rpc.call(REQUEST, "archive_equipment_request", new int[] {id(order)}, arguments);
    } else {
      arguments.putObject("vals").put("stage_id", stage(command)).put("archive", false);
      rpc.call(REQUEST, "write", new int[] {id(order)}, arguments);
    }
    return read(id(order));
  }

  private int stage(String name) {
    ObjectNode arguments = JsonHttp.JSON.createObjectNode();
    arguments.set("domain", domain("name", "=", name));
    arguments.putArray("fields").add("id");
    arguments.put("limit", 1);
    inEnglish(arguments);
    JsonNode found = rpc.search("maintenance.stage", arguments).path(0).path("id");
    if (!found.isInt()) {
      throw RejectedByTarget.beforeSending(
          system,
          "status",
          "no maintenance.stage is called '" + name + "': see codes.statusCommand");
    }
    return found.asInt();
  }

  /** Odoo's equipment has neither site nor criticality. */
  @Override
  public Optional<List<Asset>> assets() {
    ObjectNode arguments = JsonHttp.JSON.createObjectNode();
    arguments.set("domain", domain(equipmentField, "!=", null));
    arguments.putArray("fields").add(equipmentField).add("name");
    List<Asset> all =
        stream(rpc.search("maintenance.equipment", arguments))
            .map(
                equipment ->
                    new Asset(
                        null,
                        equipment.path(equipmentField).asText(),
                        equipment.path("name").asText(""),
                        null))
            .toList();
    return Optional.of(all);
  }

  @Override
  public Changes changedSince(String cursor) {
    return feed.read(cursor, new Changed());
  }

  private final class Changed implements ChangeQuery, ChangePage.RowReader<JsonNode> {

    @Override
    public Iterator<ChangePage> from(Instant instant) {
      ArrayNode domain = ours();
      if (instant != null) {
        domain.addArray().add("write_date").add(">=").add(OdooRequests.date(instant));
      }
      return Stream.iterate(0, offset -> offset + pageSize)
          .map(offset -> search(domain, "write_date asc, id asc", offset, pageSize))
          .takeWhile(page -> !page.isEmpty())
          .map(this::page)
          .iterator();
    }

    @Override
    public Optional<ChangePage> byKey(Instant from, Instant until, String after) {
      ArrayNode domain = ours();
      domain.addArray().add("write_date").add(">=").add(OdooRequests.date(from));
      domain.addArray().add("write_date").add("<").add(OdooRequests.date(until));
      domain.addArray().add("id").add(">").add(after == null ? 0 : Integer.parseInt(after));
      return Optional.of(page(search(domain, "id asc", 0, pageSize)));
    }

    private ArrayNode ours() {
      return referenceField == null
          ? domain("name", "=like", "[%")
          : domain(referenceField, "!=", null);
    }

    private ChangePage page(JsonNode page) {
      return ChangePage.of(stream(page).toList(), pageSize, this);
    }

    @Override
    public String key(JsonNode row) {
      return row.path("id").asText();
    }

    @Override
    public Instant changedAt(JsonNode row) {
      return OdooRequests.changedAt(row);
    }

    @Override
    public Optional<WorkOrder> order(JsonNode row, Instant changedAt) {
      return requests.reference(row).isEmpty()
          ? Optional.empty()
          : Optional.of(requests.fromOdoo(row, changedAt));
    }
  }

  private WorkOrder read(int id) {
    ArrayNode domain = JsonHttp.JSON.createArrayNode();
    domain.addArray().add("id").add("=").add(id);
    JsonNode found = search(domain, "id asc", 0, 1).path(0);
    if (found.isMissingNode()) {
      throw new RejectedByTarget(system, 404, null, "reference", "request " + id + " is gone");
    }
    return requests.fromOdoo(found);
  }

  private JsonNode search(ArrayNode domain, String order, int offset, int limit) {
    ObjectNode arguments = JsonHttp.JSON.createObjectNode();
    arguments.set("domain", domain);
    ArrayNode fields = arguments.putArray("fields");
    fields.add("id").add("name").add("stage_id").add("archive").add("write_date");
    if (referenceField != null) {
      fields.add(referenceField);
    }
    arguments.put("order", order).put("offset", offset).put("limit", limit);
    inEnglish(arguments);
    return rpc.search(REQUEST, arguments);
  }

  /** Stage names are translated; the code tables hold the English ones. */
  private static void inEnglish(ObjectNode arguments) {
    arguments.putObject("context").put("lang", "en_US");
  }

  private static ArrayNode domain(String field, String operator, String value) {
    ArrayNode domain = JsonHttp.JSON.createArrayNode();
    ArrayNode term = domain.addArray().add(field).add(operator);
    if (value == null) {
      term.add(false);
    } else {
      term.add(value);
    }
    return domain;
  }

  private static int id(WorkOrder order) {
    return Integer.parseInt(order.href());
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
