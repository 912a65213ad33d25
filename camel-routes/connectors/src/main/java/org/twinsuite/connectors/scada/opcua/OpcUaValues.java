package org.twinsuite.connectors.scada.opcua;

import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.twinsuite.connectors.scada.Quality;

/** From OPC UA's types to ours. */
final class OpcUaValues {

  private OpcUaValues() {}

  /** Number, Boolean or String; null if there is no value, other types as text. */
  static Object value(DataValue value) {
    Object raw = value.getValue() == null ? null : value.getValue().getValue();
    return raw == null || raw instanceof Number || raw instanceof Boolean ? raw : raw.toString();
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
