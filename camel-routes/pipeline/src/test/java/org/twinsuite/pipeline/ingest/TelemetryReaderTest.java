package org.twinsuite.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.rules.fact.Quality;

class TelemetryReaderTest {
  private static final Instant CREATED = Instant.parse("2026-01-31T10:00:00Z");
  private final TelemetryReader reader =
      new TelemetryReader(new Units(List.of("vibration=mm/s", "temperature=Cel")), 4_096, 100);

  private Telemetry read(String json) {
    return reader.read(json.getBytes(StandardCharsets.UTF_8), CREATED);
  }

  @Test
  void readsPointsWithUnitQualityAndTime() {
    Telemetry telemetry =
        read(
            "{\"at\":\"2026-01-31T09:59:58.500Z\",\"points\":{\"vibration\":{\"value\":2.5,"
                + "\"unit\":\"mm/s\",\"quality\":\"uncertain\"},\"speed\":1480}}");
    assertThat(telemetry.problems()).isEmpty();
    assertThat(telemetry.points())
        .containsExactly(
            new Point(
                "vibration",
                2.5,
                "mm/s",
                Quality.UNCERTAIN,
                Instant.parse("2026-01-31T09:59:58.500Z")),
            new Point(
                "speed", 1480, null, Quality.GOOD, Instant.parse("2026-01-31T09:59:58.500Z")));
  }

  @Test
  void convertsToTheUnitOfTheTwin() {
    Telemetry telemetry =
        read(
            "{\"points\":{\"vibration\":{\"value\":0.0021,\"unit\":\"m/s\"},"
                + "\"temperature\":{\"value\":300.15,\"unit\":\"K\"}}}");
    assertThat(telemetry.problems()).isEmpty();
    assertThat(telemetry.points().get(0).value()).isCloseTo(2.1, within(1e-9));
    assertThat(telemetry.points().get(0).unit()).isEqualTo("mm/s");
    assertThat(telemetry.points().get(1).value()).isCloseTo(27.0, within(1e-9));
    assertThat(telemetry.points().get(1).sourceTime()).isEqualTo(CREATED);
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"points\":{\"vibration\":{\"value\":NaN}}} | points.vibration: value is NaN",
        "{\"points\":{\"vibration\":{\"value\":\"high\"}}} | points.vibration: value must be a number",
        "{\"points\":{\"vibration\":{\"value\":1,\"unit\":\"furlong\"}}} | unit 'furlong'",
        "{\"points\":{\"vibration\":{\"value\":1,\"unit\":\"bar\"}}} | cannot be converted to 'mm/s'",
        "{\"points\":{\"vibration\":{\"value\":1,\"quality\":\"fine\"}}} | quality",
        "{\"points\":{\"vibration\":{\"value\":1,\"at\":\"noon\"}}} | 'noon' is not a valid ISO-8601 instant",
        "{\"at\":\"noon\",\"points\":{\"vibration\":1}} | at: 'noon'",
        "{\"points\":{\"forecast:rul\":1}} | reserved for what the suite itself writes",
        "{\"points\":{\"vibration\":{\"value\":1e308,\"unit\":\"m/s\"}}} | too large in 'mm/s'",
        "{\"points\":{\"flow\":{\"value\":1,\"at\":\"+1000000000-12-31T00:00:00Z\"}}} | 1970 to 9999",
        "{\"at\":-1,\"points\":{\"flow\":1}} | at: '-1' is ambiguous",
        "{\"at\":20260301,\"points\":{\"flow\":1}} | at: '20260301' is ambiguous",
        "{\"at\":1E+999999,\"points\":{\"flow\":1}} | ambiguous",
        "{\"at\":true,\"points\":{\"flow\":1}} | at: a time must be a text or a number",
        "{\"points\":{\"temp\\ud83d\":1}} | is not well-formed",
        "{\"points\":{\"flow\":{\"value\":1,\"unit\":\"\\ude00\"}}} | points.flow: 'unit' is not well-formed",
        "{\"value\":1} | points is missing",
        "{\"points\": | not JSON",
      })
  void namesTheFieldAndTheFix(String json, String problem) {
    assertThat(read(json).problems()).singleElement().asString().contains(problem);
  }

  @Test
  void aBadPointDoesNotTakeTheOthersAlong() {
    Telemetry telemetry = read("{\"points\":{\"vibration\":NaN,\"temperature\":41}}");
    assertThat(telemetry.points()).extracting(Point::feature).containsExactly("temperature");
    assertThat(telemetry.problems()).hasSize(1);
  }

  @Test
  void nullAndEmptyPayloadsAndGiantsAreToldApart() {
    assertThat(reader.read(null, CREATED).problems())
        .singleElement()
        .asString()
        .contains("no payload");
    assertThat(reader.read(new byte[0], CREATED).problems()).hasSize(1);
    assertThat(reader.read(new byte[5_000], CREATED).problems())
        .singleElement()
        .asString()
        .contains("5000 bytes")
        .contains("twinsuite.ingest.max-payload");
  }

  @Test
  void aValueThatIsKnownToBeMissingKeepsItsQuality() {
    Telemetry telemetry = read("{\"points\":{\"vibration\":{\"value\":null,\"quality\":\"bad\"}}}");
    assertThat(telemetry.problems()).isEmpty();
    assertThat(telemetry.points().get(0).value()).isNaN();
  }
}
