package org.twinsuite.connectors.scada.sparkplug;

import java.math.BigInteger;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.twinsuite.connectors.scada.SetPoint;
import org.twinsuite.connectors.scada.Tag;

/** A set point in the data type of its metric (Sparkplug 3.0, 6.4.16). */
final class SparkplugSetPoint {

  private SparkplugSetPoint() {}

  /**
   * @param datatype as the birth announced it
   * @param raw after scaling
   * @throws IllegalArgumentException if the type does not hold the number
   */
  static void set(Metric.Builder metric, Tag tag, int datatype, double raw) {
    DataType type = SparkplugValues.type(datatype);
    metric.setDatatype(datatype);
    switch (type) {
      case Int8 -> metric.setIntValue(whole(tag, raw, type, 8, true).intValue());
      case Int16 -> metric.setIntValue(whole(tag, raw, type, 16, true).intValue());
      case Int32 -> metric.setIntValue(whole(tag, raw, type, 32, true).intValue());
      case UInt8 -> metric.setIntValue(whole(tag, raw, type, 8, false).intValue());
      case UInt16 -> metric.setIntValue(whole(tag, raw, type, 16, false).intValue());
      case UInt32 -> metric.setIntValue(whole(tag, raw, type, 32, false).intValue());
      case Int64 -> metric.setLongValue(whole(tag, raw, type, 64, true).longValue());
      case UInt64, DateTime -> metric.setLongValue(whole(tag, raw, type, 64, false).longValue());
      case Float -> metric.setFloatValue(SetPoint.float32(tag, raw, type.name()));
      case Double -> metric.setDoubleValue(SetPoint.float64(tag, raw, type.name()));
      case Boolean -> metric.setBooleanValue(SetPoint.bool(tag, raw, type.name()));
      default -> throw SetPoint.notNumeric(tag, type.name());
    }
  }

  private static BigInteger whole(Tag tag, double raw, DataType type, int bits, boolean signed) {
    return SetPoint.whole(tag, raw, type.name(), bits, signed);
  }
}
