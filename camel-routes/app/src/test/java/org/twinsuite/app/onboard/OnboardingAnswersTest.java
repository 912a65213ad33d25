package org.twinsuite.app.onboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.pipeline.config.AppConfig;

class OnboardingAnswersTest {
  private static final String REQUEST =
      """
      {"tenant": {"id": "plant.berlin"},
       "policy": {"id": "plant.berlin:machines", "subjects": {
          "administrator": "integration:provisioning", "integration": "integration:twinsuite",
          "planner": "nginx:planners", "viewer": "nginx:viewers"}},
       "things": [
         {"thingId": "plant.berlin:pump-7", "policyId": "plant.berlin:others",
          "attributes": {"name": "Pump 7"},
          "device": {"via": ["gateway-1"], "credentials": [
             {"type": "hashed-password", "auth-id": "pump-7", "password": "tr0ub4dor"}]}}]}
      """;

  private final List<String> written = new CopyOnWriteArrayList<>();
  private volatile String proxied;
  private volatile String garbage;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          if (!exchange.getRequestMethod().equals("GET")) {
            written.add(path);
          }
          String sound =
              path.contains("credentials")
                  ? "[]"
                  : path.contains("policies") ? "{\"entries\":{}}" : "{}";
          String answer = path.contains(proxied) ? garbage : sound;
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "/tenants/, hono-tenant",
    "/devices/, hono-device",
    "/credentials/, hono-credentials",
    "/policies/, ditto-policy",
    "/things/, ditto-thing"
  })
  void whatIsNoAnswerIsTakenForNoneAndNothingIsWritten(String path, String part) {
    for (String body : List.of("<html>Please log in</html>", "\"ok\"", "null", "17")) {
      // GIVEN a proxy that answers in the place of Ditto or of Hono's registry
      proxied = path;
      garbage = body;
      written.clear();
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      Onboarding onboarding =
          new Onboarding(
              AppConfig.of(
                  Map.of("twinsuite.ditto.url", url, "twinsuite.onboarding.hono-url", url)));
      // WHEN
      List<Step> steps = onboarding.run(OnboardingRequest.parse(REQUEST), step -> {});
      // THEN the part says so, and what is there is not overwritten
      assertThat(steps)
          .as("%s answers %s", path, body)
          .hasSize(5)
          .filteredOn(step -> step.part().equals(part))
          .singleElement()
          .satisfies(
              step -> {
                assertThat(step.outcome()).isEqualTo(Outcome.FAILED);
                assertThat(step.why()).contains("answered 200");
              });
      assertThat(written).noneMatch(to -> to.contains(path));
    }
  }
}
