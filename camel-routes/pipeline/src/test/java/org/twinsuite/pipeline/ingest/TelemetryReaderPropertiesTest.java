package org.twinsuite.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TelemetryReaderPropertiesTest {
  private final TelemetryReader reader = new TelemetryReader(new Units(List.of()), 4_096);

  @Property
  void anyBytesGiveAPointOrAReason(@ForAll byte[] payload) {
    Telemetry telemetry = reader.read(payload, Instant.EPOCH);
    assertThat(telemetry.points().size() + telemetry.problems().size()).isPositive();
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
