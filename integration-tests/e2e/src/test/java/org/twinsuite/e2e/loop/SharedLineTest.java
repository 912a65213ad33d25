package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.e2e.camelditto.KafkaTarget;
import org.twinsuite.sandbox.process.AppProcess;

/** Two processes share the machines over Kafka; one is killed (SIGKILL). */
class SharedLineTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final int MACHINES = 10;
  private static final String FAST =
      "session.timeout.ms=6000\nheartbeat.interval.ms=1000\nmetadata.max.age.ms=500\n";

  @TempDir Path folder;

  @Test
  void theOtherTakesOverAndEachFaultHasOneOrder() throws Exception {
    Server database =
        Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString())
            .start();
    String[] names = IntStream.range(0, MACHINES).mapToObj(i -> "m" + i).toArray(String[]::new);
    try (TestPlant plant = new TestPlant(folder)) {
      plant.kafka.createTopics(4, List.of("twin-events"));
      try (KafkaTarget connection =
          new KafkaTarget(
              plant.ditto.port(),
              plant.kafka.bootstrapServers(),
              "twin-events",
              "org.twinsuite.e2e")) {
        plant.provisionApart(names);
        Map<String, String> options = options(plant, database.getPort());
        Map<String, String> other = other(options);
        try (AppProcess one = AppProcess.start(other, folder, "512m");
            AppProcess two = AppProcess.start(options, folder, "512m")) {
          // GIVEN two processes that share the groups
          await()
              .atMost(LONG)
              .untilAsserted(
                  () -> {
                    assertThat(one.log()).contains("groups taken over");
                    assertThat(two.log()).contains("groups taken over");
                  });
          // AND machines whose signal is bad, though not for long enough
          bad(plant, names, 0, 5);
          await()
              .atMost(LONG)
              .untilAsserted(
                  () -> {
                    for (String name : names) {
                      assertThat(plant.twin(name)).as(two.log()).contains("T00:40:00");
                    }
                    assertThat(handled(database.getPort())).isGreaterThanOrEqualTo(5 * MACHINES);
                  });
          assertThat(plant.maximo.orders()).isEmpty();
          // WHEN one is killed while the signal stays bad
          bad(plant, names, 5, 6);
          one.kill();
          bad(plant, names, 6, 10);
          // THEN each machine has one order, shown in its twin
          for (String name : names) {
            await(name)
                .atMost(LONG)
                .untilAsserted(
                    () ->
                        assertThat(plant.twin(name))
                            .as(two.log())
                            .contains("\"orderNumber\"", "T01:30:00"));
          }
          for (String name : names) {
            assertThat(plant.orders(name)).as(name).hasSize(1);
          }
          // AND what came after the kill was not enough: what was before counted too
          assertThat(two.log()).contains("things rebuilt");
        }
      }
    } finally {
      database.stop();
    }
  }

  /**
   * All machines move on step by step, and not so far after the kill that those whose changes wait
   * to be taken over look silent.
   */
  private static void bad(TestPlant plant, String[] names, int from, int to) {
    for (int step = from; step < to; step++) {
      for (String name : names) {
        plant.vibration(name, TestPlant.START.plusSeconds(600L * step), 5.5);
      }
    }
  }

  private Map<String, String> options(TestPlant plant, int databasePort) throws Exception {
    Path kafka = Files.writeString(folder.resolve("kafka.properties"), FAST);
    Map<String, String> options = plant.options();
    options.put("twinsuite.db.url", url(databasePort));
    options.put("twinsuite.instance", "two");
    options.put("twinsuite.instance.timeout", "PT3S");
    options.put("twinsuite.changes.source", "kafka");
    options.put("twinsuite.changes.kafka-properties", kafka.toString());
    return options;
  }

  /** Takes no telemetry, so that the messages of machines do not wait for its death to be known. */
  private Map<String, String> other(Map<String, String> options) throws Exception {
    Map<String, String> other = new java.util.TreeMap<>(options);
    other.put("twinsuite.instance", "one");
    other.put("twinsuite.hono.tenant", "");
    other.put("twinsuite.history.file", folder.resolve("history-one.duckdb").toString());
    try (ServerSocket free = new ServerSocket(0)) {
      other.put("twinsuite.http.port", String.valueOf(free.getLocalPort()));
    }
    return other;
  }

  private static String url(int port) {
    return "jdbc:h2:tcp://127.0.0.1:" + port + "/./shared";
  }

  /** Changes whose consequences are stored. */
  private static long handled(int port) throws Exception {
    try (var connection = java.sql.DriverManager.getConnection(url(port), "twinsuite", "");
        var rows =
            connection
                .createStatement()
                .executeQuery("select coalesce(sum(revision - 1), 0) from handled")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
