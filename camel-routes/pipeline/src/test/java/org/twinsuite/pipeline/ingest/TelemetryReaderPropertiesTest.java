package org.twinsuite.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.twinsuite.twin.WellFormedText;

class TelemetryReaderPropertiesTest {
  private final TelemetryReader reader = new TelemetryReader(new Units(List.of()), 4_096, 1_000);

  @Property
  void anyBytesGiveAPointOrAReason(@ForAll byte[] payload) {
    Telemetry telemetry = reader.read(payload, Instant.EPOCH);
    assertThat(telemetry.points().size() + telemetry.problems().size()).isPositive();
  }

  /** Halves of surrogate pairs included, as jqwik's strings have them. */
  @Property
  void anyTagUnitAndQualityGiveAWritablePointOrAReason(
      @ForAll String tag, @ForAll String unit, @ForAll String quality) throws Exception {
    ObjectNode message = JsonMapper.builder().build().createObjectNode();
    message
        .putObject("points")
        .putObject(tag)
        .put("value", 1)
        .put("unit", unit)
        .put("quality", quality);
    // a device escapes what UTF-8 cannot carry
    byte[] payload =
        JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writeValueAsBytes(message);
    Telemetry telemetry = reader.read(payload, Instant.EPOCH);
    assertThat(telemetry.points().size() + telemetry.problems().size()).isPositive();
    for (Point point : telemetry.points()) {
      assertThat(WellFormedText.isWellFormed(point.feature())).isTrue();
      assertThat(point.unit() == null || WellFormedText.isWellFormed(point.unit())).isTrue();
    }
    telemetry
        .problems()
        .forEach(problem -> assertThat(WellFormedText.isWellFormed(problem.text())).isTrue());
  }

  @Property
  void anyNumberAsTimeIsATimeOfThisAgeOrAmbiguous(@ForAll BigDecimal at) {
    Telemetry telemetry =
        reader.read(("{\"at\":" + at + ",\"points\":{\"x\":1}}").getBytes(), Instant.EPOCH);
    if (telemetry.problems().isEmpty()) {
      assertThat(telemetry.points().get(0).sourceTime())
          .isBetween(Instant.parse("2001-09-09T00:00:00Z"), Instant.parse("2286-11-21T00:00:00Z"));
    } else {
      assertThat(telemetry.problems()).singleElement().asString().contains("ambiguous");
    }
  }

  @Property
  void anyNumberArrivesUnchanged(@ForAll double value) {
    Telemetry telemetry =
        reader.read(("{\"points\":{\"x\":" + value + "}}").getBytes(), Instant.EPOCH);
    if (Double.isFinite(value)) {
      assertThat(telemetry.points()).singleElement().extracting(Point::value).isEqualTo(value);
    } else {
      assertThat(telemetry.problems()).hasSize(1);
    }
  }
}
