package org.twinsuite.connectors.cmms.sap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.cmms.Asset;
import org.twinsuite.connectors.odata.ODataService;

/**
 * SAP's equipment in use, as assets.
 *
 * @see <a href="https://api.sap.com/api/OP_API_EQUIPMENT">API_EQUIPMENT</a>
 */
final class SapEquipment {

  private static final Logger LOG = LoggerFactory.getLogger(SapEquipment.class);
  private static final String FIELDS =
      "Equipment,EquipmentName,MaintenancePlanningPlant,ABCIndicator,"
          + "EquipmentIsMarkedForDeletion,EquipmentIsInactive";

  /** An equipment has a row for each time it changed; this is the one that holds now. */
  private static final String STANDING = "ValidityEndDate eq datetime'9999-12-31T00:00:00'";

  private final String system;
  private final ODataService service;
  private final int pageSize;

  SapEquipment(String system, ODataService service, int pageSize) {
    this.system = system;
    this.service = service;
    this.pageSize = pageSize;
  }

  /** All that is in use; empty if the service is not open to us, which other work does not need. */
  Optional<List<Asset>> assets() {
    List<Asset> all = new ArrayList<>();
    try {
      int skip = 0;
      ODataService.Rows page;
      do {
        page = page(skip);
        page.rows().forEach(equipment -> add(equipment, all));
        skip += page.rows().size();
      } while (page.more() || page.rows().size() == pageSize);
      return Optional.of(all);
    } catch (RejectedByTarget closed) {
      if (closed.status() != 403 && closed.status() != 404) {
        throw closed;
      }
      LOG.warn(
          "{}: service API_EQUIPMENT is not open to the user: {}", system, closed.getMessage());
      return Optional.empty();
    }
  }

  private ODataService.Rows page(int skip) {
    return service.list(
        service
            .query("Equipment")
            .with("$filter", STANDING)
            .with("$select", FIELDS)
            .with("$orderby", "Equipment")
            .with("$skip", Integer.toString(skip))
            .with("$top", Integer.toString(pageSize)));
  }

  private static void add(JsonNode equipment, List<Asset> assets) {
    if (equipment.path("EquipmentIsMarkedForDeletion").asBoolean()
        || equipment.path("EquipmentIsInactive").asBoolean()) {
      return;
    }
    assets.add(
        new Asset(
            textOrNull(equipment, "MaintenancePlanningPlant"),
            withoutZeros(equipment.path("Equipment").asText()),
            equipment.path("EquipmentName").asText(""),
            textOrNull(equipment, "ABCIndicator")));
  }

  private static String textOrNull(JsonNode equipment, String field) {
    String text = equipment.path(field).asText("");
    return text.isEmpty() ? null : text;
  }

  /** Numbers are stored with zeros before them and shown to people without. */
  private static String withoutZeros(String number) {
    return number.matches("0+[0-9]+") ? number.replaceFirst("^0+(?=.)", "") : number;
  }
}
