package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.Consequences;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CommandConfirmation;
import org.twinsuite.rules.action.DeviceCommand;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.action.ReservePart;
import org.twinsuite.rules.action.ScadaWrite;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RuleInfo;

/** Every kind of action that is no order leaves the house, or is parked with the reason. */
class ActionsTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Instant AT = TestPlant.START;
  private static final String THING = TestPlant.thing("pump1");
  private static final Evidence EVIDENCE =
      new Evidence("R", "1", "hash", "because", List.of(), List.of(), null, List.of(), "corr", AT);
  private static final String TAGS =
      """
      sources:
        line1: { url: "opc.tcp://127.0.0.1:1", publishing: 500, unsignedWrites: true }
      tags:
        - { source: line1, tag: "ns=2;s=Speed", thing: "%1$s", feature: speed, unit: 1/min, write: { min: 0, max: 1500 } }
        - { source: line1, tag: "ns=2;s=Flow", thing: "%1$s", feature: flow, unit: m3/h }
      """
          .formatted(THING);

  @TempDir Path folder;

  @Test
  void actionsAreCarriedOutOrParkedWithTheReason() throws Exception {
    ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    HttpServer people = people(told);
    try (TestPlant plant = new TestPlant(folder)) {
      plant.kafka.createTopics(
          1,
          List.of("hono.command." + TestPlant.TENANT, "hono.command_response." + TestPlant.TENANT));
      plant.provision("pump1");
      Map<String, String> options = plant.options();
      options.put(
          "twinsuite.notify.shift", "http://127.0.0.1:" + people.getAddress().getPort() + "/told");
      options.put(
          "twinsuite.scada.tags", Files.writeString(folder.resolve("tags.yaml"), TAGS).toString());
      // GIVEN
      record(
          options,
          new Notify(THING, "wear", 1, "TS1", "shift", "Pump 1 is loud", AT, EVIDENCE),
          new Notify(THING, "wear", 1, "TS2", "nobody", "Pump 1 is loud", AT, EVIDENCE),
          new DeviceCommand(
              THING, "wear", 1, "TS3", "slow", "{\"to\":900}", null, null, AT, EVIDENCE),
          new DeviceCommand(
              THING, "wear", 1, "TS9", "beep", null, CommandConfirmation.NONE, null, AT, EVIDENCE),
          new ScadaWrite(THING, "wear", 1, "TS4", "speed", 9000, "1/min", AT, EVIDENCE),
          new ScadaWrite(THING, "wear", 1, "TS5", "flow", 1, "m3/h", AT, EVIDENCE),
          new ScadaWrite(THING, "wear", 1, "TS6", "speed", 1, "Hz", AT, EVIDENCE),
          new ScadaWrite(THING, "wear", 1, "TS7", "height", 1, "m", AT, EVIDENCE),
          new ReservePart(THING, "wear", 1, "TS8", "bearing", 1, AT, AT, EVIDENCE));
      // WHEN
      App app = App.start(options);
      try {
        // THEN
        await().atMost(LONG).until(() -> !told.isEmpty());
        assertThat(told).containsExactly("TS1:Notify:shift Pump 1 is loud");
        assertThat(answered(plant, "slow")).contains("{\"to\":900}");
        // AND a command is done when the device says so; one that is one-way is only sent
        await()
            .atMost(LONG)
            .untilAsserted(
                () ->
                    assertThat(plant.page("/trace/TS3").body())
                        .contains("accepted by the device (200)"));
        await()
            .atMost(LONG)
            .untilAsserted(
                () -> assertThat(plant.page("/trace/TS9").body()).contains("sent, not confirmed"));
        // AND what is for a channel nobody configured is shown
        await()
            .atMost(LONG)
            .until(() -> plant.page("/api/messages").body().contains("\"channel\":\"nobody\""));
        assertThat(plant.html("/operations", "").body()).contains("<td>nobody</td>");
        await()
            .atMost(LONG)
            .untilAsserted(
                () ->
                    assertThat(plant.page("/parked").body())
                        .doesNotContain("nobody")
                        .contains("9000.0 is outside 0.0 to 1500.0")
                        .contains("is not writable")
                        .contains("the rule writes Hz, the tag is in 1/min")
                        .contains("no tag feeds " + THING + "/height")
                        .contains("attributes/erp/system is missing"));
      } finally {
        app.close();
      }
    } finally {
      people.stop(0);
    }
  }

  private static HttpServer people(ConcurrentLinkedQueue<String> told) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/told",
        exchange -> {
          String text =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          told.add(exchange.getRequestHeaders().getFirst("Idempotency-Key") + ' ' + text);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** As the rules would have decided them. */
  private static void record(Map<String, String> options, Action... actions) {
    try (Database database = Database.open(AppConfig.of(options))) {
      AutonomyStore autonomy =
          new AutonomyStore(
              database, () -> Map.of("R", new RuleInfo("R", "rule", "1", "me", Autonomy.AUTO, 9)));
      Consequences consequences = new Consequences();
      consequences.decided(List.of(actions), List.of());
      new ChangeLedger(database, autonomy).store(consequences);
    }
  }

  /** Waits for a command and answers it as the device does. */
  private static String answered(TestPlant plant, String subject) throws Exception {
    String servers = plant.kafka.bootstrapServers();
    try (KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers",
                    servers,
                    "group.id",
                    "device",
                    "auto.offset.reset",
                    "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", servers),
                new StringSerializer(),
                new StringSerializer())) {
      consumer.subscribe(List.of("hono.command." + TestPlant.TENANT));
      List<ConsumerRecord<String, String>> found = new ArrayList<>();
      await()
          .atMost(LONG)
          .until(
              () -> {
                for (ConsumerRecord<String, String> sent : consumer.poll(Duration.ofMillis(200))) {
                  if (subject.equals(header(sent, "subject"))) {
                    found.add(sent);
                  }
                }
                return !found.isEmpty();
              });
      ConsumerRecord<String, String> command = found.get(0);
      assertThat(command.key()).isEqualTo(THING);
      ProducerRecord<String, String> answer =
          new ProducerRecord<>("hono.command_response." + TestPlant.TENANT, THING, "done");
      answer
          .headers()
          .add("correlation-id", command.headers().lastHeader("correlation-id").value());
      answer.headers().add("status", "200".getBytes(StandardCharsets.UTF_8));
      producer.send(answer).get();
      return command.value();
    }
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
