package org.twinsuite.connectors.erp.sap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.erp.Spares.Booking;
import org.twinsuite.connectors.erp.Spares.SpareRequest;
import org.twinsuite.connectors.http.JsonHttp;
import org.twinsuite.connectors.odata.ODataService;
import org.twinsuite.connectors.odata.ODataTime;

/**
 * {@code API_RESERVATION_DOCUMENT_SRV}. The reference is the item's text: the document has no field
 * for an outside reference. Items can only be made together with their header.
 */
final class SapReservations {

  private static final String FOR_ORDER = "261";
  private static final String FOR_COST_CENTER = "201";

  private final String system;
  private final ODataService service;
  private final String costCenter;
  private final ZoneId zone;

  /**
   * @param costCenter null if none is configured
   */
  SapReservations(String system, ODataService service, String costCenter, ZoneId zone) {
    this.system = system;
    this.service = service;
    this.costCenter = costCenter;
    this.zone = zone;
  }

  Optional<Booking> find(SpareRequest request) {
    String filter =
        "ReservationItemText eq %s and Product eq %s"
            .formatted(
                ODataService.literal(request.reference()),
                ODataService.literal(request.material()));
    return SapRows.of(service, "A_ReservationDocumentItem", filter, "Reservation").stream()
        .findFirst()
        .map(row -> new Booking(request.reference(), row.path("Reservation").asText()));
  }

  Booking submit(SpareRequest request, String unit) {
    ObjectNode header = JsonHttp.JSON.createObjectNode();
    header.put("ReservationDate", ODataTime.day(Instant.now(), zone));
    if (request.orderNumber() != null) {
      header.put("GoodsMovementType", FOR_ORDER).put("OrderID", request.orderNumber());
    } else if (costCenter != null) {
      header.put("GoodsMovementType", FOR_COST_CENTER).put("CostCenter", costCenter);
    } else {
      throw RejectedByTarget.beforeSending(
          system,
          "erp." + system + ".costCenter",
          "a part without a maintenance order needs a cost centre: set costCenter");
    }
    header
        .putArray("to_ReservationDocumentItem")
        .addObject()
        .put("Product", request.material())
        .put("Plant", request.plant())
        .put("MatlCompRequirementDate", ODataTime.day(request.neededBy(), zone))
        .put("ResvnItmRequiredQtyInEntryUnit", request.quantity().toPlainString())
        .put("EntryUnit", unit)
        .put("GoodsMovementIsAllowed", true)
        .put("ReservationItemText", request.reference());
    JsonNode made = service.create("A_ReservationDocumentHeader", header);
    return new Booking(request.reference(), made.path("Reservation").asText());
  }
}
