package org.twinsuite.connectors.scada.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.twin.Quality;

class SparkplugValuesTest {

  static Payload payload(String name) throws IOException {
    try (InputStream in = SparkplugValuesTest.class.getResourceAsStream("/sparkplug/" + name)) {
      return Payload.parseFrom(in.readAllBytes());
    }
  }

  /** What a host reads of a node: by name the value, or why there is none. */
  private static Map<String, String> read(Payload... payloads) {
    EdgeNodeState state = new EdgeNodeState();
    Map<String, String> values = new HashMap<>();
    EdgeNodeState.Outcome outcome =
        new EdgeNodeState.Outcome() {
          @Override
          public void value(EdgeNodeState.Known known, Metric metric, Payload payload) {
            String shown;
            try {
              shown = String.valueOf(SparkplugValues.value(metric, known.datatype()));
            } catch (IllegalArgumentException e) {
              shown = "none";
            }
            values.put(known.name(), shown);
          }

          @Override
          public void born(String device, List<EdgeNodeState.Known> metrics) {}

          @Override
          public void died(String device) {}

          @Override
          public void rebirth(String reason) {}

          @Override
          public void rejected(String reason) {}
        };
    for (int i = 0; i < payloads.length; i++) {
      String topic = i == 0 ? "spBv1.0/g/NBIRTH/n" : "spBv1.0/g/NDATA/n";
      state.accept(SparkplugTopic.of(topic).orElseThrow(), payloads[i], outcome);
    }
    return values;
  }

  @Test
  void theFieldThatIsSetIsReadWhateverTheTypeSays() throws IOException {
    // WHEN
    Map<String, String> values =
        read(
            payload("10-sparkplug-other-value-field/nbirth.bin"),
            payload("10-sparkplug-other-value-field/ndata.bin"));
    values.remove("bdSeq");
    // THEN
    assertThat(values.values()).contains("1480", "77", "61.5", "1970-01-01T00:00:00.077Z");
    assertThat(values.values()).doesNotContain("0", "0.0", "false", "1970-01-01T00:00:00.000Z");
  }

  @Test
  void aMetricWithoutAValueInventsNone() throws IOException {
    Payload none = payload("10-sparkplug-other-value-field/ndata-no-value.bin");
    Payload birth = payload("10-sparkplug-other-value-field/nbirth.bin");
    Map<Long, String> names = new HashMap<>();
    birth.getMetricsList().forEach(metric -> names.put(metric.getAlias(), metric.getName()));
    Map<String, String> values = read(birth, none);
    for (Metric metric : none.getMetricsList()) {
      String name = metric.getName().isEmpty() ? names.get(metric.getAlias()) : metric.getName();
      assertThat(values).containsEntry(name, "none");
    }
  }

  /** Every data type with every value field: what was sent, or nothing. */
  @Test
  void noCombinationOfTypeAndFieldInventsAValue() {
    List<Metric> sent =
        List.of(
            Metric.newBuilder().setIntValue(1).build(),
            Metric.newBuilder().setLongValue(1).build(),
            Metric.newBuilder().setFloatValue(1).build(),
            Metric.newBuilder().setDoubleValue(1).build(),
            Metric.newBuilder().setBooleanValue(true).build(),
            Metric.newBuilder().setStringValue("1").build(),
            Metric.newBuilder().setBytesValue(ByteString.copyFrom(new byte[] {1})).build(),
            Metric.newBuilder().build());
    List<String> read = new ArrayList<>();
    for (DataType type : DataType.values()) {
      for (Metric metric : sent) {
        try {
          read.add(String.valueOf(SparkplugValues.value(metric, type.getNumber())));
        } catch (IllegalArgumentException e) {
          // no value
        }
      }
    }
    assertThat(read).isNotEmpty();
    assertThat(read)
        .allMatch(
            text -> List.of("1", "1.0", "true", "[1]", "1970-01-01T00:00:00.001Z").contains(text),
            "what was sent");
  }

  @ParameterizedTest
  @CsvSource({
    "Int8,300",
    "Int8,-129",
    "UInt8,256",
    "Int16,70000",
    "UInt16,65536",
    "Int32,4294967296",
    "UInt32,4294967296",
    "DateTime,-1",
    "DateTime,253402300800000"
  })
  void aNumberThatTheTypeDoesNotHoldIsNotAValue(DataType type, long number) {
    Metric metric = Metric.newBuilder().setLongValue(number).build();
    assertThatThrownBy(() -> SparkplugValues.value(metric, type.getNumber()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void arraysAreListsOfTheirElements() {
    Metric doubles =
        Metric.newBuilder()
            .setBytesValue(ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, -8, 63}))
            .build();
    assertThat(SparkplugValues.value(doubles, DataType.DoubleArray.getNumber()))
        .isEqualTo(List.of(1.5));
    Metric texts = Metric.newBuilder().setBytesValue(ByteString.copyFromUtf8("a\0ü\0")).build();
    assertThat(SparkplugValues.value(texts, DataType.StringArray.getNumber()))
        .isEqualTo(List.of("a", "ü"));
    Metric flags =
        Metric.newBuilder()
            .setBytesValue(ByteString.copyFrom(new byte[] {3, 0, 0, 0, (byte) 0b1010_0000}))
            .build();
    assertThat(SparkplugValues.value(flags, DataType.BooleanArray.getNumber()))
        .isEqualTo(Arrays.asList(true, false, true));
  }

  @Property(tries = 2000)
  void bytesEndInAValueOrAnArgument(@ForAll byte[] bytes, @ForAll @IntRange(max = 40) int type) {
    Metric metric = Metric.newBuilder().setBytesValue(ByteString.copyFrom(bytes)).build();
    try {
      SparkplugValues.value(metric, type);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  @Test
  void onlyGoodCodesAreGood() throws IOException {
    // WHEN
    Map<String, Quality> read = new HashMap<>();
    for (Metric metric : payload("11-sparkplug-quality/nbirth.bin").getMetricsList()) {
      read.put(metric.getName(), SparkplugQuality.of(metric));
    }
    // THEN
    assertThat(read.get("q192")).isEqualTo(Quality.GOOD);
    assertThat(read.get("q192long")).isEqualTo(Quality.GOOD);
    assertThat(read.get("qnull").isGood()).isTrue();
    assertThat(read.get("q500")).isEqualTo(Quality.bad("Stale"));
    for (String bad : List.of("q0", "q300", "q301", "q404", "q410", "q512", "q900")) {
      assertThat(read.get(bad).severity()).as(bad).isEqualTo(Quality.Severity.BAD);
    }
    assertThat(read.get("q1073742080").isGood()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "63,BAD",
    "64,UNCERTAIN",
    "191,UNCERTAIN",
    "216,GOOD",
    "255,GOOD",
    "256,BAD",
    "-1,BAD"
  })
  void theUpperBitsOfAnOpcCodeAreTheSeverity(int code, Quality.Severity severity) {
    assertThat(SparkplugQuality.of(code).severity()).isEqualTo(severity);
  }
}
