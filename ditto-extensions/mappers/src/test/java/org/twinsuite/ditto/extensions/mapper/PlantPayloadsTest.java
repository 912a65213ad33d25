package org.twinsuite.ditto.extensions.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.ditto.extensions.opcuapubsub.OpcUaPubSubOptions;
import org.twinsuite.ditto.extensions.opcuapubsub.OpcUaPubSubReader;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.senml.SenmlOptions;
import org.twinsuite.ditto.extensions.senml.SenmlReader;
import org.twinsuite.ditto.extensions.twin.Outcome;
import org.twinsuite.ditto.extensions.twin.TwinMessages;

/** Payloads that plants send, and what has to become of them in the twin. */
final class PlantPayloadsTest {

  private static final long NOW = Instant.parse("2026-03-01T01:00:00Z").toEpochMilli();

  private TwinMessages opcUa = opcUa("{}");
  private TwinMessages senml = senml("{}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Value\":null,\"StatusCode\":{\"Code\":2150694912,\"Symbol\":\"BadSensorFailure\"}}",
        "{\"UaType\":0,\"Value\":null,\"StatusCode\":{\"Code\":2150694912}}",
        "{\"Value\":{\"Type\":11},\"StatusCode\":{\"Code\":2147483648}}",
        "{\"Type\":0,\"Body\":null}",
        "{\"StatusCode\":2156658688}",
        "{\"Value\":null}",
        "{\"Value\":null,\"StatusCode\":0}",
        "null"
      })
  void aDeadSensorIsShownAsBad(String field) {
    // GIVEN a good value
    read(opcUa, data("temp", "61.5"));

    // WHEN a null comes, with a bad status or without (OPC UA Part 4, 7.11; Part 6, 5.4.2)
    Outcome outcome = read(opcUa, data("temp", field));

    // THEN the twin no longer shows the value
    assertThat(outcome.faults()).isEqualTo("[]");
    assertThat(outcome.property("org.test:1#temp", "value").isNull()).isTrue();
    assertThat(outcome.property("org.test:1#temp", "quality/severity"))
        .isEqualTo(JsonValue.of("bad"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"UaType\":8,\"Value\":\"123456789012\"} | 123456789012",
        "{\"UaType\":8,\"Value\":\"-5\",\"StatusCode\":{\"Code\":0}} | -5",
        "{\"UaType\":9,\"Value\":\"18446744073709551615\"} | 1.8446744073709552E19",
        "{\"Type\":8,\"Body\":[\"1\",\"2\"]} | [1,2]",
        "{\"Type\":8,\"Body\":\"4711\"} | 4711",
        "{\"Type\":12,\"Body\":\"123\"} | \"123\"",
        "{\"Type\":21,\"Body\":{\"Locale\":\"en\",\"Text\":\"Running\"}} | \"Running\"",
        "{\"Locale\":\"de\",\"Text\":\"läuft\"} | \"läuft\"",
        "{\"Type\":20,\"Body\":{\"Name\":\"Mode\",\"Uri\":1}} | \"Mode\"",
        "{\"Type\":19,\"Body\":2156658688} | \"Bad_SensorFailure\"",
        "{\"Type\":6,\"Body\":[1,2,3,4,5,6],\"Dimensions\":[2,3]} | [[1,2,3],[4,5,6]]",
        "{\"Type\":13,\"Body\":\"2026-03-01T00:00:00Z\"} | \"2026-03-01T00:00:00Z\"",
        "{\"Type\":15,\"Body\":\"AQID\"} | \"AQID\"",
        "[[1,2],[3,4]] | [[1,2],[3,4]]",
        "true | true",
      })
  void valuesAreReadByTheirType(String field, String expected) {
    Outcome outcome = read(opcUa, data("a", field));

    assertThat(outcome.property("org.test:1#a", "value"))
        .as(outcome.faults())
        .isEqualTo(JsonFactory.readFrom(expected));
    assertThat(outcome.property("org.test:1#a", "quality/severity"))
        .isEqualTo(JsonValue.of("good"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Type\":11,\"Body\":\"NaN\"}",
        "{\"UaType\":10,\"Value\":\"Infinity\"}",
        "{\"Value\":\"-Infinity\"}",
        "\"NaN\""
      })
  void whatIsNotFiniteIsNoValue(String field) {
    Outcome outcome = read(opcUa, data("a", field));

    assertThat(outcome.property("org.test:1#a", "value").isNull()).isTrue();
    assertThat(outcome.property("org.test:1#a", "quality/code"))
        .isEqualTo(JsonValue.of("NotFinite"));
  }

  @Test
  void rawIntegersOf64BitsAreReadByTheMetadata() {
    // GIVEN
    read(
        opcUa,
        """
        {"MessageType":"ua-metadata","PublisherId":"org.test","DataSetWriterId":1,"MetaData":
         {"Fields":[{"Name":"count","BuiltInType":8,"ValueRank":-1}]}}""");

    // WHEN
    Outcome outcome = read(opcUa, data("count", "\"4711\""));

    // THEN
    assertThat(outcome.property("org.test:1#count", "value")).isEqualTo(JsonValue.of(4711));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"X\":1,\"Y\":2}",
        "[{\"a\":1}]",
        "{\"Type\":22,\"Body\":{\"X\":1}}",
        "{\"Type\":6,\"Body\":[1,2,3],\"Dimensions\":[2,2]}",
        "{\"Type\":8,\"Body\":\"12x\"}",
        "{\"Value\":5,\"StatusCode\":{\"Code\":\"2150891520\"}}",
        "{\"Value\":5,\"StatusCode\":\"Good\"}",
        "{\"Value\":5,\"SourceTimestamp\":\"yesterday\"}",
        "{\"Type\":11,\"Body\":\"1,5\"}"
      })
  void whatIsNoValueIsRejectedAlone(String field) {
    Outcome outcome = read(opcUa, data("bad", field, "good", "7"));

    assertThat(outcome.property("org.test:1#good", "value")).isEqualTo(JsonValue.of(7));
    assertThat(outcome.points).hasSize(1);
    assertThat(outcome.faults()).contains("Payload.bad");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T00:00:00Z", "1601-01-01T00:00:00Z"})
  void aTimeThatStandsForNoneIsNone(String time) {
    Outcome outcome = read(opcUa, data("a", "{\"Value\":1,\"SourceTimestamp\":\"" + time + "\"}"));

    assertThat(outcome.property("org.test:1#a", "sourceTimestamp"))
        .isEqualTo(JsonValue.of("2026-03-01T00:00:00.000Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"DataSetWriterId\":13,\"Timestamp\":\"01/03/2026\",\"Payload\":{\"a\":6}}",
        "{\"DataSetWriterId\":13,\"Status\":\"Good\",\"Timestamp\":\"2026-03-01T00:00:00Z\",\"Payload\":{\"a\":6}}",
        "{\"DataSetWriterId\":13,\"Payload\":null}",
        "{\"Payload\":{\"a\":6}}",
        "{\"DataSetWriterName\":\"a/b\",\"Payload\":{\"a\":6}}",
        "7",
        "null"
      })
  void aBadDataSetHarmsItselfOnly(String bad) {
    Outcome outcome =
        read(
            opcUa,
            """
            {"PublisherId":"org.test","Messages":[%s,{"DataSetWriterId":12,"Payload":{"a":5}}]}"""
                .formatted(bad));

    assertThat(outcome.property("org.test:12#a", "value")).isEqualTo(JsonValue.of(5));
    assertThat(outcome.points).hasSize(1);
    assertThat(outcome.rejected).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"bn\":\"org.test:m/\",\"n\":\"a\",\"v\":null} | [0].v",
        "{\"bn\":\"org.test:m/\",\"n\":\"a\",\"v\":\"1.5\"} | [0].v",
        "{\"bn\":\"org.test:m/\",\"n\":\"a\",\"v\":1e400} | [0].v",
        "{\"bn\":\"org.test:m/\",\"n\":\"\",\"v\":1} | [0]",
        "{\"bn\":\"org.test:m/\",\"n\":\"a\",\"v\":{\"x\":[1]}} | [0].v",
        "{\"bn\":\"org.test:m/\",\"n\":\"a\",\"vd\":\"%%\"} | [0].vd",
        "{\"bn\":\"org.test:m/\",\"n\":\"a\",\"v\":1,\"t\":\"now\"} | [0].t",
        "5 | [0]",
      })
  void aBadRecordHarmsItselfOnly(String bad, String field) {
    Outcome outcome = read(senml, "[" + bad + ",{\"bn\":\"org.test:m/\",\"n\":\"b\",\"v\":2}]");

    assertThat(outcome.points).containsOnlyKeys("org.test:m#b");
    assertThat(outcome.faults()).contains(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sensor-without-slash", "nodevice/a"})
  void aNameWithoutAThingHarmsItselfOnly(String name) {
    Outcome outcome =
        read(senml, "[{\"n\":\"org.test:good/a\",\"v\":1},{\"n\":\"" + name + "\",\"v\":2}]");

    assertThat(outcome.points).containsOnlyKeys("org.test:good#a");
    assertThat(outcome.rejected).hasSize(1);
  }

  @Test
  void recordsOnABrokenBaseAreNotResolved() {
    Outcome outcome =
        read(
            senml,
            "[{\"n\":\"org.test:m/a\",\"v\":1},{\"bn\":5},{\"n\":\"org.test:m/b\",\"v\":1},"
                + "{\"bn\":\"org.test:k/\",\"n\":\"c\",\"v\":1}]");

    assertThat(outcome.points).containsOnlyKeys("org.test:m#a", "org.test:k#c");
  }

  @Test
  void aBaseSumIsASum() {
    // RFC 8428, 4.5.4
    Outcome outcome =
        read(
            senml,
            "[{\"bn\":\"org.test:m2/\",\"bt\":1700000000,\"bu\":\"W\",\"bs\":1000},"
                + "{\"n\":\"p\",\"v\":5}]");

    assertThat(outcome.property("org.test:m2#p", "value")).isEqualTo(JsonValue.of(5));
    assertThat(outcome.property("org.test:m2#p.sum", "value")).isEqualTo(JsonValue.of(1000));
    assertThat(outcome.property("org.test:m2#p.sum", "unit")).isEqualTo(JsonValue.of("W.s"));
  }

  @Test
  void aBaseValueIsTheValueOfARecordWithoutOne() {
    Outcome outcome = read(senml, "[{\"bn\":\"org.test:m/\",\"bv\":20},{\"n\":\"a\"}]");

    assertThat(outcome.property("org.test:m#a", "value")).isEqualTo(JsonValue.of(20));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"temperature\":21.5,\"humidity\":40}]",
        "[{\"name\":\"t\",\"value\":5}]",
        "[]",
        "[{}]"
      })
  void whatHoldsNoRecordIsRefused(String pack) {
    Outcome outcome = read(senml, pack);

    assertThat(outcome.refused).isNotNull();
    assertThat(outcome.refused).hasMessageContaining("no record with a value");
    assertThat(outcome.refused.fix()).contains("RFC 8428");
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    String pack = "\uFEFF[{\"n\":\"org.test:m/a\",\"v\":1}]";

    Outcome text = read(senml, pack);
    Outcome bytes =
        Outcome.of(
            senml("{}"),
            new MappedMessage(
                Map.of(),
                null,
                ByteBuffer.wrap(pack.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                NOW,
                "c"));

    assertThat(text.points).containsKey("org.test:m#a");
    assertThat(bytes.points).containsKey("org.test:m#a");
  }

  @Test
  void anUnknownUnitCostsTheUnitAndIsReportedOnce() {
    String pack = "[{\"n\":\"org.test:m/a\",\"u\":\"furlongs\",\"v\":5}]";

    Outcome first = read(senml, pack);
    Outcome second = read(senml, pack);

    assertThat(first.property("org.test:m#a", "value")).isEqualTo(JsonValue.of(5));
    assertThat(first.property("org.test:m#a", "unit").isNull()).isTrue();
    assertThat(first.rejected).singleElement().asString().contains("'furlongs' is not known");
    assertThat(second.property("org.test:m#a", "value")).isEqualTo(JsonValue.of(5));
    assertThat(second.rejected).isEmpty();
  }

  @Test
  void theUnitOfTheOptionWins() {
    TwinMessages messages = senml("{\"units\":{\"cur\":\"A\",\"flow\":\"m3/h\",\"t\":\"Cel\"}}");

    Outcome outcome =
        read(
            messages,
            "[{\"bn\":\"org.test:x1/\",\"n\":\"cur\",\"u\":\"ampears\",\"v\":5},"
                + "{\"n\":\"flow\",\"u\":\"m3/hr\",\"v\":7},{\"n\":\"t\",\"u\":\"C\",\"v\":20},"
                + "{\"n\":\"ok\",\"v\":1}]");

    assertThat(outcome.property("org.test:x1#cur", "value")).isEqualTo(JsonValue.of(5));
    assertThat(outcome.property("org.test:x1#cur", "unit")).isEqualTo(JsonValue.of("A"));
    assertThat(outcome.property("org.test:x1#flow", "value")).isEqualTo(JsonValue.of(7));
    assertThat(outcome.property("org.test:x1#flow", "unit")).isEqualTo(JsonValue.of("m3/h"));
    assertThat(outcome.property("org.test:x1#t", "unit")).isEqualTo(JsonValue.of("Cel"));
    assertThat(outcome.points).hasSize(4);
  }

  @Test
  void unitsOfMetadataAreUnderstoodByIdAndName() {
    // GIVEN an id of UNECE's, and a name with a sign that is not of ASCII
    read(
        opcUa,
        """
        {"MessageType":"ua-metadata","PublisherId":"org.test","DataSetWriterId":1,"MetaData":{"Fields":[
          {"Name":"t","Properties":[{"Key":{"Name":"EngineeringUnits"},"Value":{"Type":22,"Body":
            {"TypeId":{"Id":889},"Body":{"DisplayName":{"Text":"N·m"}}}}}]},
          {"Name":"q","Properties":[{"Key":{"Name":"EngineeringUnits"},"Value":{"Type":22,"Body":
            {"TypeId":{"Id":889},"Body":{"UnitId":5067858,"DisplayName":{"Text":"?"}}}}}]}]}}""");

    // WHEN
    Outcome outcome = read(opcUa, data("t", "21", "q", "1"));

    // THEN
    assertThat(outcome.property("org.test:1#t", "unit")).isEqualTo(JsonValue.of("N.m"));
    assertThat(outcome.property("org.test:1#q", "unit")).isEqualTo(JsonValue.of("m"));
  }

  @Test
  void namesOfAnyLanguageAreFeaturesOfTheirOwn() {
    Outcome outcome =
        read(
            opcUa,
            data(
                "温度",
                "1",
                "压力",
                "2",
                "Öl",
                "3",
                "Äl",
                "4",
                "Temp (DE)",
                "5",
                "Temp [DE]",
                "6",
                "ns=2;s=Pump 1.Temp",
                "7",
                "ns_2_s_Pump_1.Temp",
                "8"));

    assertThat(outcome.points).hasSize(8);
    assertThat(outcome.historical).isEmpty();
    assertThat(outcome.points).containsKey("org.test:1#温度");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maintenance", "forecast:rul", "anomaly:vibration", "stock:bearing"})
  void whatTheSuiteWritesIsNotTakenFromADevice(String name) {
    Outcome outcome = read(opcUa, data(name, "5", "good", "1"));

    assertThat(outcome.points).containsOnlyKeys("org.test:1#good");
    assertThat(outcome.faults()).contains("reserved");
  }

  @Test
  void aThingOfAnotherNamespaceIsNotWritten() {
    TwinMessages messages = senml("{\"namespaces\":[\"org.a\"]}");

    Outcome some =
        read(messages, "[{\"n\":\"org.a:d1/x\",\"v\":1},{\"n\":\"org.b:d1/x\",\"v\":2}]");
    Outcome none = read(messages, "[{\"n\":\"org.b:d1/x\",\"v\":2}]");

    assertThat(some.points).containsOnlyKeys("org.a:d1#x");
    assertThat(some.rejected).singleElement().asString().contains("org.b:d1");
    assertThat(none.refused).hasMessageContaining("not in the namespaces [org.a]");
  }

  @Test
  void halfAnEmojiIsRejectedAlone() {
    Outcome outcome =
        read(opcUa, data("temp\\ud83d", "1", "text", "\"pump \\ud83d\"", "good", "2"));

    assertThat(outcome.points).containsOnlyKeys("org.test:1#good");
    assertThat(outcome.rejected).hasSize(2);
    assertThat(outcome.faults()).contains("not well-formed").doesNotContain("\ud83d");
  }

  private static String data(String... fields) {
    StringBuilder payload = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      payload
          .append(i == 0 ? "" : ",")
          .append('"')
          .append(fields[i])
          .append("\":")
          .append(fields[i + 1]);
    }
    return "{\"MessageType\":\"ua-data\",\"PublisherId\":\"org.test\",\"Messages\":[{\"DataSetWriterId\":1,"
        + "\"Timestamp\":\"2026-03-01T00:00:00Z\",\"Payload\":{"
        + payload
        + "}}]}";
  }

  private static Outcome read(TwinMessages messages, String payload) {
    return Outcome.of(messages, new MappedMessage(Map.of(), payload, null, NOW, "c-1"));
  }

  private static TwinMessages opcUa(String options) {
    return Outcome.messages(
        new OpcUaPubSubReader(
            OpcUaPubSubOptions.of(new OptionValues(Map.of(), OpcUaPubSubOptions.ALL))),
        options);
  }

  private static TwinMessages senml(String options) {
    return Outcome.messages(
        new SenmlReader(SenmlOptions.of(new OptionValues(Map.of(), SenmlOptions.ALL))), options);
  }
}
