package org.twinsuite.camel.ditto.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.ditto.component.Patience.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.Transport;
import org.twinsuite.camel.ditto.TwinChange;

/** A consumer that gets no further says so, and never holds more than it may. */
@ParameterizedClass
@EnumSource(Transport.class)
class ConsumerLimitsTest {

  @Parameter Transport transport;

  private final FakeDitto ditto = new FakeDitto();
  private final Main main = new Main();
  private final List<String> handled = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    main.stop();
    ditto.close();
  }

  private void consume(String options, Processor step) {
    main.addInitialProperty("camel.health.consumers-enabled", "true");
    main.configure()
        .addRoutesBuilder(
            new RouteBuilder() {
              @Override
              public void configure() {
                errorHandler(noErrorHandler());
                from("ditto:events?auth=pre:test&startFrom=beginning&gapDelay=10&reconnectDelay=20"
                        + "&redeliveryDelay=20&maximumRedeliveryDelay=50&auditPeriod=300&transport="
                        + transport
                        + "&url="
                        + ditto.url()
                        + options)
                    .routeId("changes")
                    .process(step);
              }
            });
    main.start();
    await().until(() -> consumer().isConnected());
  }

  private DittoEventsConsumer consumer() {
    return (DittoEventsConsumer) main.getCamelContext().getRoute("changes").getConsumer();
  }

  private HealthCheck.Result health() {
    return HealthCheckHelper.getHealthCheckRepository(main.getCamelContext(), "consumers").stream()
        .map(HealthCheck::call)
        .filter(result -> result.getDetails().containsKey("ditto.url"))
        .findFirst()
        .orElseThrow();
  }

  private void note(Exchange exchange) {
    TwinChange change = exchange.getIn().getBody(TwinChange.class);
    handled.add(change.thingId() + " " + change.revision());
  }

  @Test
  void isDownWhileChangesWaitAndNoneIsHandled() {
    // GIVEN a route that is held
    CompletableFuture<Void> held = new CompletableFuture<>();
    consume("&stallTimeout=100", exchange -> held.join());
    assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    // WHEN something changes
    ditto.change("org.test:a", null);
    // THEN
    await().until(() -> health().getState() == HealthCheck.State.DOWN);
    assertThat(health().getMessage().orElseThrow()).contains("No change was handled");
    assertThat(consumer().getLagMillis()).isPositive();
    assertThat(consumer().getStalledThings()).isEqualTo(1);
    // WHEN it goes on
    held.complete(null);
    // THEN
    await().until(() -> health().getState() == HealthCheck.State.UP);
    assertThat(consumer().getLagMillis()).isZero();
  }

  @Test
  void isDownWhileTheOnlyChangeFailsAndUpWhenOthersPass() {
    consume(
        "&stallTimeout=100",
        exchange -> {
          if (exchange.getIn().getHeader(DittoConstants.THING_ID).equals("org.test:bad")) {
            throw new StackOverflowError("deep");
          }
        });
    ditto.change("org.test:bad", null);
    await().until(() -> health().getState() == HealthCheck.State.DOWN);
    // WHEN other things change
    await()
        .until(
            () -> {
              ditto.change("org.test:good", null);
              return health().getState() == HealthCheck.State.UP;
            });
    // THEN the one is still shown
    assertThat(consumer().getStalledThings()).isEqualTo(1);
  }

  @Test
  void holdsNoMoreCharactersThanItMayAndFetchesTheRestLater() {
    // GIVEN room for few changes, and a route that is held
    CompletableFuture<Void> held = new CompletableFuture<>();
    consume(
        "&maxInFlightSize=1500",
        exchange -> {
          held.join();
          note(exchange);
        });
    // WHEN much more comes
    for (int i = 0; i < 60; i++) {
      ditto.change("org.test:a", null);
      ditto.change("org.test:b", null);
    }
    await().until(() -> consumer().figures().inFlight() > 0);
    held.complete(null);
    // THEN all of it is handled in order; over the websocket, which reads ahead, most of it comes
    // from the history
    await().until(() -> handled.size() >= 120);
    for (String thing : List.of("org.test:a ", "org.test:b ")) {
      assertThat(handled.stream().filter(change -> change.startsWith(thing)))
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, 60).mapToObj(revision -> thing + revision).toList());
    }
    if (transport == Transport.websocket) {
      assertThat(consumer().getRepaired()).isGreaterThan(60);
    }
  }
}
