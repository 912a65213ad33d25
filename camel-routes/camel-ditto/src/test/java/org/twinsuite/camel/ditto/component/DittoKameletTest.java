package org.twinsuite.camel.ditto.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.ditto.component.Patience.await;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.DittoConstants;

/** The endpoint inside of Kamelets, as source and as sink. */
class DittoKameletTest {

  @Test
  void servesAsSourceAndAsSink() throws Exception {
    CamelContext camel = new DefaultCamelContext();
    List<String> seen = new CopyOnWriteArrayList<>();
    try (FakeDitto ditto = new FakeDitto()) {
      // GIVEN routes that know only the Kamelets and their parameters
      String parameters = "url=" + ditto.url() + "&auth=RAW(pre:nginx:test)";
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("kamelet:twin-changes-source?namespaces=org.test&" + parameters)
                  .process(exchange -> seen.add(exchange.getIn().getBody(String.class)));
              from("direct:write")
                  .to("kamelet:twin-property-sink?path=/features/health&" + parameters);
            }
          });
      camel.start();
      await().until(() -> ditto.requests.stream().anyMatch(r -> r.contains("search")));
      // WHEN a thing changes and something is written
      ditto.change("org.test:a", null);
      await()
          .until(
              () -> {
                Exchange answer =
                    camel
                        .createProducerTemplate()
                        .send(
                            "direct:write",
                            exchange -> {
                              exchange.getIn().setHeader(DittoConstants.THING_ID, "org.test:a");
                              exchange.getIn().setBody("{\"properties\":{\"ok\":true}}");
                            });
                return answer.getException() == null;
              });
      // THEN both went through
      await().until(() -> seen.contains("org.test:a 1"));
      JsonObject command = ditto.commands.get(0);
      assertThat(command.getString("path")).isEqualTo("/features/health");
      assertThat(command.getString("topic")).endsWith("/things/twin/commands/merge");
      assertThat(ditto.requests).contains("START-SEND-EVENTS?namespaces=org.test");
    } finally {
      camel.stop();
    }
  }
}
