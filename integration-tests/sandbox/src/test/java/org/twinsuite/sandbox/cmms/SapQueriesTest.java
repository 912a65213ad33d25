package org.twinsuite.sandbox.cmms;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.Window;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.connectors.cmms.WorkOrdersResolver;
import org.twinsuite.connectors.erp.Erp;
import org.twinsuite.connectors.erp.ErpResolver;

/** Every {@code $filter} and {@code $select} sent to SAP names properties the services have. */
class SapQueriesTest {
  private static final String ROOT = "/sap/opu/odata/sap/";
  private static final Map<String, String> FILES =
      Map.of(
          "API_MAINTNOTIFICATION", "API_MAINTNOTIFICATION.edmx",
          "API_MAINTENANCEORDER", "API_MAINTENANCEORDER_v2.edmx",
          "API_MATERIAL_STOCK_SRV", "API_MATERIAL_STOCK_SRV.edmx",
          "API_PRODUCTION_ORDER_2_SRV", "API_PRODUCTION_ORDER_2_SRV.edmx");

  private final WireMockServer sap = new WireMockServer(options().dynamicPort());
  private Path folder;

  @BeforeEach
  void start() {
    assumeTrue(
        SapMetadata.folder().isPresent(), "SAP metadata files are not at hand (shared/facts/sap)");
    folder = SapMetadata.folder().get();
    sap.start();
    sap.stubFor(any(anyUrl()).willReturn(okJson("{\"d\":{\"results\":[]}}")));
  }

  @AfterEach
  void stop() {
    sap.stop();
  }

  private Map<String, String> configuration() {
    return Map.of("dialect", "sap", "url", sap.baseUrl(), "user", "u", "password", "p");
  }

  @Test
  void ofStockAndSchedule() {
    try (Erp erp = new ErpResolver().open("plant", configuration())) {
      erp.stock("SKF-6205", "1710");
      erp.scheduled(
          "1710",
          "PUMP01",
          new Window(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-03T00:00:00Z")));
    }
    assertThat(check()).isEqualTo(2);
  }

  @Test
  void ofNotificationsAndOrders() {
    try (WorkOrders orders = new WorkOrdersResolver().open("plant", configuration())) {
      orders.find("TSAXBQRCPL4RI72TM3");
      orders.changedSince("4000017@1772409600000@0");
    }
    assertThat(check()).isGreaterThanOrEqualTo(2);
  }

  /** How many queries with a filter were checked. */
  private int check() {
    int checked = 0;
    for (LoggedRequest request : sap.findAll(anyRequestedFor(anyUrl()))) {
      String[] path =
          request.getUrl().replaceFirst("\\?.*", "").substring(ROOT.length()).split("/");
      if (path.length == 2 && request.queryParameter("$filter").isPresent()) {
        String service = path[0].replaceFirst(";.*", "");
        assertThat(FILES).containsKey(service);
        String select =
            request.queryParameter("$select").isPresent()
                ? request.queryParameter("$select").firstValue()
                : null;
        assertThat(
                SapMetadata.read(folder, FILES.get(service))
                    .query(path[1], request.queryParameter("$filter").firstValue(), select))
            .as(request.getUrl())
            .isEmpty();
        checked++;
      }
    }
    return checked;
  }
}
