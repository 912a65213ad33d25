package org.twinsuite.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.pipeline.StandInDitto;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.observe.Trail;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.pipeline.twin.TwinNotes;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.rules.fact.Quality;

class IngestTest {
  private final CamelContext camel = new DefaultCamelContext();
  private final Database database =
      Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
  private final History history = History.open(Path.of(":memory:"));
  private final ParkingLot parked = new ParkingLot(database);
  private final List<String> merged = new ArrayList<>();
  private Function<String, Exception> ditto = patch -> null;
  private Twins twins;
  private Ingest ingest;
  private MapperSamples samples;

  @BeforeEach
  void open() throws Exception {
    StandInDitto.in(
        camel,
        exchange -> {
          String patch = exchange.getMessage().getBody(String.class);
          Exception failure = ditto.apply(patch);
          if (failure == null) {
            merged.add(exchange.getMessage().getHeader(DittoConstants.THING_ID) + " " + patch);
          }
          return failure;
        });
    camel.start();
    twins = new Twins(camel);
    IngestMetrics metrics = new IngestMetrics(new SimpleMeterRegistry());
    ingest =
        new Ingest(
            List.of(), 4_096, twins, history, parked, metrics, new Trail(0), new TwinNotes(twins));
    samples = new MapperSamples(history, parked, metrics, new Trail(0));
  }

  @AfterEach
  void close() {
    twins.close();
    camel.stop();
    history.close();
    database.close();
  }

  private Exchange send(String device, String payload) throws Exception {
    Exchange exchange = new DefaultExchange(camel);
    exchange.getMessage().setHeader(HonoConstants.DEVICE_ID, device);
    exchange.getMessage().setBody(payload.getBytes(StandardCharsets.UTF_8));
    ingest.process(exchange);
    return exchange;
  }

  private List<String> reasons() {
    return parked.newest(100).stream().map(ParkingLot.Line::reason).toList();
  }

  @Test
  void everyThingIdOfDittoIsOne() throws Exception {
    for (String id : List.of("com.some-domain:pump", "a:b", "org.x_1:smart coffee, 1")) {
      send(id, "{\"points\":{\"flow\":1}}");
    }
    assertThat(reasons()).isEmpty();
    assertThat(merged).hasSize(3);
    for (String id : List.of("pump", "org.-x:pump", "org.x:", "org.x:a/b", "1x:pump")) {
      send(id, "{\"points\":{\"flow\":1}}");
    }
    assertThat(reasons()).hasSize(5);
  }

  @Test
  void aMessageThatComesAgainIsParkedOnce() throws Exception {
    // GIVEN a message with a bad point, and a Ditto that does not answer
    String message = "{\"points\":{\"flow\":1,\"level\":\"high\"}}";
    ditto = patch -> new DittoUnavailableException("away");
    for (int i = 0; i < 10; i++) {
      assertThat(send("org.x:pump", message).getException()).hasMessage("away");
    }
    // WHEN it answers
    ditto = patch -> null;
    assertThat(send("org.x:pump", message).getException()).isNull();
    // THEN
    assertThat(reasons()).singleElement().asString().startsWith("points.level");
    assertThat(merged).hasSize(1);
  }

  @Test
  void aPointThatDittoRefusesDoesNotTakeTheOthersAlong() throws Exception {
    ditto =
        patch ->
            patch.contains("level")
                ? new DittoCommandException(400, "wot:payload.validation.error", "no such level")
                : null;
    send("org.x:pump", "{\"points\":{\"flow\":1,\"level\":2,\"speed\":3}}");
    assertThat(merged).hasSize(2).allMatch(patch -> !patch.contains("level"));
    assertThat(reasons()).singleElement().asString().contains("level", "no such level");
  }

  @Test
  void aSampleOfTheFutureDoesNotHideThoseThatFollow() {
    TwinPatch patch =
        TwinPatch.of(
            List.of(
                new Point("flow", 1, null, Quality.GOOD, Instant.parse("2026-01-31T10:00:00Z"))),
            Instant.parse("2026-01-31T10:00:00Z"),
            Instant.parse("2026-01-31T10:00:01Z"));
    // THEN a time of the twin that cannot be is none
    assertThat(patch.condition())
        .isEqualTo(
            "or(not(exists(features/flow/properties/sourceTimestamp)),"
                + "lt(features/flow/properties/sourceTimestamp,\"2026-01-31T10:00:00.000Z\"),"
                + "gt(features/flow/properties/sourceTimestamp,\"2026-02-01T10:00:01.000Z\"))");
  }

  @Test
  void aSampleOfTheMappersWithAnImpossibleTimeIsParked() throws Exception {
    Exchange exchange = new DefaultExchange(camel);
    exchange
        .getMessage()
        .setBody(
            "{\"topic\":\"org.x/pump/things/live/messages/historical-samples\",\"headers\":{},"
                + "\"value\":[{\"feature\":\"flow\",\"value\":1,\"sourceTimestamp\":"
                + "\"+1000000000-12-31T00:00:00Z\"}]}");
    samples.process(exchange);
    assertThat(reasons()).singleElement().asString().startsWith("value[0] is no sample");
  }
}
