package org.twinsuite.connectors.scada.modbus;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Between registers and values. */
final class ModbusValues {

  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  private ModbusValues() {}

  /**
   * @param registers exactly those of the point, 0 to 65535 each
   * @return Number, Boolean or String
   * @throws IllegalArgumentException if the registers do not hold the type, such as BCD digits
   *     above 9
   */
  static Object decode(ModbusPoint point, int[] registers) {
    int[] ordered = point.order().arrange(registers);
    if (point.type() == ModbusType.STRING) {
      return text(ordered);
    }
    long bits = 0;
    for (int register : ordered) {
      bits = bits << 16 | register & 0xFFFFL;
    }
    return switch (point.type()) {
      case BOOL -> (bits >> point.bit() & 1) == 1;
      case INT16 -> (short) bits;
      case UINT16, UINT32, INT64 -> bits;
      case INT32 -> (int) bits;
      case UINT64 -> bits >= 0 ? (Number) bits : BigInteger.valueOf(bits).add(TWO_64);
      case FLOAT32 -> Float.intBitsToFloat((int) bits);
      case FLOAT64 -> Double.longBitsToDouble(bits);
      case BCD16, BCD32 -> decimal(bits);
      case STRING -> throw new IllegalStateException();
    };
  }

  private static String text(int[] registers) {
    byte[] bytes = new byte[registers.length * 2];
    int length = 0;
    for (int register : registers) {
      bytes[length++] = (byte) (register >> 8);
      bytes[length++] = (byte) register;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    return (end < 0 ? text : text.substring(0, end)).stripTrailing();
  }

  private static long decimal(long bits) {
    try {
      return Long.parseLong(Long.toHexString(bits));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no decimal digits: 0x" + Long.toHexString(bits), e);
    }
  }

  /**
   * Registers in the device's order.
   *
   * @throws IllegalArgumentException if the number does not fit the type
   */
  static int[] encode(ModbusPoint point, double value) {
    long bits =
        switch (point.type()) {
          case INT16 -> whole(point, value, Short.MIN_VALUE, Short.MAX_VALUE) & 0xFFFF;
          case UINT16 -> whole(point, value, 0, 0xFFFF);
          case INT32 -> whole(point, value, Integer.MIN_VALUE, Integer.MAX_VALUE) & 0xFFFFFFFFL;
          case UINT32 -> whole(point, value, 0, 0xFFFFFFFFL);
          case INT64 -> whole(point, value, Long.MIN_VALUE, Long.MAX_VALUE);
          case UINT64 -> whole(point, value, 0, Long.MAX_VALUE);
          case FLOAT32 -> Float.floatToIntBits((float) value) & 0xFFFFFFFFL;
          case FLOAT64 -> Double.doubleToLongBits(value);
          case BCD16 -> Long.parseLong(Long.toString(whole(point, value, 0, 9999)), 16);
          case BCD32 -> Long.parseLong(Long.toString(whole(point, value, 0, 99_999_999)), 16);
          case BOOL, STRING ->
              throw new IllegalArgumentException("tag " + point.tag().address() + " is no number");
        };
    int[] registers = new int[point.length()];
    for (int i = registers.length - 1; i >= 0; i--) {
      registers[i] = (int) (bits & 0xFFFF);
      bits >>>= 16;
    }
    return point.order().arrange(registers);
  }

  private static long whole(ModbusPoint point, double value, long min, long max) {
    double rounded = Math.rint(value);
    if (!(rounded >= min && rounded <= max)) {
      throw new IllegalArgumentException(
          "tag %s: %s does not fit %s".formatted(point.tag().address(), value, point.type()));
    }
    return (long) rounded;
  }
}
