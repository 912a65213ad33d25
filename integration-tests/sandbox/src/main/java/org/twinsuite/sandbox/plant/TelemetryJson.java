package org.twinsuite.sandbox.plant;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;

/** The telemetry message of our devices; see the sandbox README for an example. */
public final class TelemetryJson {

  /** Media type of the message. */
  public static final String CONTENT_TYPE = "application/json";

  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private TelemetryJson() {}

  /** The message in UTF-8. */
  public static byte[] encode(Sample sample) {
    JsonObjectBuilder points = JsonObject.newBuilder();
    sample
        .points()
        .forEach(
            (tag, reading) ->
                points.set(
                    tag,
                    JsonObject.newBuilder()
                        .set("value", reading.value())
                        .set("unit", reading.unit())
                        .build()));
    return JsonObject.newBuilder()
        .set("at", time(sample.at()))
        .set("points", points.build())
        .build()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** ISO 8601 in UTC, always with three digits of seconds, so that text order is time order. */
  public static String time(Instant instant) {
    return MILLIS.format(instant);
  }
}
