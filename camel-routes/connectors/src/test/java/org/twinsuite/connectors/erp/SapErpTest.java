package org.twinsuite.connectors.erp;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.cmms.Window;
import org.twinsuite.connectors.erp.sap.SapErp;

@WireMockTest
class SapErpTest {

  private static final String STOCK =
      "/sap/opu/odata/sap/API_MATERIAL_STOCK_SRV/A_MatlStkInAcctMod";
  private static final String OPERATIONS =
      "/sap/opu/odata/sap/API_PRODUCTION_ORDER_2_SRV/A_ProductionOrderOperation_2";
  private static final Window DAY =
      new Window(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-03T00:00:00Z"));

  private SapErp erp;

  @BeforeEach
  void open(WireMockRuntimeInfo sap) {
    erp =
        SapErp.open(
            "s4",
            Map.of(
                "url", sap.getHttpBaseUrl(),
                "user", "TWINSUITE",
                "password", "secret",
                "zone", "Europe/Berlin",
                "attempts", "2",
                "firstPause", "PT0.01S"));
  }

  private static String operation(String from, String to, String closed) {
    return """
        {"OpErlstSchedldExecStrtDte":"/Date(1772409600000)/","OpErlstSchedldExecStrtTme":"%s",
         "OpErlstSchedldExecEndDte":"/Date(1772409600000)/","OpErlstSchedldExecEndTme":"%s",
         "OperationIsClosed":"%s","OperationIsConfirmed":"","OperationIsDeleted":""}"""
        .formatted(from, to, closed);
  }

  @Test
  void sumsUnrestrictedStockOfAllStorageLocations() {
    // GIVEN
    stubFor(
        get(urlPathEqualTo(STOCK))
            .withQueryParam(
                "$filter",
                equalTo(
                    "Material eq 'SKF-6205' and Plant eq '1710' and InventoryStockType eq '01'"))
            .willReturn(
                okJson(
                    """
                    {"d":{"results":[
                      {"MaterialBaseUnit":"PC","MatlWrhsStkQtyInMatlBaseUnit":"3.000"},
                      {"MaterialBaseUnit":"PC","MatlWrhsStkQtyInMatlBaseUnit":"1.500"}]}}""")));
    // WHEN, THEN
    Spares.Stock stock = erp.stock("SKF-6205", "1710");
    assertThat(stock.quantity()).isEqualByComparingTo(new BigDecimal("4.5"));
    assertThat(stock.unit()).isEqualTo("PC");
  }

  @Test
  void findsTheGapsBetweenScheduledOperationsInThePlantsTime() {
    // GIVEN operations 06:00-10:00, 09:00-12:00, a closed one at noon, 14:00-14:30, Berlin time
    String rows =
        String.join(
            ",",
            operation("PT14H00M00S", "PT14H30M00S", ""),
            operation("PT06H00M00S", "PT10H00M00S", ""),
            operation("PT09H00M00S", "PT12H00M00S", ""),
            operation("PT12H00M00S", "PT13H00M00S", "X"));
    stubFor(
        get(urlPathEqualTo(OPERATIONS))
            .withQueryParam("$filter", containing("WorkCenter eq 'PUMP01'"))
            .willReturn(okJson("{\"d\":{\"results\":[" + rows + "]}}")));
    // WHEN
    List<Window> idle = erp.idle("1710", "PUMP01", DAY, Duration.ofHours(2));
    // THEN
    assertThat(idle)
        .containsExactly(
            new Window(DAY.from(), Instant.parse("2026-03-02T05:00:00Z")),
            new Window(
                Instant.parse("2026-03-02T11:00:00Z"), Instant.parse("2026-03-02T13:00:00Z")),
            new Window(Instant.parse("2026-03-02T13:30:00Z"), DAY.to()));
  }

  @Test
  void aSystemThatIsDownIsRetryable() {
    stubFor(get(urlPathEqualTo(STOCK)).willReturn(serverError()));
    assertThatThrownBy(() -> erp.stock("SKF-6205", "1710")).isInstanceOf(RetryableFailure.class);
  }
}
