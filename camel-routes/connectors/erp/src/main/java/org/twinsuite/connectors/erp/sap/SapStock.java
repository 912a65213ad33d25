package org.twinsuite.connectors.erp.sap;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.twinsuite.connectors.erp.Spares.Stock;
import org.twinsuite.connectors.odata.ODataService;

/** {@code API_MATERIAL_STOCK_SRV}. Reservations are not taken off. */
final class SapStock {

  private final ODataService service;
  private final String stockType;

  SapStock(ODataService service, String stockType) {
    this.service = service;
    this.stockType = stockType;
  }

  Stock of(String material, String plant) {
    String filter =
        "Material eq %s and Plant eq %s and InventoryStockType eq %s"
            .formatted(
                ODataService.literal(material),
                ODataService.literal(plant),
                ODataService.literal(stockType));
    BigDecimal sum = BigDecimal.ZERO;
    String unit = "";
    for (JsonNode row :
        SapRows.of(
            service,
            "A_MatlStkInAcctMod",
            filter,
            "MaterialBaseUnit,MatlWrhsStkQtyInMatlBaseUnit")) {
      sum = sum.add(new BigDecimal(row.path("MatlWrhsStkQtyInMatlBaseUnit").asText("0")));
      unit = row.path("MaterialBaseUnit").asText(unit);
    }
    return new Stock(material, plant, sum, unit);
  }
}
