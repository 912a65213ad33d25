package org.twinsuite.connectors.erp.sap;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.twinsuite.connectors.cmms.Window;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.erp.ProductionWindows;
import org.twinsuite.connectors.erp.Spares;
import org.twinsuite.connectors.guard.Guard;
import org.twinsuite.connectors.odata.ODataService;
import org.twinsuite.connectors.odata.ODataTime;

/**
 * Stock and production schedule of SAP S/4HANA, read only: {@code API_MATERIAL_STOCK_SRV} and
 * {@code API_PRODUCTION_ORDER_2_SRV}.
 */
public final class SapErp implements Spares, ProductionWindows {

  static final Option<URI> URL = Option.url("url", "address of the gateway without a path");
  static final Option<String> USER = Option.text("user", "communication user", null);
  static final Option<String> PASSWORD = Option.secret("password", "its password");
  static final Option<String> CLIENT =
      Option.text("client", "sap-client; empty uses the system's own", "");
  static final Option<String> STOCK_TYPE =
      Option.text("stockType", "inventory stock type that counts", "01");
  static final Option<String> ZONE = Option.text("zone", "time zone of the plant's dates", "UTC");
  static final Option<Duration> TIMEOUT =
      Option.duration("timeout", "longest wait for an answer", Duration.ofSeconds(30));

  private static final int PAGE = 500;

  private final ODataService stock;
  private final ODataService production;
  private final Guard guard;
  private final String stockType;
  private final ZoneId zone;

  private SapErp(String system, Settings settings) {
    this.stock = service(system, settings, "API_MATERIAL_STOCK_SRV");
    this.production = service(system, settings, "API_PRODUCTION_ORDER_2_SRV");
    this.guard = Guard.of(system, settings);
    this.stockType = settings.get(STOCK_TYPE);
    this.zone = ZoneId.of(settings.get(ZONE));
  }

  /**
   * Opens without calling the system.
   *
   * @param configuration keys below {@code erp.SYSTEM.}
   * @throws IllegalArgumentException naming every wrong option
   */
  public static SapErp open(String system, Map<String, String> configuration) {
    List<Option<?>> options =
        new ArrayList<>(List.of(URL, USER, PASSWORD, CLIENT, STOCK_TYPE, ZONE, TIMEOUT));
    options.addAll(Guard.OPTIONS);
    return new SapErp(system, Settings.of("erp." + system + ".", configuration, options));
  }

  private static ODataService service(String system, Settings settings, String name) {
    return new ODataService(
        system,
        settings.get(URL) + "/sap/opu/odata/sap/" + name,
        settings.get(USER),
        settings.get(PASSWORD),
        settings.get(CLIENT),
        settings.get(TIMEOUT));
  }

  @Override
  public Stock stock(String material, String plant) {
    String filter =
        "Material eq %s and Plant eq %s and InventoryStockType eq %s"
            .formatted(
                ODataService.literal(material),
                ODataService.literal(plant),
                ODataService.literal(stockType));
    BigDecimal sum = BigDecimal.ZERO;
    String unit = "";
    for (JsonNode row :
        rows(
            stock, "A_MatlStkInAcctMod", filter, "MaterialBaseUnit,MatlWrhsStkQtyInMatlBaseUnit")) {
      sum = sum.add(new BigDecimal(row.path("MatlWrhsStkQtyInMatlBaseUnit").asText("0")));
      unit = row.path("MaterialBaseUnit").asText(unit);
    }
    return new Stock(material, plant, sum, unit);
  }

  @Override
  public List<Window> scheduled(String plant, String workCenter, Window span) {
    String filter =
        "ProductionPlant eq %s and WorkCenter eq %s and OpErlstSchedldExecStrtDte le %s and OpErlstSchedldExecEndDte ge %s"
            .formatted(
                ODataService.literal(plant),
                ODataService.literal(workCenter),
                day(span.to()),
                day(span.from()));
    String fields =
        "OpErlstSchedldExecStrtDte,OpErlstSchedldExecStrtTme,OpErlstSchedldExecEndDte,OpErlstSchedldExecEndTme,"
            + "OperationIsClosed,OperationIsConfirmed,OperationIsDeleted";
    List<Window> windows = new ArrayList<>();
    for (JsonNode row : rows(production, "A_ProductionOrderOperation_2", filter, fields)) {
      Instant from = instant(row, "OpErlstSchedldExecStrt");
      Instant to = instant(row, "OpErlstSchedldExecEnd");
      boolean touches =
          from != null && to != null && from.isBefore(span.to()) && to.isAfter(span.from());
      if (touches && isAhead(row)) {
        windows.add(new Window(from, to));
      }
    }
    return windows;
  }

  /** SAP marks true with an X. */
  private static boolean isAhead(JsonNode row) {
    return row.path("OperationIsClosed").asText("").isEmpty()
        && row.path("OperationIsConfirmed").asText("").isEmpty()
        && row.path("OperationIsDeleted").asText("").isEmpty();
  }

  private List<JsonNode> rows(ODataService service, String set, String filter, String fields) {
    List<JsonNode> rows = new ArrayList<>();
    int before;
    do {
      before = rows.size();
      int skip = before;
      guard
          .call(
              () ->
                  service.get(
                      service
                          .query(set)
                          .with("$filter", filter)
                          .with("$select", fields)
                          .with("$skip", Integer.toString(skip))
                          .with("$top", Integer.toString(PAGE))))
          .path("results")
          .forEach(rows::add);
    } while (rows.size() == before + PAGE);
    return rows;
  }

  private String day(Instant instant) {
    return "datetime'" + instant.atZone(zone).toLocalDate() + "T00:00:00'";
  }

  /**
   * A date at midnight UTC and a duration since midnight, both of the plant's calendar; null if
   * there is no date.
   */
  private Instant instant(JsonNode row, String name) {
    Instant date = ODataTime.parse(row.path(name + "Dte").asText(""));
    if (date == null) {
      return null;
    }
    LocalDate day = date.atZone(ZoneId.of("UTC")).toLocalDate();
    Duration time = Duration.parse(row.path(name + "Tme").asText("PT0S"));
    return day.atStartOfDay().plus(time).atZone(zone).toInstant();
  }
}
