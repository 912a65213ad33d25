package org.twinsuite.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.ParkingLot;

class ParkedTelemetryTest {
  @TempDir Path folder;

  @Test
  void aMessageThatFailedTooOftenIsKeptWithItsReason() {
    try (Database database = Database.open("jdbc:h2:file:" + folder.resolve("db"), "sa", "")) {
      // GIVEN a message as the component hands it over
      ParkingLot parkingLot = new ParkingLot(database);
      Exchange exchange = new DefaultExchange(new DefaultCamelContext());
      exchange.getMessage().setBody("{}".getBytes(StandardCharsets.UTF_8));
      exchange.getMessage().setHeader(HonoConstants.DEVICE_ID, "plant:pump-1");
      exchange.getMessage().setHeader(HonoConstants.REDELIVERIES, 6);
      exchange.getMessage().setHeader(HonoConstants.FAILURE, "java.lang.StackOverflowError");
      // WHEN
      new ParkedTelemetry(parkingLot, new IngestMetrics(new SimpleMeterRegistry()))
          .process(exchange);
      // THEN
      assertThat(parkingLot.newest(10))
          .singleElement()
          .satisfies(item -> assertThat(item.key()).isEqualTo("plant:pump-1"))
          .satisfies(
              item ->
                  assertThat(item.reason())
                      .isEqualTo(
                          "processing failed 6 times, the last time with"
                              + " java.lang.StackOverflowError"));
    }
  }
}
