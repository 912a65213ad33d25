package org.twinsuite.ditto.extensions.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.PropertyDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.ditto.extensions.sample.LostSource;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Rejected;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.Samples;
import org.twinsuite.ditto.extensions.twin.Outcome;
import org.twinsuite.twin.FeatureId;
import org.twinsuite.twin.IsoInstant;

class SparkplugReaderTest {

  private static final String ROOT = "spBv1.0/org.test/";
  private final SparkplugReader reader =
      new SparkplugReader(SparkplugOptions.of(new OptionValues(Map.of(), SparkplugOptions.ALL)));

  @Test
  void aliasesOfABirthHoldUntilTheNext() {
    // GIVEN births of node and device, each with an alias 7
    node(0);
    read(
        Edge.payload(1)
            .metric(
                "Motor Temp", MetricDataType.Double, 20.0, b -> Edge.unit("°C").apply(b.alias(7L)))
            .on(ROOT + "DBIRTH/line1/pump7"));

    // WHEN data comes by alias
    Samples data =
        read(
            Edge.payload(2)
                .at(Edge.NOW + 500)
                .alias(7, MetricDataType.Double, 21.5)
                .on(ROOT + "DDATA/line1/pump7"));

    // THEN it is the device's point, with the unit of the birth
    Sample sample = only(data);
    assertThat(sample.thing()).isEqualTo("org.test:line1.pump7");
    assertThat(sample.tag()).isEqualTo("Motor Temp");
    assertThat(sample.unit()).hasToString("°C");
    assertThat(sample.value().asDouble()).isEqualTo(21.5);
    assertThat(sample.sourceTime()).isEqualTo(Edge.NOW + 500);

    // AND a birth without it ends the alias
    read(
        Edge.payload(3).metric("flow", MetricDataType.Double, 1.0).on(ROOT + "DBIRTH/line1/pump7"));
    Samples unknown =
        read(Edge.payload(4).alias(7, MetricDataType.Double, 22.5).on(ROOT + "DDATA/line1/pump7"));
    assertThat(unknown.samples()).isEmpty();
    assertThat(unknown.rejected())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.field()).isEqualTo("metrics[0].alias");
              assertThat(part.reason()).contains("alias 7");
              assertThat(part.raw().asDouble()).isEqualTo(22.5);
            });
    assertThat(unknown.requests()).hasSize(1);
  }

  @Test
  void gapInSeqIsReportedAndAsksForARebirthOnce() {
    node(254);
    assertThat(read(data(255)).requests()).isEmpty();
    assertThat(read(data(0)).requests()).isEmpty(); // after 255 comes 0
    assertThat(read(data(0)).requests()).isEmpty(); // delivered twice

    // WHEN 1 is missing
    Samples gap = read(data(2));

    // THEN the sample is kept and the node is asked, with the reason
    assertThat(gap.samples()).hasSize(1);
    assertThat(gap.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.thing()).isEqualTo("org.test:line1");
              assertThat(request.subject()).isEqualTo("rebirth");
              assertThat(request.value().toString()).contains("seq 2 after 0, expected 1");
              assertThat(request.headers())
                  .containsEntry("sparkplug-topic", "spBv1.0/org.test/NCMD/line1");
            });
    // AND not again before it had the time to answer
    assertThat(read(data(9)).requests()).isEmpty();
    node(0);
    assertThat(read(data(5)).requests()).hasSize(1);
  }

  @Test
  void dataWithoutABirthAsksForOneAndKeepsWhatItCan() {
    Samples data = read(data(3));

    assertThat(data.samples()).hasSize(1);
    assertThat(data.requests().get(0).value().toString()).contains("no birth");
  }

  @Test
  void deathMakesAllPointsOfTheNodeStale() {
    node(0);
    read(
        Edge.payload(1).metric("temp", MetricDataType.Double, 1.0).on(ROOT + "DBIRTH/line1/pump7"));

    Samples death = read(Edge.death(1).on(ROOT + "NDEATH/line1"));

    assertThat(death.lost())
        .extracting(LostSource::thing, stale -> List.copyOf(stale.tags()))
        .containsExactlyInAnyOrder(
            tuple("org.test:line1", List.of("load")),
            tuple("org.test:line1.pump7", List.of("temp")));
  }

  @Test
  void deathOfAnEarlierSessionIsNone() {
    node(0);

    assertThat(read(Edge.death(0).on(ROOT + "NDEATH/line1")).lost()).isEmpty();
  }

  @Test
  void deathOfADeviceLeavesTheNode() {
    node(0);
    read(
        Edge.payload(1).metric("temp", MetricDataType.Double, 1.0).on(ROOT + "DBIRTH/line1/pump7"));

    Samples death = read(Edge.payload(2).on(ROOT + "DDEATH/line1/pump7"));

    assertThat(death.lost()).extracting(LostSource::thing).containsExactly("org.test:line1.pump7");
    assertThat(death.requests()).isEmpty();
  }

  @Test
  void eachTypeKeepsItsValue() {
    node(0);
    Samples birth =
        read(
            Edge.payload(1)
                .metric("i8", MetricDataType.Int8, (byte) -8)
                .metric("i16", MetricDataType.Int16, (short) -16)
                .metric("i32", MetricDataType.Int32, -32)
                .metric("i64", MetricDataType.Int64, -64_000_000_000L)
                .metric("u8", MetricDataType.UInt8, (short) 200)
                .metric("u16", MetricDataType.UInt16, 60_000)
                .metric("u32", MetricDataType.UInt32, 4_000_000_000L)
                .metric("u64", MetricDataType.UInt64, new BigInteger("10000000000000000000"))
                .metric("f", MetricDataType.Float, 1.5f)
                .metric("d", MetricDataType.Double, 2.5)
                .metric("b", MetricDataType.Boolean, true)
                .metric("s", MetricDataType.String, "on")
                .metric("t", MetricDataType.DateTime, new java.util.Date(Edge.NOW))
                .metric("i32s", MetricDataType.Int32Array, new Integer[] {1, -2})
                .metric("u16s", MetricDataType.UInt16Array, new Integer[] {65_535})
                .metric("ds", MetricDataType.DoubleArray, new Double[] {1.5, 2.5})
                .metric("bs", MetricDataType.BooleanArray, new Boolean[] {true, false, true})
                .metric("ss", MetricDataType.StringArray, new String[] {"a", "b"})
                .on(ROOT + "DBIRTH/line1/pump7"));

    assertThat(birth.rejected()).isEmpty();
    assertThat(birth.samples())
        .extracting(Sample::tag, sample -> sample.value().toString())
        .containsExactly(
            tuple("i8", "-8"),
            tuple("i16", "-16"),
            tuple("i32", "-32"),
            tuple("i64", "-64000000000"),
            tuple("u8", "200"),
            tuple("u16", "60000"),
            tuple("u32", "4000000000"),
            tuple("u64", "1.0E19"),
            tuple("f", "1.5"),
            tuple("d", "2.5"),
            tuple("b", "true"),
            tuple("s", "\"on\""),
            tuple("t", "\"2023-11-14T22:13:20.000Z\""),
            tuple("i32s", "[1,-2]"),
            tuple("u16s", "[65535]"),
            tuple("ds", "[1.5,2.5]"),
            tuple("bs", "[true,false,true]"),
            tuple("ss", "[\"a\",\"b\"]"));
  }

  @Test
  void bytesAreRejectedByNameAndTheRestIsKept() {
    node(0);
    Samples birth =
        read(
            Edge.payload(1)
                .metric("firmware", MetricDataType.Bytes, new byte[] {1, 2})
                .metric("temp", MetricDataType.Double, 1.0)
                .on(ROOT + "DBIRTH/line1/pump7"));

    assertThat(birth.samples()).extracting(Sample::tag).containsExactly("temp");
    assertThat(birth.rejected())
        .extracting(Rejected::field, Rejected::reason)
        .containsExactly(
            tuple("metrics[0].value", "firmware: data type BYTES is not one value of a point"));
  }

  @Test
  void nullNotFiniteAndHistoricalAreTold() {
    node(0);
    Samples data =
        read(
            Edge.payload(1)
                .metric("none", MetricDataType.Double, null)
                .metric("nan", MetricDataType.Double, Double.NaN)
                .metric("old", MetricDataType.Double, 1.0, b -> b.isHistorical(true))
                .on(ROOT + "DDATA/line1/pump7"));

    assertThat(data.samples())
        .extracting(Sample::tag, s -> s.quality().code(), Sample::historical)
        .containsExactly(
            tuple("none", "Null", false),
            tuple("nan", "NotFinite", false),
            tuple("old", "Good", true));
  }

  @ParameterizedTest
  @CsvSource({
    "0,bad,Bad",
    "28,bad,28",
    "64,uncertain,64",
    "192,good,Good",
    "216,good,216",
    "500,bad,Stale",
    "300,bad,300",
    "404,bad,404",
    "512,bad,512",
    "516,bad,516",
    "1073742080,bad,1073742080"
  })
  void qualityPropertyIsRead(int property, String severity, String code) {
    node(0);
    Samples data =
        read(
            Edge.payload(1)
                .metric(
                    "temp",
                    MetricDataType.Double,
                    1.0,
                    Edge.property("Quality", PropertyDataType.Int32, property))
                .on(ROOT + "DDATA/line1/pump7"));

    assertThat(only(data).quality())
        .extracting(q -> q.severity().text(), q -> q.code())
        .containsExactly(severity, code);
  }

  @ParameterizedTest
  @CsvSource({"Int64,192,good", "Float,192,good", "String,192,good", "String,fine,uncertain"})
  void qualityIsReadFromWhicheverFieldHoldsIt(String type, String value, String severity) {
    Object property =
        switch (type) {
          case "Int64" -> Long.valueOf(value);
          case "Float" -> Float.valueOf(value);
          default -> value;
        };
    PropertyDataType field =
        switch (type) {
          case "Int64" -> PropertyDataType.Int64;
          case "Float" -> PropertyDataType.Float;
          default -> PropertyDataType.String;
        };
    node(0);
    Samples data =
        read(
            Edge.payload(1)
                .metric(
                    "temp", MetricDataType.Double, 1.0, Edge.property("Quality", field, property))
                .on(ROOT + "DDATA/line1/pump7"));

    assertThat(only(data).quality().severity().text()).isEqualTo(severity);
  }

  @Test
  void aliasesOfEachDeviceAreItsOwn() {
    // GIVEN two devices that number their aliases from 1
    node(0);
    for (String device : new String[] {"d1", "d2"}) {
      read(
          Edge.payload(device.equals("d1") ? 1 : 2)
              .metric(device + "-a", MetricDataType.Int32, 1, b -> b.alias(1L))
              .on(ROOT + "DBIRTH/line1/" + device));
    }

    // WHEN
    Samples data =
        read(Edge.payload(3).alias(1, MetricDataType.Int32, 9).on(ROOT + "DDATA/line1/d1"));

    // THEN
    assertThat(only(data).thing()).isEqualTo("org.test:line1.d1");
    assertThat(only(data).tag()).isEqualTo("d1-a");
  }

  @Test
  void aPayloadWithoutATimeCountsAsMeasuredWhenItWasReceived() throws IOException {
    // GIVEN a metric and a payload without times, and with those of a source without a clock
    for (boolean zero : new boolean[] {false, true}) {
      ByteArrayOutputStream metric = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(metric);
      out.writeString(1, "temp");
      out.writeUInt32(4, DataType.DOUBLE.ordinal());
      out.writeDouble(13, 61.5);
      if (zero) {
        out.writeUInt64(3, 0);
      }
      out.flush();
      ByteArrayOutputStream payload = new ByteArrayOutputStream();
      out = CodedOutputStream.newInstance(payload);
      if (zero) {
        out.writeUInt64(1, 0);
      }
      out.writeByteArray(2, metric.toByteArray());
      out.writeUInt64(3, 0);
      out.flush();

      // WHEN
      Outcome outcome =
          Outcome.of(
              Outcome.messages(
                  new SparkplugReader(
                      SparkplugOptions.of(new OptionValues(Map.of(), SparkplugOptions.ALL))),
                  "{}"),
              new MappedMessage(
                  Map.of("mqtt.topic", ROOT + "NBIRTH/line1"),
                  null,
                  ByteBuffer.wrap(payload.toByteArray()),
                  Edge.NOW,
                  "c-1"));

      // THEN
      assertThat(outcome.property("org.test:line1#temp", "sourceTimestamp").asString())
          .isEqualTo(IsoInstant.format(Edge.NOW));
    }
  }

  @Test
  void aPointInANodesNameIsNoDevice() {
    // GIVEN device b of node a, and node a.b
    Samples device =
        read(Edge.payload(0).metric("x", MetricDataType.Int32, 1).on(ROOT + "DBIRTH/a/b"));
    Samples node =
        read(Edge.payload(0).metric("x", MetricDataType.Int32, 1).on(ROOT + "NBIRTH/a.b"));

    // THEN they are two things
    assertThat(only(device).thing()).isEqualTo("org.test:a.b");
    assertThat(only(node).thing()).isEqualTo("org.test:a_x002E_b");
  }

  @Test
  void namesOfAnyLanguageStayApart() {
    // GIVEN a birth
    node(0);
    Samples birth =
        read(
            Edge.payload(1)
                .metric("motor/temp", MetricDataType.Double, 1.0)
                .metric("motor_temp", MetricDataType.Double, 2.0)
                .metric("温度", MetricDataType.Double, 3.0)
                .metric("压力", MetricDataType.Double, 4.0)
                .on(ROOT + "DBIRTH/line1/pump7"));

    // THEN each name has a feature of its own
    assertThat(birth.samples())
        .extracting(sample -> FeatureId.of(sample.tag()))
        .containsExactly("motor__temp", "motor_temp", "温度", "压力");
    assertThat(birth.rejected()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "spBv1.0/org.test/DDATA/line1, lacks the device",
    "spBv1.0/org.test/NDATA/line1/pump7, has a device",
    "spBv1.0/org.test/XDATA/line1, unknown message type",
    "telemetry/pump7, not a topic of Sparkplug B",
    "spBv1.0/my plant/DDATA/line1/pump7, must be namespace:name"
  })
  void topicsThatAreNoneAreRefused(String topic, String reason) {
    assertThatThrownBy(() -> read(Edge.payload(0).on(topic)))
        .isInstanceOf(PayloadError.class)
        .hasMessageContaining("topic")
        .hasMessageContaining(reason);
  }

  @Test
  void missingTopicNamesTheHeader() {
    assertThatThrownBy(
            () -> reader.read(new MappedMessage(Map.of(), null, null, 0, "c"), new Samples()))
        .hasMessageContaining("mqtt.topic");
  }

  @Test
  void theCommandForARebirthIsReadByTheReference() throws Exception {
    var payload =
        new org.eclipse.tahu.message.SparkplugBPayloadDecoder()
            .buildFromByteArray(Rebirth.command(Edge.NOW), null);

    assertThat(payload.getMetrics())
        .singleElement()
        .satisfies(
            metric -> {
              assertThat(metric.getName()).isEqualTo("Node Control/Rebirth");
              assertThat(metric.getDataType()).isEqualTo(MetricDataType.Boolean);
              assertThat(metric.getValue()).isEqualTo(true);
            });
  }

  private void node(long seq) {
    read(
        Edge.payload(seq)
            .metric("bdSeq", MetricDataType.Int64, 1L)
            .metric("Node Control/Rebirth", MetricDataType.Boolean, false)
            .metric("load", MetricDataType.Double, 0.5, b -> b.alias(7L))
            .on(ROOT + "NBIRTH/line1"));
  }

  private static MappedMessage data(long seq) {
    return Edge.payload(seq).metric("load", MetricDataType.Double, 0.6).on(ROOT + "NDATA/line1");
  }

  private Samples read(MappedMessage message) {
    Samples readings = new Samples();
    reader.read(message, readings);
    return readings;
  }

  private static Sample only(Samples readings) {
    assertThat(readings.samples()).hasSize(1);
    return readings.samples().get(0);
  }

  private static Tuple tuple(Object... values) {
    return Tuple.tuple(values);
  }
}
