package org.twinsuite.connectors.scada.modbus;

/**
 * Where the bytes of a value are in its registers, with A the most significant of four; longer
 * values accordingly.
 */
enum ByteOrder {
  /** Big-endian, as the protocol has it. */
  ABCD(false, false),
  /** Least significant register first. */
  CDAB(true, false),
  /** Bytes swapped in each register. */
  BADC(false, true),
  /** Little-endian. */
  DCBA(true, true);

  private final boolean registersReversed;
  private final boolean bytesSwapped;

  ByteOrder(boolean registersReversed, boolean bytesSwapped) {
    this.registersReversed = registersReversed;
    this.bytesSwapped = bytesSwapped;
  }

  /** Registers in the order of the protocol, most significant first; its own inverse. */
  int[] arrange(int[] registers) {
    int[] arranged = new int[registers.length];
    for (int i = 0; i < registers.length; i++) {
      int register = registers[registersReversed ? registers.length - 1 - i : i];
      arranged[i] =
          bytesSwapped ? (register & 0xFF) << 8 | register >>> 8 & 0xFF : register & 0xFFFF;
    }
    return arranged;
  }
}
