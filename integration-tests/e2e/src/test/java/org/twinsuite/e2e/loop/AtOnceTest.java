package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.sandbox.scada.OpcUaPlant;

/**
 * From a sample to the plant: a rule slows a pump down over OPC UA and sends its device a command.
 */
class AtOnceTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String RULE =
      """
      package test
      import org.twinsuite.rules.detect.LevelDetector
      global org.twinsuite.rules.engine.Findings findings
      rule "Level" @ruleId("T-1") @version("1") @owner("me") @autonomy("auto") @budget("9")
      when $w : LevelDetector(ruleId == "T-1", violationCount >= required)
      then findings.raise($w); findings.respond($w, "T-2"); end
      rule "Slow down" @ruleId("T-2") @version("1") @owner("me") @autonomy("approve") @budget("9")
      when eval(false) then end
      """;
  private static final String RESPONSES =
      """
      rule,class,failureMode,stage,action,target,value,unit,least,most
      T-2,*,wear,alarm,scada,speed-setpoint,80%,1/min,600,3600
      T-2,*,wear,alarm,command,slow-down,900,1/min,600,3600
      """;

  @TempDir Path folder;

  @Test
  void afterAPlannersYesTheControlSystemAndTheDeviceAreTold() throws Exception {
    try (OpcUaPlant control = new OpcUaPlant(3);
        TestPlant plant = new TestPlant(folder)) {
      // GIVEN a running pump whose control system has a set point for its speed
      control.start();
      control.set("tag1", 1500.0, 0, Instant.now());
      plant.kafka.createTopics(1, List.of("hono.command." + TestPlant.TENANT));
      plant.provision("pump1");
      Map<String, String> options = plant.options();
      options.put("twinsuite.rules.folder", pack().toString());
      options.put("twinsuite.rules.level", "pack");
      options.putAll(TestPlant.USERS);
      options.put("twinsuite.scada.tags", tags(control).toString());
      App app = App.start(options);
      try {
        plant.send(
            "pump1",
            TestPlant.START,
            "{\"at\":\"%s\",\"points\":{\"speed-setpoint\":{\"value\":1500,\"unit\":\"1/min\"}}}"
                .formatted(TestPlant.START));
        // WHEN it goes bad
        plant.vibration("pump1", 1, 20, 6.0);
        // THEN there is an order at once, and nothing else leaves before a planner says yes
        await()
            .atMost(LONG)
            .untilAsserted(
                () ->
                    assertThat(plant.orders("pump1"))
                        .as(
                            () ->
                                plant.page("/api/parked", TestPlant.ADMIN).body()
                                    + plant.page("/api/prescriptions", TestPlant.ADMIN).body())
                        .hasSize(1));
        String reference = reference(plant);
        assertThat(control.get("tag1")).isEqualTo(1500);
        assertThat(
                plant
                    .page("/api/prescriptions/" + reference + "/picture.svg", TestPlant.ADMIN)
                    .body())
            .startsWith("<svg")
            .contains("vibration");
        await()
            .atMost(LONG)
            .untilAsserted(
                () ->
                    assertThat(plant.html("/orders?show=decide", TestPlant.ADMIN).body())
                        .contains("/orders/" + reference));
        assertThat(plant.html("/orders/" + reference, TestPlant.ADMIN).body())
            .contains("speed-setpoint is to become 1200 1/min");
        // WHEN
        assertThat(
                plant
                    .post(
                        "/api/prescriptions/" + reference + "/approve",
                        TestPlant.ADMIN,
                        "application/json",
                        "{\"why\":\"yes\"}")
                    .status())
            .isEqualTo(200);
        // THEN
        await().atMost(LONG).until(() -> control.get("tag1") == 1200.0);
        ConsumerRecord<String, String> command = command(plant);
        assertThat(command.key()).isEqualTo(TestPlant.thing("pump1"));
        assertThat(command.value()).isEqualTo("{\"value\":900.0,\"unit\":\"1/min\"}");
        assertThat(header(command, "subject")).isEqualTo("slow-down");
        assertThat(header(command, "device_id")).isEqualTo(TestPlant.thing("pump1"));
        assertThat(plant.page("/parked", TestPlant.ADMIN).body()).doesNotContain(reference);
      } finally {
        app.close();
      }
    }
  }

  private Path pack() throws Exception {
    RulePackFolder pack = RulePackFolder.write(folder.resolve("pack"), "auto", 9);
    Files.writeString(pack.folder().resolve("condition.drl"), RULE);
    Files.writeString(pack.folder().resolve("responses.csv"), RESPONSES);
    return pack.folder();
  }

  private Path tags(OpcUaPlant control) throws Exception {
    return Files.writeString(
        folder.resolve("tags.yaml"),
        """
        sources:
          line1: { url: "%s", publishing: 50, timeout: PT30S, unsignedWrites: true }
        tags:
          - { source: line1, tag: "%s", thing: "%s", feature: speed-setpoint, unit: 1/min, write: { min: 600, max: 3600 } }
        """
            .formatted(control.url(), control.address("tag1"), TestPlant.thing("pump1")));
  }

  private static String reference(TestPlant plant) {
    Matcher found =
        Pattern.compile("\"reference\":\"(TS\\w{16})\"")
            .matcher(plant.page("/api/prescriptions", TestPlant.ADMIN).body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8)
        .replace("\"", "");
  }

  private static ConsumerRecord<String, String> command(TestPlant plant) {
    try (KafkaConsumer<String, String> device =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                plant.kafka.bootstrapServers(),
                "group.id",
                "device",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      device.subscribe(List.of("hono.command." + TestPlant.TENANT));
      List<ConsumerRecord<String, String>> got = new java.util.ArrayList<>();
      await()
          .atMost(LONG)
          .until(
              () -> {
                device.poll(Duration.ofMillis(200)).forEach(got::add);
                return !got.isEmpty();
              });
      assertThat(got).hasSize(1);
      return got.get(0);
    }
  }
}
