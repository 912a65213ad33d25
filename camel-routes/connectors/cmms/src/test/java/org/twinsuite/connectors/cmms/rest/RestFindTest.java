package org.twinsuite.connectors.cmms.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.cmms.OneOrder;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.connectors.cmms.WorkOrdersResolver;

/** A look-up that does not look up must not make a second order. */
@WireMockTest
class RestFindTest {
  private static final String OTHERS =
      "{'id':'7','title':'[TS-OTHER] Pump','status':'OPEN','updatedAt':'2026-03-01T06:00:00Z'}";
  private static final String OURS =
      "{'id':'8','title':'[TS-1] Pump','status':'OPEN','updatedAt':'2026-03-01T06:00:00Z'}";

  private static WorkOrders open(WireMockRuntimeInfo system, String name) {
    return new WorkOrdersResolver().open("plant", configuration(system, name));
  }

  private static Map<String, String> configuration(WireMockRuntimeInfo system, String name) {
    return Map.of(
        "dialect",
        "rest",
        "url",
        system.getHttpBaseUrl(),
        "template",
        "classpath:templates/" + name + ".yaml",
        "codes",
        "classpath:codes/" + name + ".properties",
        "firstPause",
        "PT0.001S");
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void aSearchThatIsNotCarriedOutIsRefusedAndNothingIsCreated(WireMockRuntimeInfo system) {
    // GIVEN a system that answers every search with all orders
    stubFor(
        com.github.tomakehurst.wiremock.client.WireMock.any(anyUrl())
            .willReturn(okJson(json("{'result':[{'sys_id':'7','correlation_id':'TS-OTHER'}]}"))));
    // WHEN, THEN
    try (WorkOrders orders = open(system, "servicenow")) {
      assertThatThrownBy(() -> orders.create(OneOrder.request()))
          .isInstanceOf(RejectedByTarget.class)
          .hasMessageContaining("TS-1")
          .hasMessageContaining("find");
    }
    verify(0, postRequestedFor(anyUrl()));
  }

  @Test
  void aSearchThatWasCutOffIsRepeatedAndNothingIsCreated(WireMockRuntimeInfo system) {
    // GIVEN a system that says with status 200 that it did not search to the end
    stubFor(
        com.github.tomakehurst.wiremock.client.WireMock.any(anyUrl())
            .willReturn(
                okJson(
                    json(
                        "{'error':{'message':'Transaction cancelled: maximum execution time"
                            + " exceeded'},'status':'failure','result':[]}"))));
    // WHEN, THEN
    try (WorkOrders orders = open(system, "servicenow")) {
      assertThatThrownBy(() -> orders.create(OneOrder.request()))
          .isInstanceOf(RetryableFailure.class)
          .hasMessageContaining("maximum execution time");
    }
    verify(0, postRequestedFor(anyUrl()));
  }

  @Test
  void aSystemWithoutASearchIsLookedThroughToItsEnd(WireMockRuntimeInfo system) {
    // GIVEN our order on the second page of all orders
    stubFor(
        get(urlPathEqualTo("/v1/workorders"))
            .willReturn(okJson(json("{'workOrders':[" + OTHERS + "],'nextCursor':'2'}"))));
    stubFor(
        get(urlPathEqualTo("/v1/workorders"))
            .withQueryParam("cursor", matching("2"))
            .willReturn(okJson(json("{'workOrders':[" + OURS + "],'nextCursor':null}"))));
    // WHEN
    try (WorkOrders orders = open(system, "maintainx")) {
      // THEN it is not made again
      assertThat(orders.create(OneOrder.request()))
          .extracting(WorkOrder::orderNumber)
          .isEqualTo("8");
    }
    verify(0, postRequestedFor(anyUrl()));
  }

  @Test
  void timesWithoutAZoneAreThoseOfTheConfiguredOne(WireMockRuntimeInfo system) {
    // GIVEN
    stubFor(
        get(urlPathEqualTo("/api/resource/Asset%20Repair"))
            .willReturn(
                okJson(
                    json(
                        "{'data':[{'name':'ACC-1','description':'Reference:"
                            + " TS-1','repair_status':'Pending','modified':'2026-07-01"
                            + " 08:00:00.250000'}]}"))));
    Map<String, String> configuration = new HashMap<>(configuration(system, "erpnext"));
    configuration.put("zone", "Europe/Berlin");
    // WHEN
    try (WorkOrders orders = new WorkOrdersResolver().open("plant", configuration)) {
      // THEN
      assertThat(orders.find("TS-1").orElseThrow().changedAt())
          .isEqualTo(Instant.parse("2026-07-01T06:00:00.250Z"));
    }
  }
}
