package org.twinsuite.connectors.cmms.camel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderStatus;

@WireMockTest
class CmmsComponentTest {

  private static final String ORDERS = "/maximo/api/os/mxapiwodetail";
  private static final String NONE = "{\"member\":[]}";
  private static final String ORDER =
      """
      {"externalrefid":"TS-1","wonum":"1001","status":"WAPPR","changedate":"2026-03-01T06:00:00+00:00",
       "href":"http://maximo.internal/maximo/api/os/mxapiwodetail/_1001"}""";
  private static final String REQUEST =
      """
      {"reference":"TS-1","thingId":"org.plant:P-101","asset":{"system":"maximo","site":"BED","assetnum":"11430"},
       "title":"Replace bearing","longText":"why","priority":2,"reportedAt":"2026-03-01T05:59:00Z","correlationId":"c-1"}""";

  private final CamelContext context = new DefaultCamelContext();
  private String url;

  @BeforeEach
  void prepare(WireMockRuntimeInfo maximo) {
    url = maximo.getHttpBaseUrl() + "/maximo";
    stubFor(
        get(urlPathEqualTo(ORDERS))
            .withHeader("apikey", equalTo("a+b&c"))
            .willReturn(okJson(NONE)));
    stubFor(post(urlPathEqualTo(ORDERS)).willReturn(created().withBody(ORDER)));
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aTeamCreatesOrdersWithYamlOnly() throws Exception {
    // GIVEN
    String route =
        """
        - from:
            uri: direct:in
            steps:
              - to:
                  uri: kamelet:maximo-workorder-sink
                  parameters:
                    url: "%s"
                    apiKey: "RAW(a+b&c)"
        """
            .formatted(url);
    Resource resource = ResourceHelper.fromString("route.yaml", route);
    PluginHelper.getRoutesLoader(context).loadRoutes(resource);
    context.start();
    // WHEN
    WorkOrder order =
        context.createProducerTemplate().requestBody("direct:in", REQUEST, WorkOrder.class);
    // THEN
    assertThat(order.orderNumber()).isEqualTo("1001");
    verify(
        1,
        postRequestedFor(urlPathEqualTo(ORDERS))
            .withRequestBody(matchingJsonPath("$.assetnum", equalTo("11430"))));
  }

  @Test
  void aRefusalBecomesTheExchangesException() throws Exception {
    // GIVEN
    stubFor(
        post(urlPathEqualTo(ORDERS))
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody(
                        "{\"Error\":{\"reasonCode\":\"BMXAA2661E\",\"message\":\"no such location\"}}")));
    context.start();
    // WHEN, THEN
    assertThatThrownBy(() -> send(REQUEST))
        .isInstanceOf(CamelExecutionException.class)
        .hasRootCauseInstanceOf(RejectedByTarget.class)
        .hasStackTraceContaining("no such location");
  }

  @Test
  void aWrongBodyIsNamed() {
    context.start();
    assertThatThrownBy(() -> send(REQUEST.replace("\"TS-1\"", "\"not a reference\"")))
        .hasStackTraceContaining("must be 1 to 20 letters");
    assertThatThrownBy(() -> send("hello")).hasStackTraceContaining("the body is not JSON");
  }

  private Object send(String body) {
    return context
        .createProducerTemplate()
        .requestBody("cmms:maximo?config.url=" + url + "&config.apiKey=RAW(a+b&c)", body);
  }

  @Test
  void changesArriveAndTheCursorMovesOnlyWhenTheyWereHandled() throws Exception {
    // GIVEN a first handling that fails
    stubFor(get(urlPathEqualTo(ORDERS)).willReturn(okJson("{\"member\":[" + ORDER + "]}")));
    Map<String, String> cursors = new ConcurrentHashMap<>();
    context.getRegistry().bind("cursors", store(cursors));
    context.getPropertiesComponent().addOverrideProperty("cmms.plant.dialect", "maximo");
    context.getPropertiesComponent().addOverrideProperty("cmms.plant.url", url);
    context.getPropertiesComponent().addOverrideProperty("cmms.plant.apiKey", "k");
    List<WorkOrder> handled = new CopyOnWriteArrayList<>();
    AtomicBoolean fail = new AtomicBoolean(true);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("cmms:plant?delay=20&initialDelay=0&cursorStore=#cursors")
                .errorHandler(noErrorHandler())
                .process(
                    exchange -> {
                      if (fail.getAndSet(false)) {
                        throw new IllegalStateException("twin not there, simulated");
                      }
                      assertThat(cursors).isEmpty();
                      handled.add(exchange.getIn().getBody(WorkOrder.class));
                    });
          }
        });
    // WHEN
    context.start();
    await().atMost(Duration.ofMinutes(1)).until(() -> cursors.containsKey("plant"));
    // THEN
    assertThat(handled).hasSize(1);
    assertThat(handled.get(0).status()).isEqualTo(WorkOrderStatus.WAITING_APPROVAL);
  }

  private static CursorStore store(Map<String, String> cursors) {
    return new CursorStore() {
      @Override
      public String load(String system) {
        return cursors.get(system);
      }

      @Override
      public void store(String system, String cursor) {
        cursors.put(system, cursor);
      }
    };
  }
}
