package org.twinsuite.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;

/** The shape of a point, and what belongs to it. */
final class TwinPointTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void aPointIsThePropertiesOfItsFeature() {
    // GIVEN
    TwinPoint point = new TwinPoint("a/b", JsonValue.of(61.5), "Cel", Quality.GOOD, NOW, NOW, NOW);

    // WHEN
    JsonObject features = TwinPoint.features(List.of(point));

    // THEN a slash is part of the id
    assertThat(features.getKeys()).hasSize(1);
    assertThat(features.getField("a/b")).isEmpty();
    assertThat(features.iterator().next().getValue())
        .isEqualTo(
            JsonFactory.newObject(
                """
                {"properties":{"value":61.5,"unit":"Cel","quality":{"severity":"good","code":"Good"},
                "sourceTimestamp":"2026-03-01T00:00:00.000Z",
                "serverTimestamp":"2026-03-01T00:00:00.000Z",
                "receivedAt":"2026-03-01T00:00:00.000Z"}}"""));
  }

  @Test
  void aBadValueIsNotShown() {
    TwinPoint point =
        new TwinPoint(
            "t", JsonValue.of(0), null, Quality.bad("Bad_SensorFailure"), null, null, NOW);

    assertThat(point.properties())
        .isEqualTo(
            JsonFactory.newObject(
                """
                {"value":null,"quality":{"severity":"bad","code":"Bad_SensorFailure"},
                "receivedAt":"2026-03-01T00:00:00.000Z"}"""));
  }

  @Test
  void aUnitThatIsNotUnderstoodIsTakenFromTheTwin() {
    TwinPoint unknown =
        new TwinPoint("t", JsonValue.of(5), TwinPoint.UNKNOWN_UNIT, Quality.GOOD, NOW, null, NOW);
    TwinPoint silent = new TwinPoint("t", JsonValue.of(5), null, Quality.GOOD, NOW, null, NOW);

    // null in a merge patch removes what was there (RFC 7396)
    assertThat(unknown.properties().getValue("unit")).contains(JsonFactory.nullLiteral());
    assertThat(silent.properties().getValue("unit")).isEmpty();
  }

  @Test
  void furtherPropertiesWin() {
    JsonObject more = JsonObject.newBuilder().set("active", true).set("value", 800).build();
    TwinPoint point = new TwinPoint("t", null, null, Quality.GOOD, NOW, null, NOW, more);

    assertThat(point.properties().getValue("value")).contains(JsonValue.of(800));
    assertThat(point.properties().getValue("active")).contains(JsonValue.of(true));
  }

  @Test
  void timesHaveThreeDigits() {
    assertThat(IsoInstant.format(NOW)).isEqualTo("2026-03-01T00:00:00.000Z");
    assertThat(IsoInstant.format(NOW.plusNanos(1_999_999))).isEqualTo("2026-03-01T00:00:00.001Z");
    assertThatThrownBy(() -> IsoInstant.format(Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(IsoInstant.parse("2026-03-01T01:00:00+01:00")).isEqualTo(NOW.toEpochMilli());
    assertThat(IsoInstant.parse("yesterday")).isEqualTo(IsoInstant.UNKNOWN);
  }

  @Test
  void aNamespaceIsAllowedByNameOrBelowAnother() {
    Namespaces some = new Namespaces(List.of("org.a", "org.plant.*"));

    assertThat(some.allow("org.a:d1")).isTrue();
    assertThat(some.allow("org.plant.berlin:d1")).isTrue();
    assertThat(some.allow("org.b:d1")).isFalse();
    assertThat(some.allow("org.aa:d1")).isFalse();
    assertThat(some.allow("org.a.b:d1")).isFalse();
    assertThat(some.allow("org.plant:d1")).isFalse();
    assertThat(Namespaces.ANY.allow("org.b:d1")).isTrue();
    assertThatThrownBy(() -> new Namespaces(List.of("org..a")))
        .hasMessageContaining("is not a valid namespace");
  }

  @Test
  void pointersHoldEveryId() {
    assertThat(Pointers.property("a/b~c", "value")).isEqualTo("/features/a~1b~0c/properties/value");
    assertThat(Pointers.escape("a/b~c")).isEqualTo("a~1b~0c");
  }
}
