package org.twinsuite.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.pipeline.observe.Trail;
import org.twinsuite.rules.fact.Quality;

class IngestTest {
  private IngestHarness line;
  private MapperSamples samples;

  @BeforeEach
  void open() throws Exception {
    line = new IngestHarness();
    samples =
        new MapperSamples(
            line.history, line.parked, new IngestMetrics(new SimpleMeterRegistry()), new Trail(0));
  }

  @AfterEach
  void close() {
    line.close();
  }

  private Exchange send(String device, String payload) {
    return line.send(
        device,
        payload,
        Map.of(HonoConstants.TENANT, device.substring(0, Math.max(1, device.indexOf(':')))));
  }

  @Test
  void everyThingIdOfDittoIsOne() throws Exception {
    for (String id : List.of("com.some-domain:pump", "a:b", "org.x_1:smart coffee, 1")) {
      send(id, "{\"points\":{\"flow\":1}}");
    }
    assertThat(line.reasons()).isEmpty();
    assertThat(line.merged).hasSize(3);
    for (String id : List.of("pump", "org.-x:pump", "org.x:", "org.x:a/b", "1x:pump")) {
      send(id, "{\"points\":{\"flow\":1}}");
    }
    assertThat(line.reasons()).hasSize(5);
  }

  @Test
  void aMessageThatComesAgainIsParkedOnce() throws Exception {
    // GIVEN a message with a bad point, and a Ditto that does not answer
    String message = "{\"points\":{\"flow\":1,\"level\":\"high\"}}";
    line.ditto = patch -> new DittoUnavailableException("away");
    for (int i = 0; i < 10; i++) {
      assertThat(send("org.x:pump", message).getException()).hasMessage("away");
    }
    // WHEN it answers
    line.ditto = patch -> null;
    assertThat(send("org.x:pump", message).getException()).isNull();
    // THEN
    assertThat(line.reasons()).singleElement().asString().startsWith("points.level");
    assertThat(line.merged).hasSize(1);
  }

  @Test
  void aPointThatDittoRefusesDoesNotTakeTheOthersAlong() throws Exception {
    line.ditto =
        patch ->
            patch.contains("level")
                ? new DittoCommandException(400, "wot:payload.validation.error", "no such level")
                : null;
    send("org.x:pump", "{\"points\":{\"flow\":1,\"level\":2,\"speed\":3}}");
    assertThat(line.merged).hasSize(2).allMatch(patch -> !patch.contains("level"));
    assertThat(line.reasons()).singleElement().asString().contains("level", "no such level");
  }

  @Test
  void aSampleIsNewsIfItIsNewerThanTheTwins() {
    TwinPatch patch =
        TwinPatch.of(
            List.of(
                new Point("flow", 1, null, Quality.GOOD, Instant.parse("2026-01-31T10:00:00Z"))),
            Instant.parse("2026-01-31T10:00:00Z"),
            Instant.parse("2026-01-31T10:00:01Z"),
            Instant.parse("2026-01-31T10:00:11Z"));
    // THEN a time of the twin that cannot be is ignored
    assertThat(patch.condition())
        .isEqualTo(
            "or(not(exists(features/flow/properties/sourceTimestamp)),"
                + "lt(features/flow/properties/sourceTimestamp,\"2026-01-31T10:00:00.000Z\"),"
                + "gt(features/flow/properties/sourceTimestamp,\"2026-01-31T10:00:11.000Z\"))");
  }

  @Test
  void aSampleOfTheMappersWithAnImpossibleTimeIsParked() throws Exception {
    Exchange exchange = new DefaultExchange(line.camel);
    exchange
        .getMessage()
        .setBody(
            "{\"topic\":\"org.x/pump/things/live/messages/historical-samples\",\"headers\":{},"
                + "\"value\":[{\"feature\":\"flow\",\"value\":1,\"sourceTimestamp\":"
                + "\"+1000000000-12-31T00:00:00Z\"}]}");
    samples.process(exchange);
    assertThat(line.reasons())
        .singleElement()
        .asString()
        .startsWith("value[0] is not a valid sample");
  }
}
