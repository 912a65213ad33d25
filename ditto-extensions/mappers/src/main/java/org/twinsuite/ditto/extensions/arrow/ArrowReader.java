package org.twinsuite.ditto.extensions.arrow;

import java.util.List;
import java.util.Set;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.option.IdTemplate;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Rejected;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.ditto.extensions.sample.Samples;
import org.twinsuite.ditto.extensions.sample.SourceUnit;
import org.twinsuite.twin.Quality;
import org.twinsuite.twin.WellFormedText;
import org.twinsuite.twin.unit.UnitNames;

/**
 * Arrow IPC streams with the samples of many things. Column {@code thing} holds thing ids. With the
 * columns {@code point} and {@code value} each row is a sample; without, each further column is a
 * point whose unit is the field's metadata {@code unit}. Optional: {@code source_timestamp}, {@code
 * server_timestamp}, {@code severity}, {@code code}, and {@code unit} beside {@code value}.
 */
public final class ArrowReader implements SampleReader {

  private static final Set<String> RESERVED =
      Set.of("thing", "source_timestamp", "server_timestamp", "severity", "code");
  private static final int MAX_THING_BYTES = 1_024;
  static final int MAX_NAME_BYTES = 1_024;
  private static final Quality NULL = Quality.bad("Null");
  private static final Quality NOT_FINITE = Quality.bad("NotFinite");

  private final IdTemplate thingId;

  public ArrowReader(ArrowOptions options) {
    this.thingId = options.thingId();
  }

  @Override
  public void read(MappedMessage message, Samples into) {
    List<Batch> batches = IpcStream.read(message.asBytes());
    if (!batches.isEmpty()) {
      report(batches.get(0), into);
    }
    for (Batch batch : batches) {
      batch(batch, into);
    }
  }

  /** Columns of types that are not understood. */
  private static void report(Batch batch, Samples into) {
    for (Column column : batch.columns()) {
      if (column.type().kind() == ColumnType.Kind.OTHER) {
        into.add(
            new Rejected(
                null,
                "column " + WellFormedText.shown(column.type().name()),
                "its type is not understood",
                "Send integers, floats, booleans, UTF-8 texts, timestamps, or dictionaries of these",
                null));
      }
    }
  }

  private void batch(Batch batch, Samples into) {
    Column things = batch.column("thing");
    if (things == null || !things.isText()) {
      throw new PayloadError(
          "column thing",
          things == null ? "is missing" : "is not of texts",
          "Send a column thing with the thing's id in each row");
    }
    Columns columns = Columns.of(batch, RESERVED);
    for (int row = 0; row < batch.rows(); row++) {
      String thing = null;
      try {
        thing = thing(things, row);
        row(columns, thing, row, into);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        boolean outside = e instanceof IndexOutOfBoundsException;
        into.add(
            new Rejected(
                thing,
                "row " + row,
                outside ? "points outside of its buffers" : e.getMessage(),
                outside ? "Send what an Arrow library writes" : "Correct the row at the source",
                null));
      }
    }
  }

  private String thing(Column things, int row) {
    String device = things.text(row, MAX_THING_BYTES);
    if (device == null) {
      throw new IllegalArgumentException("the thing is null");
    }
    try {
      return thingId.fill("thing", device);
    } catch (PayloadError e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
  }

  private static void row(Columns columns, String thing, int row, Samples into) {
    Quality quality = columns.quality(row);
    long source = columns.source() == null ? Sample.UNKNOWN : columns.source().millis(row);
    long server = columns.server() == null ? Sample.UNKNOWN : columns.server().millis(row);
    if (columns.isLong()) {
      String tag = columns.point().text(row, MAX_NAME_BYTES);
      if (tag == null) {
        throw new IllegalArgumentException("the point is null");
      }
      String unit =
          columns.unit() == null
              ? columns.value().type().unit()
              : columns.unit().text(row, MAX_NAME_BYTES);
      into.add(sample(thing, tag, columns.value(), row, unit, quality, source, server));
      return;
    }
    for (Column column : columns.wide()) {
      // in a wide row a null means that there is no sample
      if (!column.isNull(row)) {
        into.add(
            sample(
                thing,
                column.type().name(),
                column,
                row,
                column.type().unit(),
                quality,
                source,
                server));
      }
    }
  }

  private static Sample sample(
      String thing,
      String tag,
      Column column,
      int row,
      String unit,
      Quality quality,
      long source,
      long server) {
    JsonValue value = column.json(row);
    Quality told =
        value != null || quality.isBad() ? quality : column.isNull(row) ? NULL : NOT_FINITE;
    return new Sample(
        thing, tag, value, SourceUnit.named(unit, UnitNames.PLANT), told, source, server, false);
  }
}
