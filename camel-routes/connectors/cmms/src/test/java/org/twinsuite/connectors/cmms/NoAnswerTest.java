package org.twinsuite.connectors.cmms;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.findAll;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.twinsuite.connectors.RetryableFailure;

/** What is not an answer to a look-up is not taken for "there is none": it would make an order. */
@WireMockTest
class NoAnswerTest {
  private static final List<String> ANSWERS =
      List.of(
          "", "<html>back soon</html>", "{}", "{\"message\":\"busy\"}", "{\"member\":1,\"d\":1}");

  private static Stream<Arguments> systems() {
    return Stream.of(
            Map.of("dialect", "maximo", "apiKey", "k"),
            Map.of("dialect", "sap", "user", "u", "password", "p"),
            Map.of("dialect", "odoo", "apiKey", "k"),
            Map.of(
                "dialect", "odoo", "api", "jsonrpc", "apiKey", "k", "database", "d", "user", "u"),
            rest("servicenow"),
            rest("maintainx"),
            rest("atlas"))
        .flatMap(system -> ANSWERS.stream().map(answer -> Arguments.of(system, answer)));
  }

  private static Map<String, String> rest(String name) {
    return Map.of(
        "dialect",
        "rest",
        "template",
        "classpath:templates/" + name + ".yaml",
        "codes",
        "classpath:codes/" + name + ".properties");
  }

  @ParameterizedTest
  @MethodSource("systems")
  void nothingIsCreated(Map<String, String> system, String answer, WireMockRuntimeInfo server) {
    // GIVEN a proxy in between, or a system that is not quite up
    stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody(answer)));
    Map<String, String> configuration = new HashMap<>(system);
    configuration.putAll(
        Map.of("url", server.getHttpBaseUrl(), "attempts", "2", "firstPause", "PT0.001S"));
    try (WorkOrders orders = new WorkOrdersResolver().open("plant", configuration)) {
      // WHEN
      assertThatThrownBy(() -> orders.create(OneOrder.request()))
          .isInstanceOf(RetryableFailure.class);
    }
    // THEN
    assertThat(findAll(anyRequestedFor(anyUrl()))).isNotEmpty().noneMatch(NoAnswerTest::creates);
  }

  private static boolean creates(LoggedRequest request) {
    String whole = request.getUrl() + request.getBodyAsString();
    return request.getMethod().getName().equals("POST")
        && !whole.contains("search")
        && !whole.contains("authenticate");
  }
}
