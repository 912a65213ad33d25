package org.twinsuite.connectors.cmms.maximo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.cmms.Asset;
import org.twinsuite.connectors.cmms.Attachment;
import org.twinsuite.connectors.cmms.AttachmentResult;
import org.twinsuite.connectors.cmms.ChangeFeed;
import org.twinsuite.connectors.cmms.ChangePage;
import org.twinsuite.connectors.cmms.ChangeQuery;
import org.twinsuite.connectors.cmms.Changes;
import org.twinsuite.connectors.cmms.CmmsDialect;
import org.twinsuite.connectors.cmms.Codes;
import org.twinsuite.connectors.cmms.HtmlText;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderRequest;
import org.twinsuite.connectors.cmms.WorkOrderStatus;
import org.twinsuite.connectors.config.CodeTables;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.http.JsonHttp;

/** IBM Maximo and MAS Manage. The reference travels in {@code externalrefid}. */
final class MaximoDialect implements CmmsDialect {

  private static final Logger LOG = LoggerFactory.getLogger(MaximoDialect.class);
  private static final int MOST_CHANGES = 1000;
  private static final String STALE = "BMXAA8229W";
  private static final List<String> NAMES = List.of("title", "fileName", "description");

  private final String system;
  private final MaximoApi api;
  private final MaximoOrders orders;
  private final Codes codes;
  private final ChangeFeed feed;
  private final int pageSize;
  private final boolean statusByPatch;
  private final String folder;

