package org.twinsuite.connectors.erp.sap;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.connectors.Window;
import org.twinsuite.connectors.odata.ODataService;
import org.twinsuite.connectors.odata.ODataTime;

/** {@code API_PRODUCTION_ORDER_2_SRV}: operations of a work centre that are still ahead. */
final class SapSchedule {

  private static final String FIELDS =
      "OpErlstSchedldExecStrtDte,OpErlstSchedldExecStrtTme,OpErlstSchedldExecEndDte,"
          + "OpErlstSchedldExecEndTme,OperationIsClosed,OperationIsConfirmed,OperationIsDeleted";

  private final ODataService service;
  private final ZoneId zone;

  SapSchedule(ODataService service, ZoneId zone) {
    this.service = service;
    this.zone = zone;
  }

  List<Window> of(String plant, String workCenter, Window span) {
    String filter =
        ("ProductionPlant eq %s and WorkCenter eq %s and OpErlstSchedldExecStrtDte le %s"
                + " and OpErlstSchedldExecEndDte ge %s")
            .formatted(
                ODataService.literal(plant),
                ODataService.literal(workCenter),
                day(span.to()),
                day(span.from()));
    List<Window> windows = new ArrayList<>();
    for (JsonNode row : SapRows.of(service, "A_ProductionOrderOperation_2", filter, FIELDS)) {
      Instant from = instant(row, "OpErlstSchedldExecStrt");
      Instant to = instant(row, "OpErlstSchedldExecEnd");
      boolean touches =
          from != null && to != null && from.isBefore(span.to()) && to.isAfter(span.from());
      if (touches && isAhead(row)) {
        windows.add(from.isAfter(to) ? new Window(to, from) : new Window(from, to));
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
    Duration time;
    try {
      time = Duration.parse(row.path(name + "Tme").asText("PT0S"));
    } catch (DateTimeException e) {
      time = Duration.ZERO;
    }
    return day.atStartOfDay().plus(time).atZone(zone).toInstant();
  }
}
