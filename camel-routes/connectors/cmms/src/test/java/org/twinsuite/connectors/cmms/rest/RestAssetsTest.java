package org.twinsuite.connectors.cmms.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    page("3", "");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "servicenow | GET | /api/now/table/cmdb_ci | {'result':[{'sys_id':'a1','name':'Pump'}]} | {'result':[]}",
        "atlas | POST | /assets/search | {'content':[{'id':'a1','name':'Pump'}]} | {'content':[]}",
        "erpnext | GET | /api/resource/Asset | {'data':[{'name':'a1','asset_name':'Pump'}]} | {'data':[]}",
        "upkeep | GET | /api/v2/assets | {'results':[{'id':'a1','name':'Pump'}]} | {'results':[]}",
        "maintainx | GET | /v1/assets | {'assets':[{'id':'a1','name':'Pump'}],'nextCursor':'c2'} | {'assets':[],'nextCursor':null}"
      })
  void theShippedTemplatesListAssets(
      String name,
      String method,
      String path,
      String first,
      String last,
      WireMockRuntimeInfo system)
      throws Exception {
    // GIVEN a first page, and nothing on the second
    stubFor(
        request(method, urlPathEqualTo(path))
            .inScenario(name)
            .whenScenarioStateIs(STARTED)
            .willSetStateTo("second")
            .willReturn(okJson(first.replace('\'', '"'))));
    stubFor(
        request(method, urlPathEqualTo(path))
            .inScenario(name)
            .whenScenarioStateIs("second")
            .willSetStateTo("beyond the end")
            .willReturn(okJson(last.replace('\'', '"'))));
    // WHEN
    try (WorkOrders orders =
        open(
            system,
            "classpath:templates/" + name + ".yaml",
            "classpath:codes/" + name + ".properties")) {
      // THEN
      assertThat(orders.assets()).contains(List.of(new Asset(null, "a1", "Pump", null)));
    }
  }

  @Test
  void saysThatItCannotWhereTheTemplateDoesNotSayHow(
      WireMockRuntimeInfo system, @TempDir Path folder) throws Exception {
    // GIVEN
    String whole = Files.readString(Path.of(EXAMPLE, "fixpoint.yaml"));
    Path file = folder.resolve("without.yaml");
    Files.writeString(file, whole.replaceAll("(?s)assets:.*?order:", "order:"));
    // WHEN, THEN
    try (WorkOrders orders = open(system, file.toString(), EXAMPLE + "fixpoint.properties")) {
      assertThat(orders.assets()).isEmpty();
    }
  }
}
