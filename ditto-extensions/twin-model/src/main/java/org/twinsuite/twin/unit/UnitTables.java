package org.twinsuite.twin.unit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Spellings of units by their UCUM code. Keys are as {@link UnitSpelling#plain} makes them. */
final class UnitTables {

  /** Lower case: the text says that there is no unit. */
  static final Set<String> NONE =
      Set.of("", "-", "--", "n/a", "n.a.", "na", "none", "null", "nil", "unitless", "no unit", "?");

  /** Case sensitive, before UCUM: some of these are other units there, such as femtotonne. */
  static final Map<String, String> COMMON = read("common-units.tsv");

  /** Lower case. */
  static final Map<String, String> COMMON_WORDS = read("unit-words.tsv");

  /** RFC 8428, 12.1, and RFC 8798, where they differ from UCUM. */
  static final Map<String, String> SENML = read("senml-units.tsv");

  /** What else a UCUM code can mean, to be taken where the wanted unit says so. */
  static final Map<String, String> OTHER_MEANINGS =
      Map.of(
          "C", "Cel", "F", "[degF]", "R", "[degR]", "g", "[g]", "G", "[g]", "B", "By", "a", "ar",
          "in", "[in_i]", "pH", "pH", "H", "h");

  private UnitTables() {}

  static Map<String, String> uneceNames() {
    return Unece.NAMES;
  }

  static Map<Integer, String> uneceIds() {
    return Unece.IDS;
  }

  /** Part 8, 5.6.3.4: the characters of the code, eight bits each. */
  static int unitId(String code) {
    int id = 0;
    for (int at = 0; at < code.length(); at++) {
      id = id << 8 | code.charAt(at) & 0xFF;
    }
    return id;
  }

  /** Read when it is first needed. */
  private static final class Unece {
    static final Map<String, String> NAMES = new HashMap<>();
    static final Map<Integer, String> IDS = new HashMap<>();

    static {
      Set<String> ambiguous = new HashSet<>();
      for (String[] row : rows("unece-units.tsv")) {
        IDS.put(unitId(row[0]), row[1]);
        String name = UnitSpelling.plain(row[2]);
        String other = NAMES.putIfAbsent(name, row[1]);
        if (other != null && !other.equals(row[1])) {
          ambiguous.add(name);
        }
      }
      NAMES.keySet().removeAll(ambiguous);
    }
  }

  private static Map<String, String> read(String file) {
    Map<String, String> table = new HashMap<>();
    for (String[] row : rows(file)) {
      table.put(row[0], row[1]);
    }
    return Map.copyOf(table);
  }

  private static Iterable<String[]> rows(String file) {
    try (InputStream in = UnitTables.class.getResourceAsStream(file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split("\t"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
