package org.twinsuite.ditto.extensions.opcuapubsub;

import java.util.Map;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.twin.Quality;

/** OPC UA status codes as qualities (Part 4, 7.39; names of Part 8, A.4.3.3, and Part 6, A.2). */
final class StatusCodes {

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(0x0000, "Good"),
          Map.entry(0x0096, "Good_LocalOverride"),
          Map.entry(0x00A2, "Good_EntryInserted"),
          Map.entry(0x4000, "Uncertain"),
          Map.entry(0x406C, "Uncertain_ReferenceOutOfServer"),
          Map.entry(0x408F, "Uncertain_NoCommunicationLastUsableValue"),
          Map.entry(0x4090, "Uncertain_LastUsableValue"),
          Map.entry(0x4091, "Uncertain_SubstituteValue"),
          Map.entry(0x4092, "Uncertain_InitialValue"),
          Map.entry(0x4093, "Uncertain_SensorNotAccurate"),
          Map.entry(0x4094, "Uncertain_EngineeringUnitsExceeded"),
          Map.entry(0x4095, "Uncertain_SubNormal"),
          Map.entry(0x8000, "Bad"),
          Map.entry(0x8005, "Bad_CommunicationError"),
          Map.entry(0x800A, "Bad_Timeout"),
          Map.entry(0x8031, "Bad_NoCommunication"),
          Map.entry(0x8032, "Bad_WaitingForInitialData"),
          Map.entry(0x803A, "Bad_NotReadable"),
          Map.entry(0x8089, "Bad_ConfigurationError"),
          Map.entry(0x808A, "Bad_NotConnected"),
          Map.entry(0x808B, "Bad_DeviceFailure"),
          Map.entry(0x808C, "Bad_SensorFailure"),
          Map.entry(0x808D, "Bad_OutOfService"));

  private static final int MAX_SYMBOL = 100;

  private StatusCodes() {}

  /**
   * The quality of a status: a number (1.04) or an object with {@code Code} and {@code Symbol}
   * (1.05).
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Quality of(JsonValue status) {
    if (!status.isNull() && status.isObject()) {
      JsonObject object = status.asObject();
      long code = JsonMembers.present(object, "Code").map(StatusCodes::number).orElse(0L);
      String symbol =
          JsonMembers.text(object, "Symbol")
              .filter(text -> !text.isBlank() && text.length() <= MAX_SYMBOL)
              .orElse(null);
      return of(code, symbol);
    }
    return of(number(status), null);
  }

  private static long number(JsonValue code) {
    if (!code.isNumber() || !code.isLong()) {
      throw new IllegalArgumentException(
          "a status code is a number or an object with Code and Symbol");
    }
    return code.asLong();
  }

  private static Quality of(long code, String symbol) {
    String name = symbol == null ? NAMES.get((int) (code >>> 16) & 0xFFFF) : symbol;
    if (name == null) {
      name = "0x%08X".formatted(code & 0xFFFF_FFFFL);
    }
    return switch ((int) (code >>> 30) & 3) {
      case 0 -> Quality.good(name);
      case 1 -> Quality.uncertain(name);
      default -> Quality.bad(name);
    };
  }
}
