package org.twinsuite.ditto.extensions.arrow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Streams as Arrow's own Java library writes them. */
public final class Batches {

  static final long NOW = 1_700_000_000_000L;

  private Batches() {}

  public static byte[] wide(int rows) {
    Field celsius =
        new Field(
            "temp",
            new FieldType(
                true,
                new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
                null,
                Map.of("unit", "Cel")),
            null);
    try (RootAllocator memory = new RootAllocator();
        VarCharVector things = new VarCharVector("thing", memory);
        Float8Vector temp = new Float8Vector(celsius, memory);
        IntVector starts = new IntVector("starts", memory);
        BitVector on = new BitVector("on", memory);
        TimeStampMicroTZVector at = new TimeStampMicroTZVector("source_timestamp", memory, "UTC")) {
      for (int i = 0; i < rows; i++) {
        things.setSafe(i, ("org.test:m" + i).getBytes(StandardCharsets.UTF_8));
        if (i == 1) {
          temp.setNull(i);
        } else {
          temp.setSafe(i, 20.0 + i);
        }
        starts.setSafe(i, i);
        on.setSafe(i, i % 2 == 0 ? 1 : 0);
        at.setSafe(i, (NOW - 1000 + i) * 1000);
      }
      for (FieldVector vector : List.of(things, temp, starts, on, at)) {
        vector.setValueCount(rows);
      }
      return bytes(List.of(things, temp, starts, on, at), new MapDictionaryProvider());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Rows of one thing whose point {@code t} is the same text, kept once in a dictionary. */
  public static byte[] repeated(String text, int rows) throws IOException {
    DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(8, true));
    try (RootAllocator memory = new RootAllocator();
        VarCharVector texts = new VarCharVector("dictionary", memory);
        VarCharVector thing = new VarCharVector("thing", memory);
        TinyIntVector values =
            new TinyIntVector(
                "t", new FieldType(true, new ArrowType.Int(8, true), encoding), memory)) {
      texts.setSafe(0, text.getBytes(StandardCharsets.UTF_8));
      texts.setValueCount(1);
      for (int i = 0; i < rows; i++) {
        thing.setSafe(i, "org.test:m1".getBytes(StandardCharsets.UTF_8));
        values.setSafe(i, 0);
      }
      thing.setValueCount(rows);
      values.setValueCount(rows);
      MapDictionaryProvider dictionaries = new MapDictionaryProvider();
      dictionaries.put(new Dictionary(texts, encoding));
      return bytes(List.of(thing, values), dictionaries);
    }
  }

  static byte[] bytes(List<FieldVector> vectors, MapDictionaryProvider dictionaries)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VectorSchemaRoot root = new VectorSchemaRoot(new ArrayList<>(vectors));
    try (ArrowStreamWriter writer =
        new ArrowStreamWriter(root, dictionaries, Channels.newChannel(bytes))) {
      writer.start();
      writer.writeBatch();
      writer.end();
    }
    return bytes.toByteArray();
  }
}
