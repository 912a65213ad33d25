package org.twinsuite.camel.ditto.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.ditto.component.Patience.await;

import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** Health of what reads from Ditto and of what writes to it tells whether there is a connection. */
class DittoHealthTest {
  private static final String FAST = "&reconnectDelay=20&maximumReconnectDelay=200";

  @Test
  void healthIsDownWhileDittoIsAwayAndTellsWhichOne() throws Exception {
    try (FakeDitto ditto = new FakeDitto()) {
      String common = "?url=" + ditto.url() + "&auth=basic:me:RAW(s3cret)";
      Main main = new Main();
      main.addInitialProperty("camel.health.consumers-enabled", "true");
      main.addInitialProperty("camel.health.producers-enabled", "true");
      main.configure()
          .addRoutesBuilder(
              new RouteBuilder() {
                @Override
                public void configure() {
                  from("ditto:events" + common + FAST).routeId("changes").to("mock:seen");
                  from("ditto:messages" + common + FAST).routeId("messages").to("mock:seen");
                  from("direct:write")
                      .routeId("writes")
                      .to("ditto:things" + common + "&operation=retrieve" + FAST);
                }
              });
      main.start();
      try {
        // GIVEN
        awaitAll(main, HealthCheck.State.UP);

        // WHEN the connections are gone, and Ditto lets nobody in
        ditto.away = true;
        ditto.cut();
        // THEN
        awaitAll(main, HealthCheck.State.DOWN);
        assertThat(results(main))
            .allSatisfy(
                result -> {
                  assertThat(result.getMessage()).contains("No confirmed connection to Ditto");
                  assertThat(result.getDetails()).containsEntry("ditto.url", ditto.url());
                  assertThat(result.getDetails().get("ditto.problem"))
                      .asString()
                      .contains("No connection to Ditto at " + ditto.url());
                  assertThat(result.getDetails().toString()).doesNotContain("s3cret");
                });

        // WHEN it is back
        ditto.away = false;
        // THEN
        awaitAll(main, HealthCheck.State.UP);

        // AND a connection on which Ditto confirms nothing is none for those who read
        ditto.acknowledge = false;
        ditto.cut();
        await()
            .untilAsserted(
                () ->
                    assertThat(states(main))
                        .containsExactlyInAnyOrder(
                            HealthCheck.State.DOWN, HealthCheck.State.DOWN, HealthCheck.State.UP));
        ditto.acknowledge = true;
        ditto.cut();
        awaitAll(main, HealthCheck.State.UP);
      } finally {
        main.stop();
      }
    }
  }

  private static void awaitAll(Main main, HealthCheck.State state) {
    await().untilAsserted(() -> assertThat(states(main)).containsExactly(state, state, state));
  }

  private static List<HealthCheck.State> states(Main main) {
    return results(main).stream().map(HealthCheck.Result::getState).toList();
  }

  /** Of both consumers and the producer. */
  private static List<HealthCheck.Result> results(Main main) {
    return Stream.of("consumers", "producers")
        .map(name -> HealthCheckHelper.getHealthCheckRepository(main.getCamelContext(), name))
        .flatMap(HealthCheckRepository::stream)
        .map(HealthCheck::call)
        .filter(result -> result.getDetails().containsKey("ditto.url"))
        .toList();
  }
}
