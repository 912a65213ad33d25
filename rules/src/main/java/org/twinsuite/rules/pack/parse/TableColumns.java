package org.twinsuite.rules.pack.parse;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.twinsuite.rules.table.Sheet;
import org.twinsuite.rules.table.SheetHeader;
import org.twinsuite.rules.table.TableError;

/** Which tables there are, and the columns of each; those in brackets may be left out. */
final class TableColumns {

  private static final Map<String, List<String>> COLUMNS =
      Map.ofEntries(
          table(
              "forecasts",
              "rule class forecast failureMode unit direction alarm urgent clear bound hits of"),
          table(
              "levels", "rule class feature failureMode unit direction alarm urgent clear hits of"),
          table("windows", "rule class feature failureMode hours [samples] [unit]"),
          table("rules", "rule name version owner level budget judged"),
          table("silence", "rule class feature failureMode periods minimumHours back"),
          table("stale", "rule class forecast failureMode periods minimumHours back"),
          table("quality", "rule class feature failureMode hits of"),
          table("zones", "group ab bc cd [meaning]"),
          table("vibration", "rule class feature failureMode group hits of [clearPercent]"),
          table("derived", "class name kind of by learn smooth band"),
          table(
              "responses",
              "rule class failureMode stage action target value unit least most [confirm] [undelivered]"),
          table(
              "costs",
              "class failureMode [criticality] failure planned lostPerHour unusedPerHour jobHours"
                  + " [currency]"),
          table(
              "orders",
              "class failureMode failureCode priority urgentPriority workFromHours workToHours"
                  + " coolDownHours settleHours snoozeHours outcomeHours part [quantity]"
                  + " [leadHours] scope [response] [joins] title"));

  private TableColumns() {}

  /** Whether the sheet is a known table with the right header; if not, why is added. */
  static boolean fit(Sheet sheet, List<TableError> errors) {
    errors.addAll(sheet.problems());
    List<String> known = COLUMNS.get(sheet.name());
    if (known == null) {
      errors.add(
          new TableError(
              sheet.file(),
              sheet.sheet(),
              "",
              "unknown table '" + sheet.name() + "'; use " + new TreeSet<>(COLUMNS.keySet())));
      return false;
    }
    Set<String> required = new LinkedHashSet<>();
    Set<String> optional = new LinkedHashSet<>();
    for (String column : known) {
      (column.startsWith("[") ? optional : required).add(column.replaceAll("[\\[\\]]", ""));
    }
    return new SheetHeader(sheet, errors).fits(required, optional);
  }

  private static Map.Entry<String, List<String>> table(String name, String columns) {
    return Map.entry(name, Arrays.asList(columns.split(" ")));
  }
}
