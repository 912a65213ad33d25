package org.twinsuite.connectors.cmms.sap;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.cmms.Asset;
import org.twinsuite.connectors.cmms.OneOrder;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.connectors.cmms.WorkOrdersResolver;

/** Answers of a gateway that tells less than was asked for. */
@WireMockTest
class SapAnswersTest {
  private static final String NOTIFICATIONS = ".*/API_MAINTNOTIFICATION/MaintenanceNotification";
  private static final String ORDERS = ".*/API_MAINTENANCEORDER;v=0002/MaintenanceOrder";
  private static final String NONE = "{\"d\":{\"results\":[]}}";
  private WorkOrders orders;

  @BeforeEach
  void open(WireMockRuntimeInfo server) {
    stubFor(any(anyUrl()).atPriority(9).willReturn(okJson(NONE)));
    orders =
        new WorkOrdersResolver()
            .open(
                "plant",
                Map.of(
                    "dialect",
                    "sap",
                    "url",
                    server.getHttpBaseUrl(),
                    "user",
                    "u",
                    "password",
                    "p",
                    "firstPause",
                    "PT0.001S"));
  }

  @AfterEach
  void close() {
    orders.close();
  }

  @Test
  void noOrderIsMadeForANotificationOfWhichNoNumberWasTold() {
    // GIVEN a notification that was made, without a number in the answer
    stubFor(post(urlPathMatching(NOTIFICATIONS)).willReturn(okJson("{\"d\":{}}")));
    // WHEN, THEN an order without it would carry no reference, and be made again
    assertThatThrownBy(() -> orders.create(OneOrder.request()))
        .isInstanceOf(RetryableFailure.class);
    verify(0, postRequestedFor(urlPathMatching(ORDERS)));
  }

  @Test
  void anOrderOfWhichNoNumberWasToldIsLookedUp() {
    // GIVEN
    stubFor(
        get(urlPathMatching(NOTIFICATIONS))
            .willReturn(okJson("{\"d\":{\"results\":[{\"MaintenanceNotification\":\"7\"}]}}")));
    stubFor(
        post(urlPathMatching(ORDERS))
            .inScenario("order")
            .willSetStateTo("made")
            .willReturn(okJson("{\"d\":{}}")));
    stubFor(
        get(urlPathMatching(ORDERS))
            .inScenario("order")
            .whenScenarioStateIs("made")
            .willReturn(okJson(page("", order(1)))));
    // WHEN, THEN
    assertThat(orders.create(OneOrder.request())).extracting(WorkOrder::orderNumber).isEqualTo("1");
    verify(1, postRequestedFor(urlPathMatching(ORDERS)));
  }

  @Test
  void changesAreReadWithoutAHoleWhenTheGatewayGivesSmallerPages() {
    // GIVEN three orders of one time, and one row in each page
    for (int i = 0; i < 3; i++) {
      stubFor(
          get(urlPathMatching(ORDERS))
              .withQueryParam("$skip", equalTo("" + i))
              .willReturn(okJson(page(i < 2 ? "more" : "", order(i)))));
      stubFor(
          get(urlPathMatching(NOTIFICATIONS))
              .withQueryParam("$filter", containing("'7" + i + "'"))
              .willReturn(
                  okJson(
                      """
                      {"d":{"results":[{"MaintenanceNotification":"7%1$d",
                        "MaintNotifExtReferenceNumber":"TS-%1$d"}]}}"""
                          .formatted(i))));
    }
    // WHEN, THEN
    assertThat(orders.changedSince(null).orders())
        .extracting(WorkOrder::reference)
        .containsExactly("TS-0", "TS-1", "TS-2");
  }

  @Test
  void equipmentIsReadToItsEndWhenTheGatewayGivesSmallerPages() {
    // GIVEN
    for (int i = 0; i < 3; i++) {
      stubFor(
          get(urlPathMatching(".*/API_EQUIPMENT/Equipment"))
              .withQueryParam("$skip", equalTo("" + i))
              .willReturn(
                  okJson(page(i < 2 ? "more" : "", "{\"Equipment\":\"000" + (i + 1) + "\"}"))));
    }
    // WHEN, THEN
    assertThat(orders.assets().orElseThrow())
        .extracting(Asset::assetnum)
        .containsExactly("1", "2", "3");
  }

  private static String order(int number) {
    return """
        {"MaintenanceOrder":"%1$d","MaintenanceNotification":"7%1$d","SystemStatusText":"REL",
         "LastChangeDateTime":"/Date(1772409600000+0000)/"}"""
        .formatted(number);
  }

  private static String page(String next, String row) {
    return "{\"d\":{\"results\":[%s]%s}}"
        .formatted(row, next.isEmpty() ? "" : ",\"__next\":\"" + next + "\"");
  }
}
