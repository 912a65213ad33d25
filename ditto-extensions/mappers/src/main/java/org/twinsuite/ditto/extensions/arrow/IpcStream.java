package org.twinsuite.ditto.extensions.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.twinsuite.ditto.extensions.sample.PayloadError;

/**
 * Reads the Arrow IPC stream format, and the file format as the stream it holds. The metadata is
 * read with Arrow's own classes; the buffers are read in place, so that Ditto's JVM needs no {@code
 * --add-opens} as Arrow's vectors do.
 */
final class IpcStream {

  private static final String FIX =
      "Send an Arrow IPC stream: schema, dictionaries, record batches, not compressed";
  private static final int CONTINUATION = -1;
  private static final long MAX_CELLS = 4_000_000;

  private final ByteBuffer in;
  private final List<ColumnType> schema = new ArrayList<>();
  private final Map<Long, Column> dictionaries = new HashMap<>();
  private final List<Batch> batches = new ArrayList<>();
  private long cells;

  private IpcStream(byte[] bytes) {
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * @throws PayloadError if the bytes are not such a stream, or hold what is not understood
   */
  static List<Batch> read(byte[] bytes) {
    IpcStream stream = new IpcStream(bytes);
    try {
      stream.messages();
    } catch (PayloadError e) {
      throw e;
    } catch (RuntimeException e) {
      // broken offsets show as whatever reading them throws
      throw new PayloadError("(payload)", "is not a valid Arrow IPC stream", FIX);
    }
    if (stream.schema.isEmpty()) {
      throw new PayloadError("(payload)", "has no schema with columns", FIX);
    }
    return stream.batches;
  }

  private void messages() {
    if (in.remaining() >= 8 && in.getInt(0) == 0x4F525241 && in.getShort(4) == 0x3157) {
      in.position(8); // ARROW1 and padding
    }
    while (in.remaining() >= 4) {
      int length = in.getInt();
      if (length == CONTINUATION) {
        length = in.getInt();
      }
      if (length == 0) {
        return;
      }
      Message message = Message.getRootAsMessage(little(in.slice(in.position(), length)));
      in.position(in.position() + length);
      int bodyLength = Math.toIntExact(message.bodyLength());
      ByteBuffer body = in.slice(in.position(), bodyLength);
      in.position(in.position() + bodyLength);
      switch (message.headerType()) {
        case MessageHeader.Schema -> schema((Schema) message.header(new Schema()));
        case MessageHeader.DictionaryBatch ->
            dictionary((DictionaryBatch) message.header(new DictionaryBatch()), body);
        case MessageHeader.RecordBatch ->
            batches.add(batch((RecordBatch) message.header(new RecordBatch()), schema, body));
        default -> throw new PayloadError("(payload)", "holds tensors", FIX);
      }
    }
  }

  private void schema(Schema described) {
    if (described.endianness() != 0) {
      throw new PayloadError("schema", "is big-endian", "Write it little-endian");
    }
    if (!schema.isEmpty()) {
      throw new PayloadError("schema", "comes twice", "Send one stream");
    }
    Layout layout = new Layout();
    for (int i = 0; i < described.fieldsLength(); i++) {
      schema.add(ColumnType.of(described.fields(i), layout));
    }
  }

  private void dictionary(DictionaryBatch dictionary, ByteBuffer body) {
    if (dictionary.isDelta()) {
      throw new PayloadError("dictionary " + dictionary.id(), "is a delta", "Send it whole");
    }
    for (ColumnType type : schema) {
      if (type.dictionary() == dictionary.id()) {
        Batch batch = batch(dictionary.data(), List.of(type.values()), body);
        dictionaries.put(dictionary.id(), batch.columns().get(0));
        return;
      }
    }
  }

  private Batch batch(RecordBatch batch, List<ColumnType> types, ByteBuffer body) {
    if (batch.compression() != null) {
      throw new PayloadError("record batch", "is compressed", FIX);
    }
    int rows = Math.toIntExact(batch.length());
    cells += (long) rows * types.size();
    if (rows < 0 || cells > MAX_CELLS) {
      throw new PayloadError(
          "record batch", "has more than " + MAX_CELLS + " values", "Send smaller payloads");
    }
    List<Column> columns = new ArrayList<>();
    int next = 0;
    for (ColumnType type : types) {
      ByteBuffer validity = empty();
      ByteBuffer offsets = null;
      ByteBuffer data = empty();
      if (type.kind() == ColumnType.Kind.OTHER || type.kind() == ColumnType.Kind.NULL) {
        next += type.buffers();
      } else {
        boolean text = type.buffers() == 3;
        validity = slice(batch.buffers(next++), body);
        if (text) {
          offsets = slice(batch.buffers(next++), body);
        }
        data = slice(batch.buffers(next++), body);
        check(type, rows, validity, text ? offsets : data);
      }
      Column dictionary = null;
      if (type.index() != null && type.kind() != ColumnType.Kind.OTHER) {
        dictionary = dictionaries.get(type.dictionary());
        if (dictionary == null) {
          throw new PayloadError("column " + type.name(), "its dictionary is missing", FIX);
        }
      }
      columns.add(new Column(type, rows, validity, offsets, data, dictionary));
    }
    return new Batch(rows, columns);
  }

  /** A batch may claim more rows than it holds. */
  private static void check(ColumnType type, int rows, ByteBuffer validity, ByteBuffer values) {
    ColumnType layout = type.layout();
    long needed =
        switch (layout.kind()) {
          case NULL, OTHER -> 0;
          case BOOLEAN -> (rows + 7L) / 8;
          case TEXT -> rows == 0 ? 0 : (rows + 1L) * 4;
          case LARGE_TEXT -> rows == 0 ? 0 : (rows + 1L) * 8;
          case INTEGER, FLOAT, TIME -> rows * (layout.bits() / 8L);
        };
    if (rows < 0
        || values.capacity() < needed
        || validity.capacity() > 0 && validity.capacity() < (rows + 7L) / 8) {
      throw new PayloadError(
          "column " + type.name(), "is shorter than the " + rows + " rows of its batch", FIX);
    }
  }

  private static ByteBuffer slice(Buffer buffer, ByteBuffer body) {
    return little(body.slice(Math.toIntExact(buffer.offset()), Math.toIntExact(buffer.length())));
  }

  private static ByteBuffer little(ByteBuffer buffer) {
    return buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer empty() {
    return ByteBuffer.allocate(0);
  }
}
