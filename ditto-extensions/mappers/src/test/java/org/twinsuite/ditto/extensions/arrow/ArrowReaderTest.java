package org.twinsuite.ditto.extensions.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.junit.jupiter.api.Test;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.ditto.extensions.sample.Inbound;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Readings;
import org.twinsuite.ditto.extensions.sample.Sample;

/** Streams as Arrow's own Java library writes them. */
class ArrowReaderTest {

  private static final long NOW = Batches.NOW;

  @Test
  void aWideBatchHasARowForEachThing() {
    Readings readings = read(Batches.wide(3));

    assertThat(readings.samples())
        .extracting(
            Sample::thing, Sample::tag, s -> s.value().toString(), Sample::unit, Sample::sourceTime)
        .containsExactly(
            tuple("org.test:m0", "temp", "20.0", "Cel", NOW - 1000),
            tuple("org.test:m0", "starts", "0", null, NOW - 1000),
            tuple("org.test:m0", "on", "true", null, NOW - 1000),
            // m1 has no temperature
            tuple("org.test:m1", "starts", "1", null, NOW - 999),
            tuple("org.test:m1", "on", "false", null, NOW - 999),
            tuple("org.test:m2", "temp", "22.0", "Cel", NOW - 998),
            tuple("org.test:m2", "starts", "2", null, NOW - 998),
            tuple("org.test:m2", "on", "true", null, NOW - 998));
  }

  @Test
  void aLongBatchHasARowForEachSampleAndMayUseDictionaries() throws IOException {
    try (RootAllocator memory = new RootAllocator();
        VarCharVector things = texts("thing", memory, "org.test:a", "org.test:b", "org.test:a");
        VarCharVector words = texts("words", memory, "org.test:a", "org.test:b");
        VarCharVector points = texts("point", memory, "temp", "temp", "flow/in");
        Float8Vector values = new Float8Vector("value", memory);
        VarCharVector units = texts("unit", memory, "Cel", "K", "m3/h");
        VarCharVector severity = texts("severity", memory, "good", "bad", "nonsense")) {
      values.setSafe(0, 1.5);
      values.setSafe(1, 2.5);
      values.setSafe(2, 3.5);
      values.setValueCount(3);
      Dictionary dictionary = new Dictionary(words, new DictionaryEncoding(4, false, null));
      try (FieldVector encoded = (FieldVector) DictionaryEncoder.encode(things, dictionary)) {
        byte[] bytes =
            Batches.bytes(
                List.of(encoded, points, values, units, severity),
                new MapDictionaryProvider(dictionary));

        Readings readings = read(bytes);

        assertThat(readings.samples())
            .extracting(
                Sample::thing, Sample::tag, Sample::unit, s -> s.quality().severity().text())
            .containsExactly(
                tuple("org.test:a", "temp", "Cel", "good"),
                tuple("org.test:b", "temp", "K", "bad"));
        assertThat(readings.rejected())
            .singleElement()
            .satisfies(part -> assertThat(part.field()).isEqualTo("severity[2]"));
      }
    }
  }

  @Test
  void missingThingsAreNamed() throws IOException {
    try (RootAllocator memory = new RootAllocator();
        VarCharVector points = texts("point", memory, "temp")) {
      byte[] bytes = Batches.bytes(List.of(points), new MapDictionaryProvider());

      assertThatThrownBy(() -> read(bytes))
          .isInstanceOf(PayloadError.class)
          .hasMessageContaining("column thing");
    }
  }

  @Property(tries = 500)
  void whateverTheBytesTheyAreReadOrRefused(@ForAll @Size(max = 100) byte[] bytes) {
    try {
      read(bytes);
    } catch (PayloadError e) {
      assertThat(e.fix()).isNotBlank();
    }
  }

  @Property(tries = 500)
  void aStreamWithOneByteChangedIsReadOrRefused(
      @ForAll @IntRange(max = 2000) int at, @ForAll byte other) {
    byte[] bytes = WIDE.clone();
    bytes[at % bytes.length] = other;
    try {
      read(bytes);
    } catch (PayloadError e) {
      assertThat(e.fix()).isNotBlank();
    }
  }

  private static final byte[] WIDE = Batches.wide(3);

  private static VarCharVector texts(String name, RootAllocator memory, String... values) {
    VarCharVector vector = new VarCharVector(name, memory);
    for (int i = 0; i < values.length; i++) {
      vector.setSafe(i, values[i].getBytes(StandardCharsets.UTF_8));
    }
    vector.setValueCount(values.length);
    return vector;
  }

  private static Readings read(byte[] bytes) {
    Readings readings = new Readings();
    new ArrowReader(ArrowOptions.of(new OptionValues(Map.of(), ArrowOptions.ALL)))
        .read(new Inbound(Map.of(), null, ByteBuffer.wrap(bytes), NOW, "c-1"), readings);
    return readings;
  }
}
