package org.twinsuite.connectors.scada.modbus;

import org.apache.plc4x.java.api.types.PlcResponseCode;

/** The device answered with an exception; plc4x has some codes share a name. */
final class ModbusRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final String code;

  ModbusRefusal(PlcResponseCode response) {
    super(name(response), null, false, false);
    this.code = name(response);
  }

  /** Such as {@code Bad_IllegalDataAddress (Modbus exception 2)}. */
  String code() {
    return code;
  }

  private static String name(PlcResponseCode response) {
    return switch (response) {
      case UNSUPPORTED -> "Bad_IllegalFunction (Modbus exception 1)";
      case INVALID_ADDRESS -> "Bad_IllegalDataAddress (Modbus exception 2)";
      case INVALID_DATA -> "Bad_IllegalDataValue (Modbus exception 3)";
      case REMOTE_ERROR -> "Bad_DeviceFailure (Modbus exception 4, 7 or 11)";
      case REMOTE_BUSY -> "Bad_DeviceBusy (Modbus exception 6)";
      default -> "Bad_DeviceFailure (" + response + ", such as Modbus exception 8 or 10)";
    };
  }
}
