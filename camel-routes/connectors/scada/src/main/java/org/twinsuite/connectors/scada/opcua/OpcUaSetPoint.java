package org.twinsuite.connectors.scada.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import java.math.BigInteger;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.twinsuite.connectors.scada.SetPoint;
import org.twinsuite.connectors.scada.Tag;

/** A set point in the built-in type of its node (Part 6, 5.1.2). */
final class OpcUaSetPoint {

  private OpcUaSetPoint() {}

  /**
   * The type of a value that a server gave.
   *
   * @throws IllegalArgumentException if no set point can be written in its place
   */
  static OpcUaDataType typeOf(Tag tag, Object present) {
    if (present instanceof Matrix || present.getClass().isArray()) {
      throw SetPoint.notNumeric(tag, "array");
    }
    OpcUaDataType type = OpcUaDataType.fromBackingClass(present.getClass());
    if (type == null) {
      throw SetPoint.notNumeric(tag, present.getClass().getSimpleName());
    }
    return type;
  }

  /**
   * The built-in type of a data type.
   *
   * @throws IllegalArgumentException if it has none, such as an enumeration of a vendor
   */
  static OpcUaDataType typeOf(Tag tag, NodeId dataType) {
    OpcUaDataType type = dataType == null ? null : OpcUaDataType.fromNodeId(dataType);
    if (type == null) {
      throw new IllegalArgumentException(
          "tag %s (line %d) has no value yet, and its data type %s is not a built-in one"
              .formatted(
                  tag.address(),
                  tag.line(),
                  dataType == null ? "is not known" : dataType.toParseableString()));
    }
    return type;
  }

  /**
   * @param raw after scaling
   * @throws IllegalArgumentException if the type does not hold the number
   */
  static Object of(Tag tag, OpcUaDataType type, double raw) {
    return switch (type) {
      case Boolean -> SetPoint.bool(tag, raw, type.name());
      case SByte -> whole(tag, raw, type, 8, true).byteValueExact();
      case Int16 -> whole(tag, raw, type, 16, true).shortValueExact();
      case Int32 -> whole(tag, raw, type, 32, true).intValueExact();
      case Int64 -> whole(tag, raw, type, 64, true).longValueExact();
      case Byte -> ubyte(whole(tag, raw, type, 8, false).intValueExact());
      case UInt16 -> ushort(whole(tag, raw, type, 16, false).intValueExact());
      case UInt32 -> uint(whole(tag, raw, type, 32, false).longValueExact());
      case UInt64 -> ulong(whole(tag, raw, type, 64, false));
      case Float -> SetPoint.float32(tag, raw, type.name());
      case Double -> SetPoint.float64(tag, raw, type.name());
      default -> throw SetPoint.notNumeric(tag, type.name());
    };
  }

  private static BigInteger whole(
      Tag tag, double raw, OpcUaDataType type, int bits, boolean signed) {
    return SetPoint.whole(tag, raw, type.name(), bits, signed);
  }
}
