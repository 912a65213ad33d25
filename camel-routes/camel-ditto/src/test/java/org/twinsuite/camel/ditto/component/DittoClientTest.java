package org.twinsuite.camel.ditto.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.twinsuite.camel.ditto.component.Patience.await;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.eclipse.ditto.client.DittoClient;
import org.eclipse.ditto.client.DittoClients;
import org.eclipse.ditto.client.configuration.DummyAuthenticationConfiguration;
import org.eclipse.ditto.client.configuration.WebSocketMessagingConfiguration;
import org.eclipse.ditto.client.messaging.AuthenticationProviders;
import org.eclipse.ditto.client.messaging.MessagingProviders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.TwinChange;

/** What is special to the Eclipse Ditto client, the component's own or the application's. */
class DittoClientTest {

  private final FakeDitto ditto = new FakeDitto();
  private final CamelContext camel = new DefaultCamelContext();
  private DittoClient client;

  @AfterEach
  void close() {
    camel.stop();
    if (client != null) {
      client.destroy();
    }
    ditto.close();
  }

  private DittoClient connect() {
    return DittoClients.newInstance(
            MessagingProviders.webSocket(
                WebSocketMessagingConfiguration.newBuilder()
                    .endpoint(ditto.url().replace("http", "ws") + "/ws/2")
                    .build(),
                AuthenticationProviders.dummy(
                    DummyAuthenticationConfiguration.newBuilder()
                        .dummyUsername("application")
                        .withAdditionalHeader("x-ditto-pre-authenticated", "application")
                        .build())))
        .connect()
        .toCompletableFuture()
        .join();
  }

  private Exchange retrieve(String options) {
    return camel
        .createProducerTemplate()
        .send(
            "ditto:things?auth=pre:component&url=" + ditto.url() + options,
            exchange -> exchange.getIn().setHeader(DittoConstants.THING_ID, "org.test:a"));
  }

  private List<String> connections() {
    return ditto.requests.stream().filter(request -> request.startsWith("WS ")).toList();
  }

  @Test
  void commandsGoOverTheClientOfTheApplication() {
    // GIVEN an application with a client
    client = connect();
    camel.getRegistry().bind("any", client);
    camel.start();
    // WHEN a command is sent
    Exchange answer = retrieve("");
    // THEN it goes over that client, and no other connection is opened
    assertThat(answer.getException()).isNull();
    assertThat(answer.getMessage().getBody()).hasToString("{\"thingId\":\"org.test:a\"}");
    assertThat(connections()).singleElement().asString().contains("application");
  }

  @Test
  void commandsGoOverTheClientThatTheEndpointNames() {
    client = connect();
    camel.getRegistry().bind("mine", client);
    camel.getRegistry().bind("other", connect());
    camel.start();
    assertThat(retrieve("&client=#mine").getException()).isNull();
    assertThat(connections()).hasSize(2).allMatch(request -> request.contains("application"));
  }

  @Test
  void theComponentsOwnClientIsUsedWhenThereIsNone() {
    camel.start();
    await().until(() -> retrieve("").getException() == null);
    assertThat(connections()).singleElement().asString().contains("component");
  }

  @Test
  void changesLongerThanTheClientsOwnLimitArrive() throws Exception {
    // GIVEN a consumer over the client, which takes 256 KiB by itself
    List<Object> bodies = new CopyOnWriteArrayList<>();
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("ditto:events?auth=pre:test&transport=client&url=" + ditto.url())
                .routeId("changes")
                .process(exchange -> bodies.add(exchange.getIn().getBody()));
          }
        });
    camel.start();
    await()
        .until(() -> ((DittoEventsConsumer) camel.getRoute("changes").getConsumer()).isConnected());
    // WHEN something longer comes
    String text = "x".repeat(600_000);
    ditto.signal(
        new JsonObject()
            .put("topic", "org.test/a/things/twin/events/modified")
            .put("headers", new JsonObject())
            .put("path", "/features/a~1b/properties/text")
            .put("value", text)
            .put("revision", 1)
            .put("extra", new JsonObject().put("n", 1)));
    // THEN it arrives whole
    await().until(() -> bodies.size() == 1);
    TwinChange change = (TwinChange) bodies.get(0);
    assertThat(change.value().asString()).isEqualTo(text);
    assertThat(change.path()).isEqualTo("/features/a~1b/properties/text");
    assertThat(change.extra()).hasToString("{\"n\":1}");
  }

  @Test
  void theClientIsRefusedForWhatItCannotDo() {
    camel.getRegistry().bind("tls", new SSLContextParameters());
    camel.start();
    assertThatThrownBy(() -> retrieve("&transport=client&sslContextParameters=#tls"))
        .hasStackTraceContaining("transport=client cannot use sslContextParameters");
    assertThatThrownBy(() -> camel.getEndpoint("ditto:things?transport=other&url=http://a"))
        .hasStackTraceContaining("transport");
  }
}
