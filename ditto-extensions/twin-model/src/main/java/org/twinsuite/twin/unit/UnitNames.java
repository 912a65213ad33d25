package org.twinsuite.twin.unit;

import java.util.Map;
import java.util.Optional;
import org.twinsuite.twin.WellFormedText;

/**
 * UCUM codes of what sources call a unit. A name that is not known costs the unit, never the value.
 */
public enum UnitNames {

  /** Control systems, gateways and hand-written telemetry: common spellings, UCUM, UNECE's. */
  PLANT,
  /** SenML's registry first (RFC 8428, 12.1; RFC 8798): there {@code B} is a byte. */
  SENML,
  /** The display names of OPC UA's EUInformation first (UNECE Recommendation 20). */
  OPC_UA;

  private static final int REMEMBERED = 2_000;
  private static final int MAX_LENGTH = 64;

  private final RecentlyUsed<String, Optional<String>> known = new RecentlyUsed<>(REMEMBERED);

  /**
   * The UCUM code.
   *
   * @param name what the source says; {@code null} if it says nothing
   * @return empty if nothing is said ({@link #isNone}) or the name is not known
   */
  public Optional<String> find(String name) {
    return name == null || name.length() > MAX_LENGTH || isNone(name)
        ? Optional.empty()
        : known.get(name, this::lookUp);
  }

  /** Whether a text says that there is no unit: empty, {@code N/A}, {@code none}, {@code -}. */
  public static boolean isNone(String name) {
    if (name == null || name.isEmpty()) {
      return true;
    }
    // most units are ruled out by their first letter
    char first = name.charAt(0);
    boolean possible = !Character.isLetter(first) || first == 'n' || first == 'N' || first == 'u';
    return possible && name.length() <= 8 && UnitTables.NONE.contains(UnitSpelling.lower(name));
  }

  /**
   * The code that a source means where its unit has to be the wanted one: {@code C} is coulomb in
   * UCUM, and Celsius where Celsius is wanted.
   *
   * @param wanted UCUM code
   * @return a code that can be converted to the wanted one; empty if the name has no such meaning
   */
  public Optional<String> find(String name, String wanted) {
    Optional<String> code = find(name).filter(found -> isConvertible(found, wanted));
    return code.isPresent()
        ? code
        : Optional.ofNullable(name == null ? null : UnitTables.OTHER_MEANINGS.get(name.strip()))
            .filter(other -> isConvertible(other, wanted));
  }

  /** The UCUM code of a UnitId of OPC UA's EUInformation (Part 8, 5.6.3.4). */
  public static Optional<String> ofUnitId(int unitId) {
    return Optional.ofNullable(UnitTables.uneceIds().get(unitId));
  }

  /** The UCUM code of a code of UNECE Recommendation 20, such as {@code MQH}. */
  public static Optional<String> ofUnece(String code) {
    return code.length() > 3 || code.isEmpty()
        ? Optional.empty()
        : ofUnitId(UnitTables.unitId(code));
  }

  private static boolean isConvertible(String from, String to) {
    try {
      Ucum.conversion(from, to);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Optional<String> lookUp(String name) {
    String plain = UnitSpelling.plain(name);
    return switch (this) {
      case SENML -> first(name.strip(), plain, UnitTables.SENML);
      case OPC_UA -> first(plain, plain, UnitTables.uneceNames());
      case PLANT -> usual(plain);
    };
  }

  private static Optional<String> first(String key, String plain, Map<String, String> table) {
    String code = table.get(key);
    return code == null ? usual(plain) : Optional.of(code);
  }

  /** A common spelling, a UCUM code, a name of UNECE's; then the same without its qualifier. */
  private static Optional<String> usual(String plain) {
    Optional<String> code = exact(plain);
    if (code.isEmpty()) {
      String bare = UnitSpelling.withoutQualifier(plain);
      code = bare.equals(plain) ? code : exact(bare);
    }
    return code.isPresent() || plain.indexOf(' ') < 0 ? code : exact(plain.replace(' ', '.'));
  }

  private static Optional<String> exact(String plain) {
    String code = UnitTables.COMMON.get(plain);
    if (code == null && Ucum.isCode(plain)) {
      code = plain;
    }
    if (code == null) {
      code = UnitTables.COMMON_WORDS.get(UnitSpelling.lower(plain));
    }
    if (code == null) {
      code = UnitTables.uneceNames().get(plain);
    }
    if (code == null) {
      code = UnitSpelling.composed(plain);
    }
    return Optional.ofNullable(code);
  }

  static String shown(String name) {
    return WellFormedText.shown(name);
  }
}
