package org.twinsuite.sandbox.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.Test;

class TelemetryJsonTest {

  @Test
  void messageHoldsTimeAndPoints() {
    Sample sample =
        new Sample(
            "org.test:pump-1",
            Instant.parse("2026-01-01T00:00:00Z"),
            Map.of("vibration", new Reading(1.2, "mm/s")));

    assertThat(JsonObject.of(new String(TelemetryJson.encode(sample), StandardCharsets.UTF_8)))
        .isEqualTo(
            JsonObject.of(
                "{\"at\":\"2026-01-01T00:00:00.000Z\",\"points\":"
                    + "{\"vibration\":{\"value\":1.2,\"unit\":\"mm/s\"}}}"));
  }
}
