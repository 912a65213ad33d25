package org.twinsuite.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.fact.Quality;
import org.twinsuite.twin.TwinPoint;

class TwinPatchTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void aUnitThatIsNotUnderstoodReplacesTheOneOfFormerSamples() {
    // GIVEN points in an unknown unit, in none, and in a known one
    TwinPatch patch =
        TwinPatch.of(
            List.of(
                point("unknown", TwinPoint.UNKNOWN_UNIT),
                point("silent", null),
                point("known", "bar")),
            NOW,
            NOW,
            null);

    // THEN null removes the unit from the twin (RFC 7396)
    assertThat(unit(patch, "unknown")).isEqualTo(JsonValue.nullLiteral());
    assertThat(unit(patch, "silent")).isNull();
    assertThat(unit(patch, "known")).isEqualTo(JsonValue.of("bar"));
  }

  private static Point point(String feature, String unit) {
    return new Point(feature, 5, unit, Quality.GOOD, NOW);
  }

  private static JsonValue unit(TwinPatch patch, String feature) {
    return patch.patch().getValue(JsonPointer.of("/" + feature + "/properties/unit")).orElse(null);
  }
}
