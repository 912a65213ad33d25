package org.twinsuite.ditto.extensions.senml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.Samples;
import org.twinsuite.ditto.extensions.twin.Outcome;

class SenmlReaderTest {

  private static final long NOW = 1_700_000_000_000L;

  @Test
  void baseFieldsApplyUntilTheyChange() {
    // GIVEN the example of RFC 8428, 5.1.3, with names of ours
    Samples readings =
        read(
            """
            [{"bn":"org.test:dev1/","bt":1.276020076001e+09,"bu":"A","bver":5,
              "n":"voltage","u":"V","v":120.1},
             {"n":"current","t":-5,"v":1.2},
             {"n":"current","t":-4,"v":1.3},
             {"bn":"org.test:dev2/","bv":20,"n":"current","t":0,"v":1.7}]
            """);

    assertThat(readings.samples())
        .extracting(
            Sample::thing,
            Sample::tag,
            s -> s.unit().toString(),
            s -> s.value().asDouble(),
            Sample::sourceTime)
        .containsExactly(
            tuple("org.test:dev1", "voltage", "V", 120.1, 1_276_020_076_001L),
            tuple("org.test:dev1", "current", "A", 1.2, 1_276_020_071_001L),
            tuple("org.test:dev1", "current", "A", 1.3, 1_276_020_072_001L),
            tuple("org.test:dev2", "current", "A", 21.7, 1_276_020_076_001L));
  }

  @Test
  void timesBelow2To28AreRelativeToNow() {
    assertThat(read("[{\"n\":\"a:b/c\",\"v\":1}]").samples().get(0).sourceTime()).isEqualTo(NOW);
    assertThat(read("[{\"n\":\"a:b/c\",\"v\":1,\"t\":-2.5}]").samples().get(0).sourceTime())
        .isEqualTo(NOW - 2500);
  }

  @Test
  void eachKindOfValueIsRead() {
    assertThat(
            read("""
                    [{"bn":"a:b/","n":"s","vs":"on"},{"n":"b","vb":false},{"n":"d","vd":"aGkg"},
                     {"n":"p","u":"W","v":3,"s":10,"ut":60},{"n":"q","bs":5,"s":1,"u":"W"}]
                    """)
                .samples())
        .extracting(Sample::tag, s -> s.value().toString(), s -> String.valueOf(s.unit()))
        .containsExactly(
            tuple("s", "\"on\"", "null"),
            tuple("b", "false", "null"),
            tuple("d", "\"aGkg\"", "null"),
            tuple("p", "3.0", "W"),
            tuple("p.sum", "10.0", "W.s"),
            tuple("q.sum", "6.0", "W.s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | a SenML pack is an array",
        "[1] | a record is an object",
        "[{\"n\":\"a:b/c\",\"v\":\"x\"}] | [0].v",
        "[{\"n\":\"a:b/c\",\"v\":1,\"new_\":1}] | [0].new_",
        "[{\"bver\":11,\"n\":\"a:b/c\",\"v\":1}] | version 11",
        "[{\"n\":\"abc\",\"v\":1}] | does not match the option name",
        "[{\"n\":\"a:b/c\",\"v\":1,\"vs\":\"x\"}] | several values",
        "[{\"n\":\"a:b/c\"}] | has no value",
        "[{\"v\":1}] | no name",
        "[{\"n\":\"_:b/c\",\"v\":1}] | 4.5.1",
        "[{\"n\":\"a:b/c\",\"vd\":\"%%\"}] | base64",
        "[{\"n\":\"a:b/c\",\"v\":1}] 2 | after the pack's end",
        "[{\"n\":\"a:b/c\",\"v\":1} | not valid SenML in JSON",
      })
  void whatIsWrongIsNamed(String pack, String reason) {
    Outcome outcome =
        Outcome.of(
            Outcome.messages(
                new SenmlReader(SenmlOptions.of(new OptionValues(Map.of(), SenmlOptions.ALL))),
                "{}"),
            new MappedMessage(Map.of(), pack, null, NOW, "c-1"));

    assertThat(outcome.points).isEmpty();
    assertThat(outcome.refused).isNotNull();
    assertThat(outcome.faults()).contains(reason);
  }

  @Test
  void aBadRecordBesideGoodOnesIsRejectedAlone() {
    Samples readings = read("[{\"bn\":\"a:b/\",\"n\":\"c\",\"v\":1},{\"n\":\"d\"}]");

    assertThat(readings.samples()).hasSize(1);
    assertThat(readings.rejected())
        .singleElement()
        .satisfies(part -> assertThat(part.field()).isEqualTo("[1]"));
  }

  @Test
  void unknownFieldsAreSkipped() {
    assertThat(read("[{\"n\":\"a:b/c\",\"x\":{\"deep\":[1]},\"v\":1}]").samples()).hasSize(1);
  }

  @Test
  void cborHasNumbersForLabels() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator out = new CBORFactory().createGenerator(bytes)) {
      out.writeStartArray();
      out.writeStartObject();
      out.writeFieldId(-2);
      out.writeString("a:b/");
      out.writeFieldId(-3);
      out.writeNumber(1_700_000_000L);
      out.writeFieldId(0);
      out.writeString("c");
      out.writeFieldId(2);
      out.writeNumber(1.5);
      out.writeEndObject();
      out.writeStartObject();
      out.writeFieldId(0);
      out.writeString("d");
      out.writeFieldId(8);
      out.writeBinary("hi ".getBytes(StandardCharsets.UTF_8));
      out.writeEndObject();
      out.writeEndArray();
    }

    assertThat(read(message(bytes.toByteArray())).samples())
        .extracting(Sample::tag, s -> s.value().toString(), Sample::sourceTime)
        .containsExactly(tuple("c", "1.5", NOW), tuple("d", "\"aGkg\"", NOW));
  }

  @Property(tries = 500)
  void whateverTheBytesTheyAreReadOrRefused(@ForAll @Size(max = 100) byte[] bytes) {
    try {
      read(message(bytes));
    } catch (PayloadError e) {
      assertThat(e.fix()).isNotBlank();
    }
  }

  @Property(tries = 200)
  void jsonAndCborSayTheSame(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double value,
      @ForAll @DoubleRange(min = 0, max = 4e9) double time)
      throws IOException {
    String pack = "[{\"bn\":\"a:b/\",\"bt\":%s,\"n\":\"c\",\"v\":%s}]".formatted(time, value);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator out = new CBORFactory().createGenerator(bytes)) {
      out.writeStartArray();
      out.writeStartObject();
      out.writeFieldId(-2);
      out.writeString("a:b/");
      out.writeFieldId(-3);
      out.writeNumber(new JsonMapper().readTree(pack).get(0).get("bt").asDouble());
      out.writeFieldId(0);
      out.writeString("c");
      out.writeFieldId(2);
      out.writeNumber(value);
      out.writeEndObject();
      out.writeEndArray();
    }

    assertThat(read(message(bytes.toByteArray())).samples()).isEqualTo(read(pack).samples());
  }

  private static Samples read(String pack) {
    return read(new MappedMessage(Map.of(), pack, null, NOW, "c-1"));
  }

  private static MappedMessage message(byte[] bytes) {
    return new MappedMessage(Map.of(), null, ByteBuffer.wrap(bytes), NOW, "c-1");
  }

  private static Samples read(MappedMessage message) {
    Samples readings = new Samples();
    new SenmlReader(SenmlOptions.of(new OptionValues(Map.of(), SenmlOptions.ALL)))
        .read(message, readings);
    return readings;
  }
}
