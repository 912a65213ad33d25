package org.twinsuite.connectors.scada.modbus;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.twinsuite.connectors.scada.SetPoint;
import org.twinsuite.connectors.scada.Tag;

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
      throw new IllegalArgumentException("not decimal digits: 0x" + Long.toHexString(bits), e);
    }
  }

  /**
   * Registers in the device's order.
   *
   * @throws IllegalArgumentException if the number does not fit the type
   */
  static int[] encode(ModbusPoint point, double value) {
    Tag tag = point.tag();
    String type = point.type().name();
    long bits =
        switch (point.type()) {
          case INT16 -> SetPoint.whole(tag, value, type, 16, true).longValue() & 0xFFFF;
          case UINT16 -> SetPoint.whole(tag, value, type, 16, false).longValue();
          case INT32 -> SetPoint.whole(tag, value, type, 32, true).longValue() & 0xFFFFFFFFL;
          case UINT32 -> SetPoint.whole(tag, value, type, 32, false).longValue();
          case INT64 -> SetPoint.whole(tag, value, type, 64, true).longValue();
          case UINT64 -> SetPoint.whole(tag, value, type, 64, false).longValue();
          case FLOAT32 -> Float.floatToIntBits(SetPoint.float32(tag, value, type)) & 0xFFFFFFFFL;
          case FLOAT64 -> Double.doubleToLongBits(SetPoint.float64(tag, value, type));
          case BCD16 -> decimal(SetPoint.whole(tag, value, type, 0, 1e4));
          case BCD32 -> decimal(SetPoint.whole(tag, value, type, 0, 1e8));
          case BOOL, STRING -> throw SetPoint.notNumeric(tag, type);
        };
    int[] registers = new int[point.length()];
    for (int i = registers.length - 1; i >= 0; i--) {
      registers[i] = (int) (bits & 0xFFFF);
      bits >>>= 16;
    }
    return point.order().arrange(registers);
  }

  private static long decimal(BigInteger number) {
    return Long.parseLong(number.toString(), 16);
  }
}
