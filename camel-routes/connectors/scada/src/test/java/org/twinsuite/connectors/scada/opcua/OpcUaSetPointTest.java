package org.twinsuite.connectors.scada.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;

import java.util.Map;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.WriteBounds;

class OpcUaSetPointTest {

  private static final Tag TAG =
      new Tag(
          "s",
          "ns=2;s=a",
          "p:a",
          "f",
          null,
          0,
          1,
          0,
          0,
          new WriteBounds(-1e300, 1e300),
          Map.of(),
          7);

  @ParameterizedTest
  @CsvSource({
    "SByte,-128",
    "SByte,127",
    "Byte,255",
    "Int16,-32768",
    "UInt16,65535",
    "Int32,2147483647",
    "UInt32,4294967295",
    "Int64,-9007199254740992",
    "UInt64,9007199254740992",
    "Float,0.1",
    "Float,16777216",
    "Double,1e300"
  })
  void aNumberThatTheTypeHoldsIsWritten(OpcUaDataType type, double value) {
    Object written = OpcUaSetPoint.of(TAG, type, value);
    assertThat(written).isInstanceOf(type.getBackingClass());
    assertThat(((Number) written).doubleValue())
        .isCloseTo(value, org.assertj.core.data.Percentage.withPercentage(1e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "SByte,-129",
    "SByte,128",
    "Byte,-1",
    "Byte,256",
    "Int16,40000",
    "Int16,-32769",
    "UInt16,-5",
    "UInt16,65536",
    "Int32,3e9",
    "UInt32,-1",
    "UInt32,4294967296",
    "Int64,1e19",
    "UInt64,-1",
    "UInt64,2e19",
    "Float,1e39",
    "Float,16777217",
    "Int16,0.4",
    "Int32,1.5",
    "Boolean,0.4",
    "Boolean,2",
    "Boolean,-1",
    "String,5",
    "DateTime,5",
    "LocalizedText,5",
    "ByteString,5",
    "Int64,9007199254740994",
    "Int16,NaN",
    "Float,NaN",
    "Double,NaN",
    "Double,Infinity",
    "Boolean,NaN",
    "UInt64,NaN",
    "Int32,-Infinity"
  })
  void anyOtherIsRefused(OpcUaDataType type, double value) {
    assertThatThrownBy(() -> OpcUaSetPoint.of(TAG, type, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ns=2;s=a")
        .hasMessageMatching(".*(" + type + "|2\\^53).*");
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,true"})
  void aSwitchIsWrittenOnlyFromZeroOrOne(double value, boolean written) {
    assertThat(OpcUaSetPoint.of(TAG, OpcUaDataType.Boolean, value)).isEqualTo(written);
  }

  @Test
  void theTypeIsThatOfThePresentValueOrTheDeclaredOne() {
    assertThat(OpcUaSetPoint.typeOf(TAG, ubyte(1))).isEqualTo(OpcUaDataType.Byte);
    assertThat(OpcUaSetPoint.typeOf(TAG, ulong(1))).isEqualTo(OpcUaDataType.UInt64);
    assertThat(OpcUaSetPoint.typeOf(TAG, (short) 1)).isEqualTo(OpcUaDataType.Int16);
    assertThat(OpcUaSetPoint.typeOf(TAG, NodeIds.Float)).isEqualTo(OpcUaDataType.Float);
    for (Object present : new Object[] {new Double[1], Matrix.ofNull(), new Object()}) {
      assertThatThrownBy(() -> OpcUaSetPoint.typeOf(TAG, present))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(OpcUaSetPoint.typeOf(TAG, LocalizedText.english("x")))
        .isEqualTo(OpcUaDataType.LocalizedText);
    assertThatThrownBy(() -> OpcUaSetPoint.typeOf(TAG, new NodeId(2, "Mode")))
        .hasMessageContaining("ns=2;s=Mode");
  }
}
