package org.twinsuite.rules.pack.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.rules.pack.row.CostRow;
import org.twinsuite.rules.pack.row.Derivation;
import org.twinsuite.rules.pack.row.Limit;
import org.twinsuite.rules.pack.row.OrderTerms;
import org.twinsuite.rules.pack.row.ResponseRow;
import org.twinsuite.rules.pack.row.RuleRow;
import org.twinsuite.rules.pack.row.Tables;
import org.twinsuite.rules.pack.row.Zone;
import org.twinsuite.rules.table.RowReader;
import org.twinsuite.rules.table.Sheet;
import org.twinsuite.rules.table.TableError;

/** Turns sheets into {@link Tables}; all that is wrong is reported at once. */
public final class TableParser {

  private static final String ZONES = "zones";
  private final List<TableError> errors;
  private final Map<String, Zone> zones = new LinkedHashMap<>();
  private final LimitRows limitRows = new LimitRows(zones);
  private final List<Limit> limits = new ArrayList<>();
  private final List<OrderTerms> terms = new ArrayList<>();
  private final List<Derivation> derivations = new ArrayList<>();
  private final List<ResponseRow> responses = new ArrayList<>();
  private final Map<String, RuleRow> rules = new LinkedHashMap<>();
  private final List<CostRow> costs = new ArrayList<>();

  /**
   * @param errors what is wrong is added here
   */
  public TableParser(List<TableError> errors) {
    this.errors = errors;
  }

  /** Reads all tables; rows with errors are among them, so that others can be checked too. */
  public Tables parse(List<Sheet> sheets) {
    List<Sheet> sound = sheets.stream().filter(s -> TableColumns.fit(s, errors)).toList();
    // vibration names zones, so these come first whatever file they stand in
    sound.stream().filter(s -> ZONES.equals(s.name())).forEach(this::rows);
    sound.stream().filter(s -> !ZONES.equals(s.name())).forEach(this::rows);
    Tables tables = new Tables(limits, terms, derivations, responses, costs, rules);
    ConflictCheck.check(tables, errors);
    return tables;
  }

  private void rows(Sheet sheet) {
    sheet.lines().forEach(line -> row(sheet.name(), new RowReader(sheet, line, errors)));
  }

  private void row(String table, RowReader row) {
    switch (table) {
      case "forecasts" -> limits.add(LimitRows.windowed(row, Limit.Kind.FORECAST, "forecast"));
      case "levels" -> limits.add(LimitRows.windowed(row, Limit.Kind.LEVEL, "feature"));
      case "vibration" -> limits.add(limitRows.vibration(row));
      case "silence" -> limits.add(LimitRows.silence(row, Limit.Kind.SILENCE, "feature"));
      case "stale" -> limits.add(LimitRows.silence(row, Limit.Kind.STALE, "forecast"));
      case "quality" -> limits.add(LimitRows.quality(row));
      case "derived" -> derivations.add(DerivationRows.read(row));
      case "responses" -> responses.add(ResponseRows.read(row));
      case "windows" -> limits.add(LimitRows.window(row));
      case "rules" -> rule(row);
      case "costs" -> costs.add(CostRows.read(row));
      case ZONES -> zone(row);
      default -> terms.add(OrderRows.read(row));
    }
  }

  private void rule(RowReader row) {
    RuleRow rule = RuleRows.read(row);
    RuleRow known = rules.putIfAbsent(rule.ruleId(), rule);
    if (known != null) {
      row.error("rule", "'" + rule.ruleId() + "' is already in " + known.origin());
    }
  }

  private void zone(RowReader row) {
    Zone zone = ZoneRows.read(row);
    Zone known = zones.putIfAbsent(zone.group(), zone);
    if (known != null) {
      row.error("group", "'" + zone.group() + "' is already in " + known.origin());
    }
  }
}
