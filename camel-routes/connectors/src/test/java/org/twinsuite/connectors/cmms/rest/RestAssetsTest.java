package org.twinsuite.connectors.cmms.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.cmms.Asset;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.connectors.cmms.WorkOrdersResolver;

@WireMockTest
class RestAssetsTest {
  private static final String EXAMPLE = "examples/new-system/";

  private static WorkOrders open(WireMockRuntimeInfo system, String template, String codes) {
    return new WorkOrdersResolver()
        .open(
            "plant",
            Map.of(
                "dialect",
                "rest",
                "url",
                system.getHttpBaseUrl(),
                "template",
                template,
                "codes",
                codes,
                "pageSize",
                "2"));
  }

  @Test
  void listsAssetsPageByPageAsTheTemplateSays(WireMockRuntimeInfo system) {
    // GIVEN
    page("0", "{\"key\":\"M-1\",\"title\":\"Pump\",\"rank\":1},{\"key\":\"M-2\"}");
    page("2", "{\"key\":\"M-3\",\"title\":\"Fan\"}");
    page("4", "");
    // WHEN
    try (WorkOrders orders =
        open(system, EXAMPLE + "fixpoint.yaml", EXAMPLE + "fixpoint.properties")) {
      // THEN
      assertThat(orders.assets())
          .contains(
              List.of(
                  new Asset(null, "M-1", "Pump", "1"),
                  new Asset(null, "M-2", "", null),
                  new Asset(null, "M-3", "Fan", null)));
    }
  }

  private static void page(String offset, String machines) {
    stubFor(
        get(urlPathEqualTo("/v2/machines"))
            .withQueryParam("offset", equalTo(offset))
            .willReturn(okJson("{\"machines\":[" + machines + "]}")));
  }

  @Test
  void saysThatItCannotWhereTheTemplateDoesNotSayHow(WireMockRuntimeInfo system) {
    try (WorkOrders orders =
        open(
            system,
            "classpath:templates/servicenow.yaml",
            "classpath:codes/servicenow.properties")) {
      assertThat(orders.assets()).isEmpty();
    }
  }
}
