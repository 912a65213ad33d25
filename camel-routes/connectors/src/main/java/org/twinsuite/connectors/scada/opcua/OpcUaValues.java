package org.twinsuite.connectors.scada.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.twinsuite.connectors.scada.Quality;

/** From OPC UA's types to ours. */
final class OpcUaValues {

  private OpcUaValues() {}

  /**
   * @throws IllegalArgumentException if the text is no node id
   */
  static NodeId node(String address) {
    return NodeId.parseSafe(address)
        .orElseThrow(
            () ->
                new IllegalArgumentException("'" + address + "' is no node id, write ns=2;s=Name"));
  }

  /** Number, Boolean or String; null if there is no value, other types as text. */
  static Object value(DataValue value) {
    Object raw = value.getValue() == null ? null : value.getValue().getValue();
    return raw == null || raw instanceof Number || raw instanceof Boolean ? raw : raw.toString();
  }

  /** A number in the type the server has; as Double if it has none yet. */
  static Object like(Object present, double value) {
    long whole = Math.round(value);
    if (present instanceof Boolean) {
      return value != 0;
    } else if (present instanceof Float) {
      return (float) value;
    } else if (present instanceof Byte) {
      return (byte) whole;
    } else if (present instanceof Short) {
      return (short) whole;
    } else if (present instanceof Integer) {
      return (int) whole;
    } else if (present instanceof Long) {
      return whole;
    } else if (present instanceof UByte) {
      return ubyte((int) whole);
    } else if (present instanceof UShort) {
      return ushort((int) whole);
    } else if (present instanceof UInteger) {
      return uint(whole);
    } else if (present instanceof ULong) {
      return ulong(whole);
    }
    return value;
  }

  static Quality quality(StatusCode status) {
    Quality.Severity severity =
        status.isBad()
            ? Quality.Severity.BAD
            : status.isUncertain() ? Quality.Severity.UNCERTAIN : Quality.Severity.GOOD;
    return new Quality(severity, name(status));
  }

  /** OPC UA's own name, or the number if it has none. */
  static String name(StatusCode status) {
    return StatusCodes.lookup(status.getValue() & 0xFFFF0000L)
        .map(names -> names[0])
        .orElse(status.isGood() ? "Good" : "0x" + Long.toHexString(status.getValue()));
  }

  static Instant instant(DateTime time) {
    return time == null || time.isNull() ? null : time.getJavaInstant();
  }
}
