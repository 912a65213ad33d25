package org.twinsuite.connectors.scada.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.WriteBounds;

class SparkplugSetPointTest {

  private static final Tag TAG =
      new Tag(
          "s", "g/n:a", "p:a", "f", null, 0, 1, 0, 0, new WriteBounds(-1e300, 1e300), Map.of(), 7);

  @ParameterizedTest
  @CsvSource({
    "Int8,300",
    "Int16,70000",
    "Int32,3e9",
    "UInt16,-5",
    "UInt8,256",
    "UInt64,-1",
    "Float,1e39",
    "Boolean,0.4",
    "Int8,NaN",
    "Double,Infinity",
    "String,1",
    "DataSet,1",
    "UInt32,-1",
    "Int64,1e19",
    "DateTime,-1",
    "Unknown,1",
    "Int32,0.5"
  })
  void aNumberThatTheTypeDoesNotHoldIsRefused(DataType type, double value) {
    Metric.Builder metric = Metric.newBuilder();
    assertThatThrownBy(() -> SparkplugSetPoint.set(metric, TAG, type.getNumber(), value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("g/n:a");
  }

  @ParameterizedTest
  @CsvSource({
    "Int8,-128",
    "Int16,-1",
    "Int32,-2147483648",
    "UInt8,255",
    "UInt16,65535",
    "UInt32,4294967295",
    "Int64,-5",
    "UInt64,5",
    "Float,0.5",
    "Double,0.1"
  })
  void whatIsWrittenReadsAsWhatWasAsked(DataType type, double value) {
    Metric.Builder metric = Metric.newBuilder();
    SparkplugSetPoint.set(metric, TAG, type.getNumber(), value);
    Object read = SparkplugValues.value(metric.build(), type.getNumber());
    assertThat(((Number) read).doubleValue()).isEqualTo(value);
  }
}
