package org.twinsuite.ditto.extensions.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.eclipse.ditto.json.CborFactory;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.twinsuite.twin.Quality;
import org.twinsuite.twin.TwinPoint;

/** What the twin gets, and that its CBOR, which Ditto sends, says the same as its fields. */
class FeaturesJsonTest {

  private static final CborFactory CBOR =
      ServiceLoader.load(CborFactory.class).findFirst().orElseThrow();
  private static final String EARLIER = "2026-11-21T10:00:00.000Z";
  private static final String LATER = "2026-11-21T10:00:01.000Z";

  private final FeaturesJson features = new FeaturesJson();

  @Test
  void writesAMeasuredPoint() {
    JsonObject json =
        features.of(
            List.of(point("flow", JsonValue.of(2.5), "m3/h", Quality.GOOD, EARLIER)), LATER);

    assertThat(json)
        .hasToString(
            "{\"flow\":{\"properties\":{\"value\":2.5,\"unit\":\"m3/h\","
                + "\"quality\":{\"severity\":\"good\",\"code\":\"Good\"},"
                + "\"sourceTimestamp\":\""
                + EARLIER
                + "\",\"serverTimestamp\":\""
                + LATER
                + "\",\"receivedAt\":\""
                + LATER
                + "\"}}}");
  }

  @Test
  void cborSaysTheSameAsTheFieldsOnEachLevel() {
    // GIVEN a point for each kind of value
    JsonValue[] values = {
      JsonValue.of(60.0),
      JsonValue.of(-2.5),
      JsonValue.of(7),
      JsonValue.of(3_000_000_000L),
      JsonValue.of(1.8e19),
      JsonValue.of(true),
      JsonValue.of("größer als 100 °C"),
      null,
      JsonFactory.readFrom("[1,2.5,60.0,3000000000,true,\"text\",null]"),
      JsonFactory.readFrom("[]")
    };
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      String unit = i % 3 == 0 ? null : i % 3 == 1 ? "kPa" : TwinPoint.UNKNOWN_UNIT;
      points.add(point("tag" + i, values[i], unit, Quality.GOOD, i < 5 ? EARLIER : LATER));
    }
    points.add(point("bad", JsonValue.of(1), "kPa", Quality.bad("Null"), EARLIER));

    // WHEN they are written, twice with the same parts
    features.of(points.subList(3, 7), EARLIER);
    JsonObject json = features.of(points, LATER);

    // THEN what Ditto sends of the whole and of every part is what it reads
    same(json);
    assertThat(json.getKeys()).hasSize(points.size());
    json.forEach(
        feature -> {
          same(feature.getValue());
          same(feature.getValue().asObject().getValue("properties").orElseThrow());
        });
    assertThat(json.getValue("tag0/properties/value")).hasToString("Optional[60]");
    assertThat(json.getValue("tag8/properties/value"))
        .hasToString("Optional[[1,2.5,60,3000000000,true,\"text\",null]]");
    assertThat(json.getValue("bad/properties/value")).hasValue(JsonFactory.nullLiteral());
  }

  @Test
  void writesThePointOfTheTwinModel() {
    // GIVEN points with and without their parts
    for (String unit : new String[] {"kPa", null, TwinPoint.UNKNOWN_UNIT}) {
      for (Quality quality :
          new Quality[] {Quality.GOOD, Quality.bad("Stale"), Quality.uncertain(null)}) {
        TwinPoint model =
            new TwinPoint(
                "a/b",
                JsonValue.of(2.5),
                unit,
                quality,
                Instant.parse(EARLIER),
                Instant.parse(LATER),
                Instant.parse(LATER));

        // WHEN they are written the fast way
        JsonObject json =
            features.of(
                List.of(
                    new Point("a/b", JsonValue.of(2.5), unit, quality, 0, EARLIER, LATER, false)),
                LATER);

        // THEN it is what the twin model says
        assertThat(json.toString()).isEqualTo(TwinPoint.features(List.of(model)).toString());
      }
    }
  }

  private static void same(JsonValue value) {
    try {
      assertThat(CBOR.readFrom(CBOR.toByteArray(value)).toString()).isEqualTo(value.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Point point(
      String tag, JsonValue value, String unit, Quality quality, String source) {
    return new Point(tag, value, unit, quality, 0, source, LATER, false);
  }
}
