package org.twinsuite.connectors.erp.sap;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.twinsuite.connectors.Window;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.erp.ErpDialect;
import org.twinsuite.connectors.erp.Spares.Booking;
import org.twinsuite.connectors.erp.Spares.SpareRequest;
import org.twinsuite.connectors.erp.Spares.Stock;

/** SAP S/4HANA, one OData V2 service for each concern. */
final class SapErpDialect implements ErpDialect {

  private final String system;
  private final SapStock stock;
  private final SapSchedule schedule;
  private final SapReservations reservations;
  private final SapRequisitions requisitions;

  SapErpDialect(String system, Settings settings) {
    this.system = system;
    ZoneId zone = settings.get(SapErpOptions.ZONE);
    this.stock =
        new SapStock(
            SapErpOptions.service(system, settings, "API_MATERIAL_STOCK_SRV"),
            settings.get(SapErpOptions.STOCK_TYPE));
    this.schedule =
        new SapSchedule(
            SapErpOptions.service(system, settings, "API_PRODUCTION_ORDER_2_SRV"), zone);
    this.reservations =
        new SapReservations(
            system,
            SapErpOptions.service(system, settings, "API_RESERVATION_DOCUMENT_SRV"),
            settings.get(SapErpOptions.COST_CENTER),
            zone);
    this.requisitions =
        new SapRequisitions(
            SapErpOptions.service(system, settings, "API_PURCHASEREQ_PROCESS_SRV"),
            settings.get(SapErpOptions.REQUISITION_TYPE),
            settings.get(SapErpOptions.REQUISITIONER),
            zone);
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public Stock stock(String material, String plant) {
    return stock.of(material, plant);
  }

  @Override
  public List<Window> scheduled(String plant, String workCenter, Window span) {
    return schedule.of(plant, workCenter, span);
  }

  @Override
  public Optional<Booking> findReservation(SpareRequest request) {
    return reservations.find(request);
  }

  @Override
  public Booking submitReservation(SpareRequest request) {
    return reservations.submit(request, unit(request));
  }

  @Override
  public Optional<Booking> findRequisition(SpareRequest request) {
    return requisitions.find(request);
  }

  @Override
  public void tryRequisition(SpareRequest request) {
    requisitions.post(request, unit(request), true);
  }

  @Override
  public Booking submitRequisition(SpareRequest request) {
    return requisitions.post(request, unit(request), false);
  }

  private String unit(SpareRequest request) {
    return request.unit() == null
        ? stock.of(request.material(), request.plant()).unit()
        : request.unit();
  }
}
