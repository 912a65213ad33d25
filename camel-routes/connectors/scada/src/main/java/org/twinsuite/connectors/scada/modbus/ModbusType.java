package org.twinsuite.connectors.scada.modbus;

/** How registers are read as a value. */
enum ModbusType {
  /** A coil, a discrete input, or a bit of a register. */
  BOOL(1),
  INT16(1),
  UINT16(1),
  INT32(2),
  UINT32(2),
  INT64(4),
  UINT64(4),
  FLOAT32(2),
  FLOAT64(4),
  /** Four decimal digits. */
  BCD16(1),
  /** Eight decimal digits. */
  BCD32(2),
  /** Two characters per register, as many registers as the option length says. */
  STRING(0);

  private final int registers;

  ModbusType(int registers) {
    this.registers = registers;
  }

  int registers() {
    return registers;
  }
}
