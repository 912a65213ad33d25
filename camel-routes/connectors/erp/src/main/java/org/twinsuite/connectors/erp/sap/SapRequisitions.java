package org.twinsuite.connectors.erp.sap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.Optional;
import org.twinsuite.connectors.erp.Spares.Booking;
import org.twinsuite.connectors.erp.Spares.SpareRequest;
import org.twinsuite.connectors.http.JsonHttp;
import org.twinsuite.connectors.odata.ODataService;
import org.twinsuite.connectors.odata.ODataTime;

/**
 * {@code API_PURCHASEREQ_PROCESS_SRV}, chosen for its dry run ({@code PurReqnDoOnlyValidation}).
 * Reference and material are in the header's description, at most 40 characters; a longer one ends
 * with a mark of the whole.
 */
final class SapRequisitions {

  private static final int TEXT = 40;

  private final ODataService service;
  private final String type;
  private final String requisitioner;
  private final ZoneId zone;

  SapRequisitions(ODataService service, String type, String requisitioner, ZoneId zone) {
    this.service = service;
    this.type = type;
    this.requisitioner = requisitioner;
    this.zone = zone;
  }

  Optional<Booking> find(SpareRequest request) {
    String filter = "PurReqnDescription eq " + ODataService.literal(description(request));
    return SapRows.of(service, "A_PurchaseRequisitionHeader", filter, "PurchaseRequisition")
        .stream()
        .findFirst()
        .map(row -> new Booking(request.reference(), row.path("PurchaseRequisition").asText()));
  }

  /**
   * @param dryRun nothing is made; a refusal is the answer
   */
  Booking post(SpareRequest request, String unit, boolean dryRun) {
    ObjectNode header = JsonHttp.JSON.createObjectNode();
    header
        .put("PurchaseRequisitionType", type)
        .put("PurReqnDescription", description(request))
        .put("PurReqnDoOnlyValidation", dryRun);
    header
        .putArray("to_PurchaseReqnItem")
        .addObject()
        .put("PurchaseRequisitionItem", "10")
        .put("PurchaseRequisitionItemText", shortened(request.text()))
        .put("Material", request.material())
        .put("RequestedQuantity", request.quantity().toPlainString())
        .put("BaseUnit", unit)
        .put("Plant", request.plant())
        .put("DeliveryDate", ODataTime.day(request.neededBy(), zone))
        .put("RequisitionerName", requisitioner);
    JsonNode made = service.create("A_PurchaseRequisitionHeader", header);
    return new Booking(request.reference(), made.path("PurchaseRequisition").asText());
  }

  private static String description(SpareRequest request) {
    String whole = request.reference() + ' ' + request.material();
    if (whole.length() <= TEXT) {
      return whole;
    }
    // What is cut off may be all that distinguishes two materials of one order.
    String mark = "~%08x".formatted(whole.hashCode());
    return whole.substring(0, TEXT - mark.length()) + mark;
  }

  private static String shortened(String text) {
    return text.length() > TEXT ? text.substring(0, TEXT - 1) + "…" : text;
  }
}
