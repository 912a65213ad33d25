package org.twinsuite.connectors.scada.sparkplug;

import java.math.BigInteger;
import java.time.Instant;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertySet;
import org.twinsuite.connectors.scada.Quality;

/** Between Sparkplug's data types (specification 3.0, 6.4.16) and values. */
final class SparkplugValues {

  private static final String QUALITY = "Quality";
  private static final int STALE = 500;

  private SparkplugValues() {}

  /** Number, Boolean or String; null for a type that is no single value. */
  static Object value(Metric metric, int datatype) {
    return switch (type(datatype)) {
      case Int8 -> (byte) metric.getIntValue();
      case Int16 -> (short) metric.getIntValue();
      case Int32 -> metric.getIntValue();
      case UInt8 -> metric.getIntValue() & 0xFF;
      case UInt16 -> metric.getIntValue() & 0xFFFF;
      case UInt32 ->
          metric.hasLongValue()
              ? metric.getLongValue() & 0xFFFFFFFFL
              : Integer.toUnsignedLong(metric.getIntValue());
      case Int64 -> metric.getLongValue();
      case UInt64 -> new BigInteger(Long.toUnsignedString(metric.getLongValue()));
      case Float -> metric.getFloatValue();
      case Double -> metric.getDoubleValue();
      case Boolean -> metric.getBooleanValue();
      case String, Text, UUID -> metric.getStringValue();
      case DateTime -> Instant.ofEpochMilli(metric.getLongValue()).toString();
      default -> null;
    };
  }

  private static DataType type(int number) {
    DataType type = DataType.forNumber(number);
    return type == null ? DataType.Unknown : type;
  }

  /**
   * Of the property Quality, in OPC classic's ranges as SCADA systems send it; good if there is
   * none.
   */
  static Quality quality(Metric metric) {
    if (!metric.hasProperties()) {
      return Quality.GOOD;
    }
    PropertySet properties = metric.getProperties();
    int index = properties.getKeysList().indexOf(QUALITY);
    if (index < 0 || index >= properties.getValuesCount()) {
      return Quality.GOOD;
    }
    int code = properties.getValues(index).getIntValue();
    if (code == STALE) {
      return new Quality(Quality.Severity.UNCERTAIN, "Stale (500)");
    } else if (code < 64) {
      return Quality.bad("Bad (" + code + ")");
    } else if (code < 192) {
      return new Quality(Quality.Severity.UNCERTAIN, "Uncertain (" + code + ")");
    }
    return code == 192 ? Quality.GOOD : new Quality(Quality.Severity.GOOD, "Good (" + code + ")");
  }

  /**
   * @throws IllegalArgumentException if a number cannot be written to the type
   */
  static void set(Metric.Builder metric, int datatype, double value) {
    metric.setDatatype(datatype);
    switch (type(datatype)) {
      case Int8, Int16, Int32, UInt8, UInt16, UInt32 -> metric.setIntValue((int) Math.round(value));
      case Int64, UInt64, DateTime -> metric.setLongValue(Math.round(value));
      case Float -> metric.setFloatValue((float) value);
      case Double -> metric.setDoubleValue(value);
      case Boolean -> metric.setBooleanValue(value != 0);
      default ->
          throw new IllegalArgumentException(
              "metric " + metric.getName() + " is no number but of data type " + datatype);
    }
  }
}
