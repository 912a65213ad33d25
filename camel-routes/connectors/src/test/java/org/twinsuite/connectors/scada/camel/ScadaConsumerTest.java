package org.twinsuite.connectors.scada.camel;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScadaConsumerTest {
  @TempDir Path folder;

  @Test
  void aSourceThatTripsWhileItIsOpenedIsTriedAgain() throws Exception {
    // GIVEN
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
