package org.twinsuite.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.pipeline.store.ParkingLimits;

/** What a device may send, and what of it harms only itself. */
class HostileMessagesTest {
  private IngestHarness line;

  @BeforeEach
  void open() throws Exception {
    line = new IngestHarness();
  }

  @AfterEach
  void close() {
    line.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mm /s", "{", "km9999", "m2147483647", "温度", "[", "(((((((((("})
  void aUnitThatCannotBeReadIsAProblemOfItsPoint(String unit) {
    // WHEN
    var exchange =
        line.send(
            "org.x:d1",
            "{\"points\":{\"vibration\":1.5,\"temperature\":{\"value\":20,\"unit\":\""
                + unit
                + "\"}}}");
    // THEN
    assertThat(exchange.getException()).isNull();
    assertThat(line.merged).singleElement().asString().contains("vibration");
    assertThat(line.reasons()).singleElement().asString().startsWith("points.temperature: unit '");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pump \\ud83d", "pump \\ude00 x", "\\ude00\\ud83d", "temp\\ud83d"})
  void halfAnEmojiIsAProblemOfItsPoint(String tag) {
    var exchange = line.send("org.x:d1", "{\"points\":{\"flow\":1,\"" + tag + "\":2}}");
    assertThat(exchange.getException()).isNull();
    assertThat(line.merged).singleElement().asString().contains("flow");
    assertThat(line.reasons()).singleElement().asString().contains("is not well-formed");
    // AND what the twin is told of it can be written
    assertThat(line.noted()).singleElement().asString().contains("data-quality");
  }

  @Test
  void aDeviceWritesNoThingOfAnotherTenant() {
    // WHEN
    line.send("org.b:d1", "{\"points\":{\"flow\":1}}");
    // THEN it is parked, and the other's twin shows nothing of it
    assertThat(line.merged).isEmpty();
    assertThat(line.reasons())
        .singleElement()
        .asString()
        .contains("a device of tenant 'org.x' may not write org.b:d1")
        .contains("twinsuite.hono.namespaces");
    assertThat(line.noted()).isEmpty();
    assertThat(line.counted("twinsuite.ingest.foreign")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.x.y:d1", "org:d1", "ORG.X:d1", "org.xx:d1"})
  void aNamespaceThatOnlyLooksLikeTheTenantIsAnothers(String device) {
    line.send(device, "{\"points\":{\"flow\":1}}");
    assertThat(line.merged).isEmpty();
    assertThat(line.reasons()).hasSize(1);
  }

  @Test
  void aTenantWritesTheNamespacesItIsMappedTo() {
    Map<String, Object> shared = Map.of(HonoConstants.TENANT, "shared");
    line.send("org.b:d1", "{\"points\":{\"flow\":1}}", shared);
    line.send("org.c.hall:d1", "{\"points\":{\"flow\":1}}", shared);
    assertThat(line.merged).hasSize(2);
    line.send("shared:d1", "{\"points\":{\"flow\":1}}", shared);
    line.send("org.c:d1", "{\"points\":{\"flow\":1}}", shared);
    assertThat(line.merged).hasSize(2);
    assertThat(line.reasons()).hasSize(2);
  }

  @Test
  void namesTheSuiteWritesAreRefused() {
    line.send(
        "org.x:d1",
        "{\"points\":{\"production\":5,\"maintenance\":5,\"data-quality\":5,\"stock:bearing\":5,"
            + "\"baselines\":5,\"health\":5,\"connectivity\":5,\"forecast:rul\":5,"
            + "\"anomaly:flow\":5,\"drift:x\":5,\"flow\":1}}");
    assertThat(line.merged)
        .singleElement()
        .asString()
        .contains("flow")
        .doesNotContain("maintenance");
    assertThat(line.reasons())
        .singleElement()
        .asString()
        .contains("'maintenance' is reserved")
        .contains("'stock:bearing' is reserved");
  }

  @Test
  void namesThatRqlCannotHavePlainAreEscaped() {
    line.send("org.x:d1", "{\"points\":{\"Temp (Outlet)\":61.5,\"a,b\":1}}");
    assertThat(line.reasons()).isEmpty();
    assertThat(line.merged).hasSize(1);
    assertThat(line.conditions)
        .singleElement()
        .asString()
        .contains("features/Temp (Outlet\\u0029/properties")
        .contains("features/a\\u002cb/properties");
  }

  @Test
  void twoThousandBadPointsAreOneParkedItemAndFewCommands() {
    // GIVEN
    String bad =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "\"p" + i + "\":\"x\"")
            .collect(Collectors.joining(","));
    // WHEN
    line.send("org.x:d1", "{\"points\":{" + bad + ",\"flow\":1}}");
    // THEN
    assertThat(line.merged).hasSize(1);
    assertThat(line.reasons())
        .singleElement()
        .asString()
        .startsWith("2000 points cannot be taken, the first 20: ");
    assertThat(line.noted()).hasSize(1);
  }

  @Test
  void pointsThatDittoRefusesAreFewCommandsAtOnceAndOneParkedItem() {
    // GIVEN a model that knows none of them
    AtomicInteger commands = new AtomicInteger();
    line.ditto =
        patch -> {
          commands.incrementAndGet();
          return new DittoCommandException(400, "wot:payload.validation.error", "not known");
        };
    String points =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "\"p" + i + "\":1")
            .collect(Collectors.joining(","));
    // WHEN it comes twice
    line.send("org.x:d1", "{\"points\":{" + points + "}}");
    int first = commands.get();
    line.send("org.x:d1", "{\"points\":{" + points + "}}");
    // THEN
    assertThat(first).isEqualTo(2_001);
    assertThat(commands).hasValue(first);
    assertThat(line.reasons()).hasSize(1);
    assertThat(line.counted("twinsuite.ingest.refused.repeated")).isEqualTo(2_000);
  }

  @Test
  void aMessageOfMorePointsThanAllowedIsParkedWhole() {
    String points =
        IntStream.range(0, 3_001)
            .mapToObj(i -> "\"p" + i + "\":1")
            .collect(Collectors.joining(","));
    line.send("org.x:d1", "{\"points\":{" + points + "}}");
    assertThat(line.merged).isEmpty();
    assertThat(line.reasons()).singleElement().asString().contains("twinsuite.ingest.max-points");
  }

  @Test
  void aPointTheModelDoesNotKnowIsParkedOnceWithDittosDetail() {
    // GIVEN
    line.ditto =
        patch ->
            patch.contains("speed")
                ? new DittoCommandException(
                    400,
                    "wot:payload.validation.error",
                    "The provided payload did not conform to the model.",
                    "Check the validation details. {\"/features/speed\":[\"unknown feature\"]}")
                : null;
    // WHEN
    for (int i = 0; i < 12; i++) {
      line.send("org.x:d1", "{\"points\":{\"flow\":1,\"speed\":" + i + "}}");
    }
    // THEN
    assertThat(line.merged).hasSize(12);
    assertThat(line.reasons())
        .singleElement()
        .asString()
        .contains("Ditto refused speed")
        .contains("unknown feature")
        .contains("Fix: ");
    assertThat(line.counted("twinsuite.ingest.refused.repeated")).isEqualTo(11);
  }

  @Test
  void aMessageThatFailsAgainAndAgainIsParkedAndAnOutageIsWaitedFor() {
    // GIVEN a bug that this message meets
    line.ditto =
        patch -> {
          throw new StackOverflowError("too deep");
        };
    String payload = "{\"points\":{\"flow\":1}}";
    // WHEN it is delivered for the first and the second time
    assertThat(line.send("org.x:d1", payload, at(0)).getException()).isNotNull();
    assertThat(line.send("org.x:d1", payload, at(1)).getException()).isNotNull();
    assertThat(line.reasons()).isEmpty();
    assertThat(line.monitor.problems()).containsKey("ingest");
    // THEN it is parked the third time, and the line does not wait for it any more
    assertThat(line.send("org.x:d1", payload, at(2)).getException()).isNull();
    assertThat(line.reasons()).singleElement().asString().contains("failed 3 times");
    assertThat(line.monitor.problems()).isEmpty();
    // AND it is repeated as often as needed while Ditto is away
    line.ditto = patch -> new DittoUnavailableException("away");
    for (int i = 0; i < 100; i++) {
      assertThat(line.send("org.x:d1", payload, at(i)).getException()).hasMessage("away");
    }
    assertThat(line.reasons()).hasSize(1);
  }

  private static Map<String, Object> at(int redeliveries) {
    return Map.of(
        HonoConstants.TOPIC,
        "hono.telemetry.org.x",
        HonoConstants.PARTITION,
        0,
        HonoConstants.OFFSET,
        7L,
        HonoConstants.REDELIVERIES,
        redeliveries);
  }

  @Test
  void aSampleOfTheFutureCountsAsMeasuredWhenItWasReceived() {
    // GIVEN a message that Hono had five minutes ago
    Instant created = Instant.now().minus(Duration.ofMinutes(5));
    Map<String, Object> headers = Map.of(HonoConstants.CREATION_TIME, created.toEpochMilli());
    // WHEN its clock is an hour ahead, then right
    line.send(
        "org.x:d1",
        "{\"at\":\"" + created.plus(Duration.ofHours(1)) + "\",\"points\":{\"flow\":1}}",
        headers);
    line.send(
        "org.x:d1",
        "{\"at\":\"" + created.plus(Duration.ofSeconds(5)) + "\",\"points\":{\"flow\":2}}",
        headers);
    // THEN
    String received = Instant.ofEpochMilli(created.toEpochMilli()).toString();
    assertThat(line.merged.get(0)).contains("\"sourceTimestamp\":\"" + received.substring(0, 19));
    assertThat(line.merged.get(1))
        .contains(created.plus(Duration.ofSeconds(5)).toString().substring(0, 19));
    // AND the error is measured and told
    assertThat(line.counted("twinsuite.ingest.clock.corrected")).isEqualTo(1);
    assertThat(line.meters.get("twinsuite.ingest.clock.error").gauge().value()).isEqualTo(3_600);
    assertThat(line.noted()).singleElement().asString().contains("clock is 3600 s ahead");
  }

  @Test
  void whatIsBeyondTheShareOfADeviceIsCountedOnly() throws Exception {
    try (IngestHarness small =
        new IngestHarness(new ParkingLimits(1_000, 10, 1_000_000, 1_000_000))) {
      for (int i = 0; i < 100; i++) {
        small.send("org.x:d1", "no JSON");
      }
      // THEN ten and the one that tells it; another device has its own share
      assertThat(small.reasons()).hasSize(11);
      assertThat(small.reasons().get(0)).contains("used up").contains("not JSON");
      assertThat(small.parked.suppressed()).isEqualTo(90);
      small.send("org.x:d2", "no JSON");
      assertThat(small.reasons()).hasSize(12);
    }
  }
}