  MaximoDialect(String system, Settings settings) {
    this.system = system;
    this.api = new MaximoApi(system, settings);
    this.codes = new Codes(system, CodeTables.of(settings, MaximoOptions.CODES));
    this.orders =
        new MaximoOrders(
            system,
            codes,
            settings.get(MaximoOptions.WORK_TYPE),
            settings.get(MaximoOptions.REPORTED_BY),
            settings.get(MaximoOptions.ZONE));
    this.feed = new ChangeFeed(settings.get(MaximoOptions.OVERLAP), MOST_CHANGES);
    this.pageSize = settings.get(MaximoOptions.PAGE_SIZE);
    this.statusByPatch = settings.get(MaximoOptions.STATUS_BY).equals("patch");
    this.folder = settings.get(MaximoOptions.DOCUMENT_FOLDER);
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public Optional<WorkOrder> find(String reference) {
    Iterator<JsonNode> found = api.query("externalrefid=\"" + reference + "\"", "+workorderid", 2);
    if (!found.hasNext()) {
      return Optional.empty();
    }
    WorkOrder order = orders.fromMaximo(found.next());
    if (found.hasNext()) {
      LOG.warn(
          "{}: more than one order carries {}, using {}", system, reference, order.orderNumber());
    }
    return Optional.of(order);
  }

  @Override
  public WorkOrder byNumber(String orderNumber, String site) {
    if (orderNumber.indexOf('"') >= 0) {
      throw RejectedByTarget.beforeSending(
          system, "wonum", "'" + orderNumber + "' is not an order number");
    }
    String where = "wonum=\"" + orderNumber + "\"";
    Iterator<JsonNode> found =
        api.query(site == null ? where : where + " and siteid=\"" + site + "\"", "+workorderid", 1);
    if (!found.hasNext()) {
      throw new RejectedByTarget(system, 404, null, "wonum", "there is no order " + orderNumber);
    }
    return orders.fromMaximo(found.next());
  }

  @Override
  public WorkOrder submit(WorkOrderRequest request) {
    JsonNode created = api.create(orders.toMaximo(request)).body();
    if (created.hasNonNull("wonum") && created.hasNonNull("href")) {
      return orders.fromMaximo(created);
    }
    return find(request.reference())
        .orElseThrow(
            () ->
                new RetryableFailure(
                    system,
                    0,
                    "accepted " + request.reference() + " but does not show it",
                    null,
                    null));
  }

  @Override
  public WorkOrder addNote(WorkOrder order, String note) {
    JsonNode now = api.read(order.href());
    String text = now.path("description_longdescription").asText("");
    if (HtmlText.shows(text, note)) {
      return order;
    }
    ObjectNode change = JsonHttp.JSON.createObjectNode();
    change.put(
        "description_longdescription",
        text.isEmpty()
            ? HtmlText.of(note)
            : text + HtmlText.BREAK + HtmlText.BREAK + HtmlText.of(note));
    change.set("_rowstamp", now.path("_rowstamp"));
    try {
      api.merge(order.href(), change);
    } catch (RejectedByTarget e) {
      if (e.status() == 412 || e.code().filter(STALE::equals).isPresent()) {
        throw new RetryableFailure(
            system, 412, "order " + order.orderNumber() + " was changed meanwhile", null, e);
      }
      throw e;
    }
    return readBack(order);
  }

  @Override
  public WorkOrder changeStatus(WorkOrder order, WorkOrderStatus status, String memo) {
    ObjectNode change = JsonHttp.JSON.createObjectNode();
    change.put("status", codes.statusCommand(status));
    if (memo != null) {
      change.put("memo", memo);
    }
    try {
      if (statusByPatch) {
        api.merge(order.href(), change);
      } else {
        api.changeStatus(order.href(), change);
      }
    } catch (RejectedByTarget e) {
      WorkOrder now = readBack(order);
      if (now.status() != status) {
        throw e;
      }
      return now;
    }
    return readBack(order);
  }

  /** Maximo may store a file under another name, but keeps the given one as title. */
  @Override
  public AttachmentResult attach(WorkOrder order, Attachment file) {
    Iterator<JsonNode> documents = api.documents(order.href(), pageSize);
    while (documents.hasNext()) {
      JsonNode about = documents.next().path("describedBy");
      if (NAMES.stream().anyMatch(name -> about.path(name).asText("").equals(file.name()))) {
        return AttachmentResult.FILE;
      }
    }
    api.attach(order.href(), file, folder);
    return AttachmentResult.FILE;
  }

  @Override
  public Optional<List<Asset>> assets() {
    List<Asset> all = new ArrayList<>();
    api.assets(pageSize)
        .forEachRemaining(
            asset ->
                all.add(
                    new Asset(
                        asset.path("siteid").asText(null),
                        asset.path("assetnum").asText(),
                        asset.path("description").asText(""),
                        asset.path("priority").asText(null))));
    return Optional.of(all);
  }

  @Override
  public Changes changedSince(String cursor) {
    return feed.read(cursor, new Changed());
  }

  private final class Changed implements ChangeQuery, ChangePage.RowReader<JsonNode> {

    private static final String ANY = "externalrefid=\"*\"";

    @Override
    public Iterator<ChangePage> from(Instant instant) {
      String where =
          instant == null ? ANY : ANY + " and changedate>=\"" + MaximoOrders.date(instant) + "\"";
      MaximoPages pages = api.pages(where, "+changedate", pageSize);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return pages.hasNext();
        }

        @Override
        public ChangePage next() {
          return page(pages.next());
        }
      };
    }

    @Override
    public Optional<ChangePage> byKey(Instant from, Instant until, String after) {
      String where =
          "%s and changedate>=\"%s\" and changedate<\"%s\" and workorderid>%s"
              .formatted(
                  ANY,
                  MaximoOrders.date(from),
                  MaximoOrders.date(until),
                  after == null ? "0" : after);
      return Optional.of(page(api.pages(where, "+workorderid", pageSize).next()));
    }

    private ChangePage page(JsonNode members) {
      List<JsonNode> rows = new ArrayList<>();
      members.forEach(rows::add);
      return ChangePage.of(rows, pageSize, this);
    }

    @Override
    public String key(JsonNode row) {
      return row.path("workorderid").asText();
    }

    @Override
    public Instant changedAt(JsonNode row) {
      return orders.changedAt(row);
    }

    @Override
    public Optional<WorkOrder> order(JsonNode row, Instant changedAt) {
      return Optional.of(orders.fromMaximo(row, changedAt));
    }
  }

  private WorkOrder readBack(WorkOrder order) {
    return orders.fromMaximo(api.read(order.href()));
  }
}
