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
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.junit.jupiter.api.Test;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Rejected;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.Samples;

/** Streams as Arrow's own Java library writes them. */
class ArrowReaderTest {

  private static final long NOW = Batches.NOW;

  @Test
  void aWideBatchHasARowForEachThing() {
    Samples readings = read(Batches.wide(3));

    assertThat(readings.samples())
        .extracting(
            Sample::thing,
            Sample::tag,
            s -> s.value().toString(),
            s -> String.valueOf(s.unit()),
            Sample::sourceTime)
        .containsExactly(
            tuple("org.test:m0", "temp", "20.0", "Cel", NOW - 1000),
            tuple("org.test:m0", "starts", "0", "null", NOW - 1000),
            tuple("org.test:m0", "on", "true", "null", NOW - 1000),
            // m1 has no temperature
            tuple("org.test:m1", "starts", "1", "null", NOW - 999),
            tuple("org.test:m1", "on", "false", "null", NOW - 999),
            tuple("org.test:m2", "temp", "22.0", "Cel", NOW - 998),
            tuple("org.test:m2", "starts", "2", "null", NOW - 998),
            tuple("org.test:m2", "on", "true", "null", NOW - 998));
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

        Samples readings = read(bytes);

        assertThat(readings.samples())
            .extracting(
                Sample::thing,
                Sample::tag,
                s -> String.valueOf(s.unit()),
                s -> s.quality().severity().text())
            .containsExactly(
                tuple("org.test:a", "temp", "Cel", "good"),
                tuple("org.test:b", "temp", "K", "bad"));
        assertThat(readings.rejected())
            .singleElement()
            .satisfies(part -> assertThat(part.field()).isEqualTo("row 2"));
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

  @Test
  void aRowWithoutAThingHarmsItselfOnly() throws IOException {
    try (RootAllocator memory = new RootAllocator();
        VarCharVector things = texts("thing", memory, "org.test:a", "no thing", "x", "org.test:b");
        VarCharVector points = texts("point", memory, "p", "p", "p", "p");
        Float8Vector values = new Float8Vector("value", memory)) {
      things.setNull(2);
      for (int i = 0; i < 4; i++) {
        values.setSafe(i, i == 3 ? Double.NaN : i);
      }
      values.setValueCount(4);

      Samples samples =
          read(Batches.bytes(List.of(things, points, values), new MapDictionaryProvider()));

      assertThat(samples.samples())
          .extracting(Sample::thing, s -> s.quality().code())
          .containsExactly(tuple("org.test:a", "Good"), tuple("org.test:b", "NotFinite"));
      assertThat(samples.rejected()).extracting(Rejected::field).containsExactly("row 1", "row 2");
    }
  }

  @Test
  void numbersOfEachWidthAreRead() throws IOException {
    try (RootAllocator memory = new RootAllocator();
        VarCharVector things = texts("thing", memory, "org.test:a");
        TinyIntVector tiny = new TinyIntVector("tiny", memory);
        UInt2Vector unsigned = new UInt2Vector("unsigned", memory);
        UInt8Vector large = new UInt8Vector("large", memory);
        Float2Vector half = new Float2Vector("half", memory);
        DecimalVector decimal = new DecimalVector("decimal", memory, 10, 2);
        SmallIntVector small = new SmallIntVector("small", memory)) {
      tiny.setSafe(0, -3);
      unsigned.setSafe(0, 65_535);
      large.setSafe(0, -1L);
      half.setSafe(0, (short) 0x3E00);
      decimal.setSafe(0, 150L);
      small.setSafe(0, -300);
      List<FieldVector> vectors = List.of(things, tiny, unsigned, large, decimal, half, small);
      vectors.forEach(vector -> vector.setValueCount(1));

      Samples samples = read(Batches.bytes(vectors, new MapDictionaryProvider()));

      // THEN a type that is not understood harms its own column only
      assertThat(samples.samples())
          .extracting(Sample::tag, s -> s.value().asDouble())
          .containsExactly(
              tuple("tiny", -3.0),
              tuple("unsigned", 65_535.0),
              tuple("large", 18_446_744_073_709_551_615.0),
              tuple("half", 1.5),
              tuple("small", -300.0));
      assertThat(samples.rejected())
          .singleElement()
          .satisfies(part -> assertThat(part.field()).isEqualTo("column decimal"));
    }
  }

  @Test
  void aNumberIsNotATime() throws IOException {
    try (RootAllocator memory = new RootAllocator();
        VarCharVector things = texts("thing", memory, "org.test:a");
        Float8Vector time = new Float8Vector("source_timestamp", memory)) {
      time.setSafe(0, 1.7e9);
      time.setValueCount(1);
      byte[] bytes = Batches.bytes(List.of(things, time), new MapDictionaryProvider());

      assertThatThrownBy(() -> read(bytes))
          .isInstanceOf(PayloadError.class)
          .hasMessageContaining("source_timestamp")
          .hasMessageContaining("does not hold times");
    }
  }

  @Test
  void textsOfTimesAreTimes() throws IOException {
    try (RootAllocator memory = new RootAllocator();
        VarCharVector things = texts("thing", memory, "org.test:a", "org.test:b");
        VarCharVector time =
            texts("source_timestamp", memory, "2026-03-01T00:00:00Z", "yesterday");
        Float8Vector value = new Float8Vector("v", memory)) {
      value.setSafe(0, 1);
      value.setSafe(1, 1);
      value.setValueCount(2);

      Samples samples =
          read(Batches.bytes(List.of(things, time, value), new MapDictionaryProvider()));

      assertThat(samples.samples())
          .singleElement()
          .satisfies(one -> assertThat(one.sourceTime()).isEqualTo(1_772_323_200_000L));
      assertThat(samples.rejected()).hasSize(1);
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

  private static Samples read(byte[] bytes) {
    Samples readings = new Samples();
    new ArrowReader(ArrowOptions.of(new OptionValues(Map.of(), ArrowOptions.ALL)))
        .read(new MappedMessage(Map.of(), null, ByteBuffer.wrap(bytes), NOW, "c-1"), readings);
    return readings;
  }
}
