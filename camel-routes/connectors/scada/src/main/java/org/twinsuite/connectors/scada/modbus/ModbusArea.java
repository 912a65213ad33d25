package org.twinsuite.connectors.scada.modbus;

/**
 * The four tables of a Modbus device, with plc4x's names and the first digit of classic notation.
 */
enum ModbusArea {
  COIL("coil", "coil", '0', 1000),
  DISCRETE("discrete", "discrete-input", '1', 1000),
  INPUT("input", "input-register", '3', 120),
  HOLDING("holding", "holding-register", '4', 120);

  private final String text;
  private final String driverName;
  private final char digit;
  private final int longest;

  ModbusArea(String text, String driverName, char digit, int longest) {
    this.text = text;
    this.driverName = driverName;
    this.digit = digit;
    this.longest = longest;
  }

  String text() {
    return text;
  }

  String driverName() {
    return driverName;
  }

  char digit() {
    return digit;
  }

  /** Most registers or bits in one request; the protocol allows 125 and 2000. */
  int longest() {
    return longest;
  }

  boolean bits() {
    return this == COIL || this == DISCRETE;
  }

  boolean writable() {
    return this == COIL || this == HOLDING;
  }
}
