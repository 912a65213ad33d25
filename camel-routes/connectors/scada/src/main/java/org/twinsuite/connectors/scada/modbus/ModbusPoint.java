package org.twinsuite.connectors.scada.modbus;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.twinsuite.connectors.scada.Tag;

/**
 * A tag's place in a device. Written {@code holding:100} (counted from 0, as in the protocol) or
 * classically {@code 40101} (counted from 1).
 *
 * @param offset first register or bit, from 0
 * @param length registers, or 1 for a coil or discrete input
 * @param bit of a register, 0 the least significant; -1 for the whole register
 */
record ModbusPoint(
    Tag tag, ModbusArea area, int offset, int length, ModbusType type, ByteOrder order, int bit) {

  static final Set<String> OPTIONS = Set.of("type", "order", "bit", "length");

  private static final Pattern NAMED = Pattern.compile("(coil|discrete|input|holding):(\\d{1,5})");
  private static final Pattern CLASSIC = Pattern.compile("([0134])(\\d{4,5})");
  private static final int LAST = 65535;

  /**
   * @throws IllegalArgumentException what is wrong and how to write it
   */
  static ModbusPoint of(Tag tag) {
    Matcher named = NAMED.matcher(tag.address());
    Matcher classic = CLASSIC.matcher(tag.address());
    ModbusArea area;
    int offset;
    if (named.matches()) {
      area = ModbusArea.valueOf(named.group(1).toUpperCase(Locale.ROOT));
      offset = Integer.parseInt(named.group(2));
    } else if (classic.matches()) {
      char digit = classic.group(1).charAt(0);
      area =
          Arrays.stream(ModbusArea.values())
              .filter(one -> one.digit() == digit)
              .findFirst()
              .orElseThrow();
      offset = Integer.parseInt(classic.group(2)) - 1;
    } else {
      throw new IllegalArgumentException(
          "tag '"
              + tag.address()
              + "' is not a place in a Modbus device, write holding:100 or 40101");
    }
    return of(tag, area, offset);
  }

  private static ModbusPoint of(Tag tag, ModbusArea area, int offset) {
    int bit = number(tag, "bit", -1, 15);
    boolean single = area.bits() || bit >= 0;
    ModbusType type =
        choice(tag, "type", ModbusType.class, single ? ModbusType.BOOL : ModbusType.UINT16);
    if (single != (type == ModbusType.BOOL)) {
      throw new IllegalArgumentException(
          area.bits()
              ? "type " + type + " needs registers; a " + area.text() + " is a BOOL"
              : "type BOOL in a register needs bit: 0 to 15, and a bit has no other type");
    }
    int length = type.registers();
    if (type == ModbusType.STRING) {
      length = number(tag, "length", 0, ModbusArea.HOLDING.longest());
      if (length == 0) {
        throw new IllegalArgumentException("type STRING needs length: number of registers");
      }
    }
    if (offset < 0 || offset + length - 1 > LAST) {
      throw new IllegalArgumentException("tag '" + tag.address() + "' is beyond the address space");
    }
    if (tag.write() != null && (!area.writable() || bit >= 0 || type == ModbusType.STRING)) {
      throw new IllegalArgumentException(
          "tag '" + tag.address() + "' cannot be written: only coils and numbers in holding are");
    }
    ByteOrder order = choice(tag, "order", ByteOrder.class, ByteOrder.ABCD);
    return new ModbusPoint(tag, area, offset, length, type, order, bit);
  }

  private static int number(Tag tag, String key, int otherwise, int most) {
    String text = tag.options().get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new IllegalArgumentException(key + " is '" + text + "', give 0 to " + most);
  }

  private static <E extends Enum<E>> E choice(Tag tag, String key, Class<E> kind, E otherwise) {
    String text = tag.options().get(key);
    if (text == null) {
      return otherwise;
    }
    for (E one : kind.getEnumConstants()) {
      if (one.name().equalsIgnoreCase(text)) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        key + " is '" + text + "', give one of " + Arrays.toString(kind.getEnumConstants()));
  }

  /** One after the last register or bit. */
  int end() {
    return offset + length;
  }
}
