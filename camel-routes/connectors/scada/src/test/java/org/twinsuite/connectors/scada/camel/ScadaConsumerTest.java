package org.twinsuite.connectors.scada.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.connectors.scada.TagConnection;

class ScadaConsumerTest {
  @TempDir Path folder;

  @Test
  void anUpdateThatEndsInAnErrorIsGivenUpAndTheNextIsDelivered() throws Exception {
    // GIVEN
    TrippingProvider.OPENED.set(1);
    Path map = folder.resolve("tags.yaml");
    Files.writeString(
        map,
        """
        sources:
          line1: { url: "tripping://plc" }
        tags:
          - { source: line1, tag: a, thing: org.plant:P-101, feature: vibration }
          - { source: line1, tag: b, thing: org.plant:P-102, feature: vibration }
        """);
    AtomicInteger received = new AtomicInteger();
    AtomicInteger tries = new AtomicInteger();
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("scada:line1?lanes=1&redeliveries=2147483647&map=RAW(" + map + ")")
                  .routeId("line1")
                  .process(
                      exchange -> {
                        if (exchange
                            .getIn()
                            .getHeader(ScadaConstants.THING_ID)
                            .equals("org.plant:P-101")) {
                          tries.incrementAndGet();
                          throw new StackOverflowError("a unit");
                        }
                        received.incrementAndGet();
                      });
            }
          });
      // WHEN
      camel.start();
      // THEN
      await().atMost(Duration.ofMinutes(1)).until(() -> received.get() == 1);
      assertThat(tries).hasValue(3);
    }
  }

  @Test
  void aSubscriptionThatDeliversNothingIsUnhealthy() {
    // GIVEN
    ScadaHealthCheck health = new ScadaHealthCheck("line1", "r", List.of());
    health.setCamelContext(new DefaultCamelContext());
    AtomicReference<String> problem = new AtomicReference<>();
    TagConnection tags = TrippingProvider.connected(problem);
    assertThat(health.call().getState()).isEqualTo(HealthCheck.State.DOWN);
    // WHEN
    health.watch(tags);
    assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);
    problem.set("the server ended the subscription");
    // THEN
    HealthCheck.Result result = health.call();
    assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
    assertThat(result.getMessage()).get().asString().contains("the server ended the subscription");
  }

  @Test
  void aSourceThatTripsWhileItIsOpenedIsTriedAgain() throws Exception {
    // GIVEN
    TrippingProvider.OPENED.set(0);
    Path map = folder.resolve("tags.yaml");
    Files.writeString(
        map,
        """
        sources:
          line1: { url: "tripping://plc" }
        tags:
          - { source: line1, tag: a, thing: org.plant:P-101, feature: vibration }
        """);
    AtomicInteger received = new AtomicInteger();
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("scada:line1?map=RAW(" + map + ")")
                  .process(exchange -> received.incrementAndGet());
            }
          });
      // WHEN
      camel.start();
      // THEN
      await().atMost(Duration.ofMinutes(1)).until(() -> received.get() == 1);
    }
  }
}
