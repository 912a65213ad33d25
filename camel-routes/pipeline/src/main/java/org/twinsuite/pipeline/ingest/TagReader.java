package org.twinsuite.pipeline.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.connectors.scada.AlarmState;
import org.twinsuite.connectors.scada.Signal;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagSample;
import org.twinsuite.connectors.scada.TwinUpdate;
import org.twinsuite.rules.fact.Quality;
import org.twinsuite.twin.FeatureId;
import org.twinsuite.twin.IsoInstant;
import org.twinsuite.twin.WellFormedText;

/** Reads what a control system reports as the points a device would have sent. */
public final class TagReader {
  private static final int TEXT_LENGTH = 4_096;

  private final Units units;

  TagReader(Units units) {
    this.units = units;
  }

  /**
   * What of a tag map could not be brought into twins, each with its line.
   *
   * @param unitPairs {@code feature=unit} pairs of the twins
   */
  public static List<String> mistakes(TagMap map, List<String> unitPairs) {
    Units units = new Units(unitPairs);
    List<String> mistakes = new ArrayList<>();
    for (Tag tag : map.tags()) {
      try {
        FeatureId.of(tag.feature());
        units.requireKnown(tag.unit());
        units.convert(tag.feature(), 0, tag.unit());
      } catch (IllegalArgumentException wrong) {
        mistakes.add(tag.place() + ": feature " + tag.feature() + ": " + wrong.getMessage());
      }
    }
    return mistakes;
  }

  /** The points of an update; what cannot be converted is told, with its line in the tag map. */
  Telemetry read(TwinUpdate update) {
    List<Point> points = new ArrayList<>(update.signals().size());
    List<Telemetry.Problem> problems = new ArrayList<>();
    for (Signal signal : update.signals()) {
      try {
        points.add(signal instanceof TagSample sample ? point(sample) : point((AlarmState) signal));
      } catch (IllegalArgumentException wrong) {
        problems.add(
            new Telemetry.Problem(
                signal.feature(),
                "points." + WellFormedText.shown(signal.feature()) + ": " + wrong.getMessage()));
      }
    }
    return new Telemetry(points, problems);
  }

  private Point point(TagSample sample) {
    Tag tag = sample.tag();
    boolean number = sample.value() instanceof Double value && Double.isFinite(value);
    JsonObjectBuilder given = JsonObject.newBuilder();
    if (sample.value() instanceof Boolean flag) {
      given.set("value", flag);
    } else if (sample.value() instanceof String text) {
      given.set("value", WellFormedText.check("value", text, TEXT_LENGTH));
    } else if (sample.value() instanceof List<?> list) {
      given.set("value", array(list));
    }
    given.set("quality", quality(sample.quality()));
    time(given, "serverTimestamp", sample.serverTimestamp());
    time(given, "receivedAt", sample.receivedAt());
    Units.Converted converted =
        units.convert(tag.feature(), number ? (Double) sample.value() : 0, tag.unit());
    return new Point(
        FeatureId.of(tag.feature()),
        number ? converted.value() : Double.NaN,
        converted.unit(),
        severity(sample.quality()),
        isLoss(sample) ? null : measuredAt(sample),
        given.build());
  }

  private static JsonValue array(List<?> list) {
    JsonArrayBuilder array = JsonArray.newBuilder();
    for (Object element : list) {
      array.add(
          element instanceof List<?> inner
              ? array(inner)
              : element == null ? JsonValue.nullLiteral() : JsonValue.of(element));
    }
    return array.build();
  }

  /** The value is the severity while the alarm is active, and 0 when it is not. */
  private static Point point(AlarmState alarm) {
    JsonObjectBuilder given =
        JsonObject.newBuilder()
            .set("condition", alarm.condition())
            .set("active", alarm.active())
            .set("acknowledged", alarm.acknowledged())
            .set("retain", alarm.retain())
            .set("severity", alarm.severity())
            .set("message", nullable(alarm.message()))
            .set("sourceName", nullable(alarm.sourceName()))
            .set("quality", quality(alarm.quality()));
    if (alarm.confirmed() != null) {
      given.set("confirmed", alarm.confirmed());
    }
    time(given, "receivedAt", alarm.receivedAt());
    return new Point(
        FeatureId.of(alarm.feature()),
        alarm.active() ? alarm.severity() : 0,
        null,
        severity(alarm.quality()),
        measuredAt(alarm),
        given.build());
  }

  /** The connection is lost: nothing was measured, and the next value may be older than that. */
  private static boolean isLoss(TagSample sample) {
    return sample.value() == null && sample.serverTimestamp() == null;
  }

  private static Instant measuredAt(Signal signal) {
    return signal.sourceTimestamp() == null ? signal.receivedAt() : signal.sourceTimestamp();
  }

  private static Quality severity(org.twinsuite.twin.Quality quality) {
    return Quality.parse(quality.severity().text());
  }

  private static JsonObject quality(org.twinsuite.twin.Quality quality) {
    return JsonObject.newBuilder()
        .set("severity", quality.severity().text())
        .set("code", quality.code())
        .build();
  }

  private static JsonValue nullable(String text) {
    return text == null
        ? JsonValue.nullLiteral()
        : JsonValue.of(WellFormedText.check("text", text, TEXT_LENGTH));
  }

  private static void time(JsonObjectBuilder given, String name, Instant time) {
    if (time != null) {
      given.set(name, IsoInstant.format(time));
    }
  }

  /** An update in the suite's telemetry JSON, for those who look at it later or send it again. */
  byte[] asTelemetry(TwinUpdate update) {
    JsonObjectBuilder points = JsonObject.newBuilder();
    for (Point point : read(update).points()) {
      JsonObjectBuilder body =
          JsonObject.newBuilder()
              .set(
                  "value",
                  Double.isNaN(point.value())
                      ? JsonValue.nullLiteral()
                      : JsonValue.of(point.value()))
              .set("quality", Double.isNaN(point.value()) ? "bad" : point.quality().name());
      if (point.unit() != null && !point.unit().isEmpty()) {
        body.set("unit", point.unit());
      }
      time(body, "at", point.sourceTime());
      points.set(org.eclipse.ditto.json.JsonKey.of(point.feature()), body.build());
    }
    return JsonObject.newBuilder()
        .set("points", points.build())
        .build()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
