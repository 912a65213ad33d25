package org.twinsuite.connectors.scada.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;
import org.eclipse.milo.opcua.stack.core.types.enumerated.ServerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagSample;
import org.twinsuite.connectors.scada.TwinUpdate;
import org.twinsuite.twin.Quality;

class OpcUaValuesTest {

  private static final UUID ID = UUID.fromString("09087e75-8e5e-499b-954f-f2a9603db28a");
  private static final Instant AT = Instant.parse("2026-03-01T06:00:00.250Z");

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(new Double[] {1.5, 2.5}, "[1.5,2.5]"),
        Arguments.of(new double[] {1.5, 2.5}, "[1.5,2.5]"),
        Arguments.of(new String[] {"a", "b", null}, "[\"a\",\"b\",null]"),
        Arguments.of(new Double[0], "[]"),
        Arguments.of(new Boolean[] {true, false}, "[true,false]"),
        Arguments.of(new LocalizedText("en", "Running"), "\"Running\""),
        Arguments.of(
            new LocalizedText[] {LocalizedText.english("x"), LocalizedText.NULL_VALUE},
            "[\"x\",null]"),
        Arguments.of(new DateTime(AT), "\"2026-03-01T06:00:00.250Z\""),
        Arguments.of(ByteString.of(new byte[] {1, 2, 3}), "\"AQID\""),
        Arguments.of(new QualifiedName(2, "Pump"), "\"2:Pump\""),
        Arguments.of(new QualifiedName(0, "Pump"), "\"Pump\""),
        Arguments.of(new NodeId(2, "P.Vib"), "\"ns=2;s=P.Vib\""),
        Arguments.of(new NodeId(0, 2258).expanded(), "\"i=2258\""),
        Arguments.of(ID, "\"" + ID + "\""),
        Arguments.of(new StatusCode(StatusCodes.Bad_SensorFailure), "\"Bad_SensorFailure\""),
        Arguments.of(ServerState.Suspended, "3.0"),
        Arguments.of(new XmlElement("<a/>"), "\"<a/>\""),
        Arguments.of(uint(4_000_000_000L), "4.0E9"),
        Arguments.of(ulong(5), "5.0"),
        Arguments.of(new Variant(new Variant(7)), "7.0"),
        Arguments.of(
            new Variant[] {new Variant(1.5), new Variant("a"), new Variant(null)},
            "[1.5,\"a\",null]"),
        Arguments.of(Matrix.ofInt32(new Integer[][] {{1, 2}, {3, 4}}), "[[1.0,2.0],[3.0,4.0]]"),
        Arguments.of(new Double[] {Double.NaN, 1.0}, "[null,1.0]"));
  }

  private static TagSample sample(Object raw) {
    OpcUaValues.Read read = OpcUaValues.read(new DataValue(new Variant(raw)));
    Quality quality = read.problem() == null ? Quality.GOOD : Quality.bad(read.problem());
    Tag tag = Tag.of("s", "a", "p:a", "x");
    return TagSample.of(tag, read.value(), quality, AT, AT, AT, false);
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsJsonAndNotWhatAProgramPrints(Object raw, String json) {
    TagSample sample = sample(raw);
    assertThat(sample.quality()).isEqualTo(Quality.GOOD);
    assertThat(new TwinUpdate("p:a", List.of(sample), false).patch())
        .contains("{\"value\":" + json + ",");
  }

  @Test
  void aStructureIsToldAsUnsupported() {
    // GIVEN
    ExtensionObject structure =
        ExtensionObject.of(ByteString.of(new byte[] {1}), new NodeId(2, "Analysis"));
    // WHEN
    for (Object raw : Arrays.asList(structure, new ExtensionObject[] {structure})) {
      TagSample sample = sample(raw);
      // THEN
      assertThat(sample.value()).isNull();
      assertThat(sample.quality())
          .isEqualTo(Quality.bad("Bad_TypeUnsupported (a structure, ns=2;s=Analysis)"));
    }
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void aValueThatATwinCannotHoldIsBad(Object raw, String code) {
    TagSample sample = sample(raw);
    assertThat(sample.value()).isNull();
    assertThat(sample.quality().severity()).isEqualTo(Quality.Severity.BAD);
    assertThat(sample.quality().code()).startsWith(code);
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        Arguments.of(Double.NaN, "Bad_NotANumber"),
        Arguments.of(Float.POSITIVE_INFINITY, "Bad_NotANumber"),
        Arguments.of(null, "Bad_NoValue"),
        Arguments.of(DateTime.NULL_VALUE, "Bad_NoValue"),
        Arguments.of(LocalizedText.NULL_VALUE, "Bad_NoValue"),
        Arguments.of("half \ud83d", "Bad_DecodingError"),
        Arguments.of("x".repeat(70_000), "Bad_EncodingLimitsExceeded"),
        Arguments.of(new Double[5_000], "Bad_EncodingLimitsExceeded"));
  }

  @Test
  void theEarliestAndTheLatestTimeAreNoTime() {
    assertThat(OpcUaValues.instant(DateTime.MIN_VALUE)).isNull();
    assertThat(OpcUaValues.instant(new DateTime(-1))).isNull();
    assertThat(OpcUaValues.instant(new DateTime(Long.MAX_VALUE))).isNull();
    assertThat(OpcUaValues.instant(DateTime.MAX_DATE_TIME)).isNull();
    assertThat(OpcUaValues.instant(new DateTime(AT))).isEqualTo(AT);
  }

  @Test
  void anExpandedNodeIdKeepsItsNamespace() {
    assertThat(sample(ExpandedNodeId.parse("nsu=urn:plant;s=Pump")).value())
        .isEqualTo("nsu=urn:plant;s=Pump");
  }
}
