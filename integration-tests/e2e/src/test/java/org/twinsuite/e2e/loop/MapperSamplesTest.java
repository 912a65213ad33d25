package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.camel.ditto.component.DittoEventsConsumer;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.history.Points;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.ParkingLot;

/**
 * What the payload mappers in Ditto did not put into a twin, on its way over Kafka into the app.
 */
class MapperSamplesTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String TOPIC = "twin-samples";
  private static final Instant START = TestPlant.START;

  @TempDir Path folder;
  private TestPlant plant;
  private Map<String, String> options;

  @BeforeEach
  void open() throws Exception {
    plant = new TestPlant(folder);
    plant.kafka.createTopics(2, List.of(TOPIC));
    options = plant.options();
    options.put("twinsuite.samples.topic", TOPIC);
    options.put("twinsuite.ditto.auth", "basic:ditto:ditto");
  }

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void lateSamplesGoToHistoryAndRejectedOnesAreParked() throws Exception {
    // GIVEN messages that were written while the app was away
    send(
        "historical-samples",
        "[{\"feature\":\"vibration\",\"value\":1.25,\"unit\":\"mm/s\",\"quality\":{\"severity\":"
            + "\"good\",\"code\":\"Good\"},\"sourceTimestamp\":\""
            + START
            + "\"},{\"feature\":\"vibration\",\"value\":1.5,\"quality\":{\"severity\":\"good\"},"
            + "\"sourceTimestamp\":\""
            + START.plusSeconds(60)
            + "\"},{\"feature\":\"flow\",\"value\":null,\"quality\":{\"severity\":\"bad\"},"
            + "\"sourceTimestamp\":\""
            + START
            + "\"},{\"feature\":\"flow\",\"value\":3}]");
    send(
        "rejected-samples",
        "[{\"field\":\"metrics[3].value\",\"reason\":\"is no number\",\"fix\":\"send one\","
            + "\"raw\":\"x\"}]");
    plant.raw.send(TOPIC, null, Map.of(), "no JSON".getBytes(StandardCharsets.UTF_8));

    // WHEN the app runs, with a login at Ditto
    App app = App.start(options);
    try {
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(plant.page("/observe/metrics").body())
                      .contains("twinsuite_ingest_late_total 2.0")
                      .contains("twinsuite_ingest_parked_total 3.0"));
      DittoEventsConsumer changes =
          (DittoEventsConsumer) app.camel().getRoute("changes").getConsumer();
      await().atMost(LONG).until(changes::isConnected);
      assertThat(app.camel().getEndpoints())
          .noneMatch(endpoint -> endpoint.getEndpointUri().contains("ditto:ditto"))
          .noneMatch(endpoint -> endpoint.getEndpointUri().contains("password"));
    } finally {
      app.close();
    }

    // THEN numbers are in the history
    String thing = TestPlant.thing("pump1");
    try (History history = History.open(folder.resolve("history.duckdb"));
        BufferAllocator allocator = new RootAllocator()) {
      Map<String, Points> series =
          history.read(List.of(thing), List.of(), allocator).getOrDefault(thing, Map.of());
      assertThat(series).containsOnlyKeys("vibration");
      assertThat(series.get("vibration").value()).containsExactly(1.25, 1.5);
    }

    // AND the rest waits for a person, with field and fix
    Database database = Database.open(AppConfig.of(options));
    try {
      assertThat(new ParkingLot(database).newest(10))
          .extracting(ParkingLot.Line::reason)
          .anyMatch(reason -> reason.contains("value[3]") && reason.contains("sourceTimestamp"))
          .anyMatch(reason -> reason.equals("metrics[3].value: is no number. Fix: send one"))
          .anyMatch(reason -> reason.startsWith("this is not a valid message of a mapper"))
          .hasSize(3);
    } finally {
      database.close();
    }
  }

  private void send(String subject, String samples) {
    String json =
        "{\"topic\":\"org.twinsuite.e2e/pump1/things/live/messages/"
            + subject
            + "\",\"headers\":{\"correlation-id\":\"c-"
            + subject
            + "\",\"content-type\":\"application/json\"},\"path\":\"/outbox/messages/"
            + subject
            + "\",\"value\":"
            + samples
            + "}";
    plant
        .raw
        .send(TOPIC, TestPlant.thing("pump1"), Map.of(), json.getBytes(StandardCharsets.UTF_8))
        .toCompletableFuture()
        .join();
  }
}
