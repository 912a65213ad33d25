package org.twinsuite.ditto.extensions.arrow;

import java.util.List;
import java.util.Set;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.option.IdTemplate;
import org.twinsuite.ditto.extensions.sample.Inbound;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Readings;
import org.twinsuite.ditto.extensions.sample.Rejected;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.twin.Quality;

/**
 * Arrow IPC streams with the samples of many things. Column {@code thing} holds thing ids. With the
 * columns {@code point} and {@code value} each row is a sample; without, each further column is a
 * point whose unit is the field's metadata {@code unit}. Optional: {@code source_timestamp}, {@code
 * server_timestamp}, {@code severity}, {@code code}, and {@code unit} beside {@code value}.
 */
public final class ArrowReader implements SampleReader {

  private static final Set<String> RESERVED =
      Set.of("thing", "source_timestamp", "server_timestamp", "severity", "code");
  private final IdTemplate thingId;

  public ArrowReader(ArrowOptions options) {
    this.thingId = options.thingId();
  }

  @Override
  public void read(Inbound message, Readings into) {
    for (Batch batch : IpcStream.read(message.asBytes())) {
      try {
        batch(batch, message.receivedAt(), into);
      } catch (IndexOutOfBoundsException | ArithmeticException e) {
        throw new PayloadError(
            "record batch", "points outside of itself", "Send what an Arrow library writes");
      }
    }
  }

  private void batch(Batch batch, long receivedAt, Readings into) {
    Column things = batch.column("thing");
    if (things == null) {
      throw new PayloadError(
          "column thing", "is missing", "Send a column thing with the thing's id in each row");
    }
    Column points = batch.column("point");
    Column value = batch.column("value");
    boolean isLong = points != null && value != null;
    List<Column> wide =
        batch.columns().stream()
            .filter(column -> !RESERVED.contains(column.type().name()))
            .toList();
    Column sources = batch.column("source_timestamp");
    Column servers = batch.column("server_timestamp");
    Column units = isLong ? batch.column("unit") : null;
    Column severities = batch.column("severity");
    Column codes = batch.column("code");
    for (int row = 0; row < batch.rows(); row++) {
      String device = things.text(row);
      if (device == null) {
        throw new PayloadError("thing[" + row + "]", "is null", "Send the thing's id in each row");
      }
      String thing = thingId.fill("thing[" + row + "]", device);
      String severity = severities == null ? "good" : severities.text(row);
      Quality quality = quality(severity, codes == null ? null : codes.text(row));
      if (quality == null) {
        into.add(
            new Rejected(
                thing,
                "severity[" + row + "]",
                "'" + severity + "' is no severity",
                "Send good, uncertain or bad",
                null));
        continue;
      }
      long source = sources == null ? Sample.UNKNOWN : sources.millis(row);
      long server = servers == null ? Sample.UNKNOWN : servers.millis(row);
      long at = source == Sample.UNKNOWN ? receivedAt : source;
      if (isLong) {
        String tag = points.text(row);
        if (tag == null || tag.isEmpty()) {
          into.add(
              new Rejected(
                  thing,
                  "point[" + row + "]",
                  "is null",
                  "Send the point's name",
                  value.json(row)));
          continue;
        }
        String unit = units == null ? value.type().unit() : units.text(row);
        into.add(sample(thing, tag, value.json(row), unit, quality, at, server));
      } else {
        for (Column column : wide) {
          // in a wide row a null says that there is no sample
          if (!column.isNull(row)) {
            into.add(
                sample(
                    thing,
                    column.type().name(),
                    column.json(row),
                    column.type().unit(),
                    quality,
                    at,
                    server));
          }
        }
      }
    }
  }

  private static Sample sample(
      String thing,
      String tag,
      JsonValue value,
      String unit,
      Quality quality,
      long source,
      long server) {
    Quality told = value == null && !quality.isBad() ? Quality.bad("Null") : quality;
    return new Sample(thing, tag, value, unit, told, source, server, false);
  }

  /** {@code null} if the severity is none. */
  private static Quality quality(String severity, String code) {
    return switch (severity == null ? "good" : severity) {
      case "good" -> code == null ? Quality.GOOD : Quality.good(code);
      case "uncertain" -> Quality.uncertain(code == null ? "Uncertain" : code);
      case "bad" -> Quality.bad(code == null ? "Bad" : code);
      default -> null;
    };
  }
}
