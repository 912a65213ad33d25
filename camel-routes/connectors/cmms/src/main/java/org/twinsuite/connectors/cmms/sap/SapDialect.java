package org.twinsuite.connectors.cmms.sap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.cmms.Asset;
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
import org.twinsuite.connectors.http.Query;
import org.twinsuite.connectors.odata.ODataService;
import org.twinsuite.connectors.odata.ODataTime;

/**
 * SAP S/4HANA plant maintenance: a notification that carries the reference, and an order made from
 * it. An order has no field for a reference, so both are needed; an attempt that stopped between
 * the two is taken up at the order.
 *
 * @see <a href="https://api.sap.com/api/OP_API_MAINTNOTIFICATION">API_MAINTNOTIFICATION</a>
 */
final class SapDialect implements CmmsDialect {

  private static final Set<String> DELETION_FLAGS = Set.of("DLFL", "DLT", "LÖVM", "LÖKZ");
  private static final int MOST_CHANGES = 1000;

  private final String system;
  private final SapApi api;
  private final SapEquipment equipment;
  private final SapTexts texts;
  private final Codes codes;
  private final ChangeFeed feed;
  private final int pageSize;

  SapDialect(String system, Settings settings) {
    this.system = system;
    this.api = new SapApi(system, settings);
    this.codes = new Codes(system, CodeTables.of(settings, SapOptions.CODES));
    this.texts = new SapTexts(system, settings, codes);
    this.feed = new ChangeFeed(settings.get(SapOptions.OVERLAP), MOST_CHANGES);
    this.pageSize = settings.get(SapOptions.PAGE_SIZE);
    this.equipment =
        new SapEquipment(system, SapApi.service(system, settings, "API_EQUIPMENT"), pageSize);
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public Optional<WorkOrder> find(String reference) {
    return api.notification(reference)
        .flatMap(api::orderOf)
        .map(order -> toWorkOrder(order, reference));
  }

  @Override
  public WorkOrder byNumber(String orderNumber, String site) {
    return toWorkOrder(api.order(orderNumber), "");
  }

  @Override
  public WorkOrder submit(WorkOrderRequest request) {
    String notification =
        api.notification(request.reference()).orElseGet(() -> createNotification(request));
    return toWorkOrder(api.createOrder(texts.order(request, notification)), request.reference());
  }

  /** One whose answer was lost is continued if it exists. */
  private String createNotification(WorkOrderRequest request) {
    try {
      return api.createNotification(texts.notification(request));
    } catch (RetryableFailure lost) {
      try {
        return api.notification(request.reference()).orElseThrow(() -> lost);
      } catch (RetryableFailure unknown) {
        throw lost;
      }
    }
  }

  @Override
  public WorkOrder addNote(WorkOrder order, String note) {
    JsonNode text = api.longText(order.orderNumber());
    String standing = text.path("MaintenanceOrderLongText").asText("");
    if (standing.contains(note)) {
      return order;
    }
    ObjectNode change = JsonHttp.JSON.createObjectNode();
    change.put("MaintenanceOrderLongText", standing + "\n\n" + note);
    try {
      api.changeLongText(
          order.orderNumber(), text.path("__metadata").path("etag").asText("*"), change);
    } catch (RejectedByTarget e) {
      if (e.status() == 412) {
        throw new RetryableFailure(
            system, 412, "order " + order.orderNumber() + " was changed meanwhile", null, e);
      }
      throw e;
    }
    return readBack(order);
  }

  /**
   * The command is a function import with its parameters: {@code Name?parameter=value&…}, {@code
   * {now}} is the time.
   */
  @Override
  public WorkOrder changeStatus(WorkOrder order, WorkOrderStatus status, String memo) {
    String[] command = codes.statusCommand(status).split("\\?", 2);
    Query call =
        api.function(command[0])
            .with("MaintenanceOrder", ODataService.literal(order.orderNumber()));
    for (String parameter : command.length > 1 ? command[1].split("&") : new String[0]) {
      String[] pair = parameter.split("=", 2);
      call.with(pair[0], pair[1].replace("{now}", ODataTime.literal(Instant.now())));
    }
    try {
      api.call(call);
    } catch (RejectedByTarget e) {
      WorkOrder now = readBack(order);
      if (now.status() != status) {
        throw e;
      }
      return now;
    }
    return readBack(order);
  }

  @Override
  public Optional<List<Asset>> assets() {
    return equipment.assets();
  }

  @Override
  public Changes changedSince(String cursor) {
    return feed.read(cursor, new Changed());
  }

  private final class Changed implements ChangeQuery {

    @Override
    public Iterator<ChangePage> from(Instant instant) {
      AtomicInteger read = new AtomicInteger();
      return Stream.generate(() -> api.changed(instant, read.get(), pageSize))
          .takeWhile(page -> !page.isEmpty())
          .peek(page -> read.addAndGet(page.size()))
          .map(this::page)
          .iterator();
    }

    @Override
    public Optional<ChangePage> byKey(Instant from, Instant until, String after) {
      return Optional.of(page(api.changedByNumber(from, until, after, pageSize)));
    }

    private ChangePage page(List<JsonNode> rows) {
      Map<String, String> references = api.references(rows);
      return ChangePage.of(
          rows,
          pageSize,
          new ChangePage.RowReader<>() {
            @Override
            public String key(JsonNode row) {
              return row.path("MaintenanceOrder").asText();
            }

            @Override
            public Instant changedAt(JsonNode row) {
              return SapDialect.changedAt(row);
            }

            @Override
            public Optional<WorkOrder> order(JsonNode row, Instant changedAt) {
              return Optional.ofNullable(references.get(SapApi.notificationOf(row)))
                  .map(reference -> toWorkOrder(row, reference));
            }
          });
    }
  }

  private static Instant changedAt(JsonNode order) {
    return ODataTime.parse(order.path("LastChangeDateTime").asText(""));
  }

  private WorkOrder readBack(WorkOrder order) {
    return toWorkOrder(api.order(order.orderNumber()), order.reference());
  }

  private WorkOrder toWorkOrder(JsonNode order, String reference) {
    String number = order.path("MaintenanceOrder").asText();
    String systemStatus = order.path("SystemStatusText").asText("").strip();
    return new WorkOrder(
        reference,
        number,
        status(systemStatus),
        systemStatus,
        changedAt(order),
        "MaintenanceOrder(" + ODataService.literal(number) + ")");
  }

  /**
   * SAP shows several statuses at once ("REL PCNF NMAT"); the furthest one that has an entry
   * counts. An order that was completed stays so when it is flagged for deletion, as orders are
   * before they are archived.
   */
  private WorkOrderStatus status(String systemStatus) {
    List<String> words = List.of(systemStatus.split("\\s+"));
    boolean completed =
        words.stream()
            .map(codes::status)
            .anyMatch(s -> s == WorkOrderStatus.COMPLETED || s == WorkOrderStatus.CLOSED);
    return words.stream()
        .filter(word -> !completed || !DELETION_FLAGS.contains(word))
        .map(codes::status)
        .filter(status -> status != WorkOrderStatus.UNKNOWN)
        .max(WorkOrderStatus::compareTo)
        .orElse(WorkOrderStatus.UNKNOWN);
  }
}
