package org.twinsuite.ditto.extensions.opcuapubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.Samples;
import org.twinsuite.ditto.extensions.twin.Outcome;

class OpcUaPubSubReaderTest {

  private static final long NOW = Instant.parse("2026-01-31T12:00:09Z").toEpochMilli();
  private final OpcUaPubSubReader reader =
      new OpcUaPubSubReader(
          OpcUaPubSubOptions.of(new OptionValues(Map.of(), OpcUaPubSubOptions.ALL)));

  private static final String METADATA =
      """
      {"MessageId":"1","MessageType":"ua-metadata","PublisherId":"org.test","DataSetWriterId":3,
       "MetaData":{"Name":"pump","Fields":[
         {"Name":"Temp","BuiltInType":11,"Properties":[
           {"Key":{"Name":"EngineeringUnits"},
            "Value":{"Type":22,"Body":{"TypeId":{"Id":887},
              "Body":{"UnitId":4408652,"DisplayName":{"Text":"°C"}}}}}]}]}}
      """;

  @Test
  void dataValuesKeepTheirTimesAndStatus() {
    read(METADATA);

    Samples readings =
        read(
            """
            {"MessageType":"ua-data","PublisherId":"org.test","Messages":[
              {"DataSetWriterId":3,"DataSetWriterName":"pump-7","Timestamp":"2026-01-31T12:00:03Z",
               "Payload":{
                 "Temp":{"Value":{"Type":11,"Body":21.5},"SourceTimestamp":"2026-01-31T12:00:01Z",
                         "ServerTimestamp":"2026-01-31T12:00:02.250Z"},
                 "Flow":{"Value":7,"Status":{"Code":1083179008,"Symbol":"UncertainSensor"}},
                 "Level":{"Status":2156658688},
                 "Count":{"Type":8,"Body":"9007199254740993"},
                 "On":true}}]}
            """);

    assertThat(readings.rejected()).isEmpty();
    assertThat(readings.samples())
        .extracting(
            Sample::thing,
            Sample::tag,
            s -> String.valueOf(s.value()),
            s -> String.valueOf(s.unit()),
            s -> s.quality().severity().text(),
            s -> s.quality().code(),
            s -> NOW - s.sourceTime(),
            s -> NOW - s.serverTime())
        .containsExactly(
            tuple("org.test:pump-7", "Temp", "21.5", "Cel", "good", "Good", 8000L, 6750L),
            tuple(
                "org.test:pump-7",
                "Flow",
                "7",
                "null",
                "uncertain",
                "UncertainSensor",
                6000L,
                6000L),
            tuple(
                "org.test:pump-7",
                "Level",
                "null",
                "null",
                "bad",
                "Bad_SensorFailure",
                6000L,
                6000L),
            tuple(
                "org.test:pump-7",
                "Count",
                "9007199254740993",
                "null",
                "good",
                "Good",
                6000L,
                6000L),
            tuple("org.test:pump-7", "On", "true", "null", "good", "Good", 6000L, 6000L));
  }

  @Test
  void formsOf105AreRead() {
    Samples readings =
        read(
            """
            {"MessageType":"ua-data","PublisherId":"org.test","Messages":
              {"DataSetWriterName":"pump-7","Payload":{
                 "Temp":{"UaType":11,"Value":21.5,"StatusCode":{"Code":2156658688},
                         "SourceTimestamp":"2026-01-31T13:00:01+01:00"}}}}
            """);

    assertThat(readings.samples())
        .extracting(s -> s.value().asDouble(), s -> s.quality().code(), s -> NOW - s.sourceTime())
        .containsExactly(tuple(21.5, "Bad_SensorFailure", 8000L));
  }

  @Test
  void statusOfTheDataSetHoldsForItsFields() {
    Samples readings =
        read(
            """
            {"PublisherId":"org.test","Messages":[{"DataSetWriterName":"p","Status":2150694912,
              "Payload":{"a":1}}]}
            """);

    assertThat(readings.samples().get(0).quality().code()).isEqualTo("Bad_NoCommunication");
  }

  @Test
  void structuresAreRejectedByName() {
    Samples readings =
        read(
            """
            {"PublisherId":"org.test","Messages":[{"DataSetWriterName":"p",
              "Payload":{"a":1,"s":{"X":1,"Y":2}}}]}
            """);

    assertThat(readings.samples()).hasSize(1);
    assertThat(readings.rejected())
        .singleElement()
        .satisfies(part -> assertThat(part.field()).isEqualTo("Messages[0].Payload.s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | (payload)",
        "{\"Messages\":[]} | PublisherId",
        "{\"PublisherId\":\"a\"} | Messages",
        "{\"PublisherId\":\"a\",\"Messages\":[1]} | Messages[0]",
        "{\"PublisherId\":\"a\",\"Messages\":[{\"Payload\":{}}]} | Messages[0].DataSetWriterId",
        "{\"PublisherId\":\"a\",\"Messages\":[{\"DataSetWriterId\":1}]} | Messages[0].Payload",
        "{\"PublisherId\":\"a\",\"Messages\":[{\"DataSetWriterId\":1,\"Payload\":{},\"Timestamp\":\"x\"}]}"
            + " | Messages[0].Timestamp",
        "{\"PublisherId\":\"a b\",\"Messages\":[{\"DataSetWriterId\":1,\"Payload\":{}}]} | namespace:name",
      })
  void whatIsWrongIsNamed(String message, String reason) {
    Outcome outcome =
        Outcome.of(
            Outcome.messages(reader, "{}"), new MappedMessage(Map.of(), message, null, NOW, "c-1"));

    assertThat(outcome.points).isEmpty();
    assertThat(outcome.faults()).contains(reason);
  }

  @Test
  void keepAliveHasNoSamples() {
    assertThat(
            read("{\"PublisherId\":\"a\",\"Messages\":[{\"DataSetWriterId\":1,\"MessageType\":\"ua-keepalive\"}]}")
                .samples())
        .isEmpty();
  }

  @Property(tries = 300)
  void whateverTheFieldItIsReadOrRejected(@ForAll @StringLength(max = 20) String text) {
    String json = org.eclipse.ditto.json.JsonValue.of(text).toString();
    Samples readings =
        read(
            "{\"PublisherId\":\"a\",\"Messages\":[{\"DataSetWriterId\":1,\"Payload\":{\"f\":{\"Value\":"
                + json
                + ",\"SourceTimestamp\":"
                + json
                + "}}}]}");

    assertThat(readings.samples().size() + readings.rejected().size()).isEqualTo(1);
  }

  private Samples read(String json) {
    Samples readings = new Samples();
    reader.read(new MappedMessage(Map.of(), json, null, NOW, "c-1"), readings);
    return readings;
  }
}
