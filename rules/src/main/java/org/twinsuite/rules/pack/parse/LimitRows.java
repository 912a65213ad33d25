package org.twinsuite.rules.pack.parse;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.twinsuite.rules.pack.row.Direction;
import org.twinsuite.rules.pack.row.Limit;
import org.twinsuite.rules.pack.row.Zone;
import org.twinsuite.rules.table.RowReader;

/** Reads rows that become a {@link Limit}. */
final class LimitRows {

  private static final double CLEAR_PERCENT = 90;
  private static final int LONGEST_MASK = 64;
  private static final int SAMPLES = 500;
  private static final int MAX_SAMPLES = 2000;
  private final Map<String, Zone> zones;

  /**
   * @param zones by group, filled before the first row of table vibration is read
   */
  LimitRows(Map<String, Zone> zones) {
    this.zones = zones;
  }

  static Limit windowed(RowReader row, Limit.Kind kind, String sourceColumn) {
    Direction direction =
        "above".equals(row.oneOf("direction", Set.of("above", "below")))
            ? Direction.ABOVE
            : Direction.BELOW;
    double alarm = row.number("alarm");
    double urgent = row.optionalNumber("urgent");
    double clear = row.number("clear");
    if (direction.reached(alarm, urgent) && alarm != urgent) {
      row.error("urgent", "must lie beyond alarm");
    }
    if (direction.reached(clear, alarm) && clear != alarm) {
      row.error("clear", "must lie on the good side of alarm");
    }
    int of = row.whole("of", 1, 1000);
    return new Limit(
        row.word("rule"),
        kind,
        row.word("class"),
        row.pattern(sourceColumn),
        kind == Limit.Kind.FORECAST ? row.text("failureMode") : row.one("failureMode"),
        row.unit("unit"),
        direction,
        alarm,
        urgent,
        clear,
        row.optionalNumber("bound"),
        row.whole("hits", 1, of),
        of,
        0,
        row.origin());
  }

  Limit vibration(RowReader row) {
    String group = row.one("group");
    Zone zone = zones.get(group);
    if (zone == null) {
      row.error(
          "group", "'" + group + "' is not in table zones; use " + new TreeSet<>(zones.keySet()));
      zone = new Zone(group, Double.NaN, Double.NaN, Double.NaN, "");
    }
    double percent = row.optionalNumber("clearPercent");
    double clear = Double.isNaN(percent) ? CLEAR_PERCENT : percent;
    if (clear <= 0 || clear > 100) {
      row.error("clearPercent", "must be more than 0 and at most 100");
    }
    int of = row.whole("of", 1, 1000);
    return new Limit(
        row.word("rule"),
        Limit.Kind.LEVEL,
        row.word("class"),
        row.pattern("feature"),
        row.one("failureMode"),
        "mm/s",
        Direction.ABOVE,
        zone.bc(),
        zone.cd(),
        zone.bc() * clear / 100,
        Double.NaN,
        row.whole("hits", 1, of),
        of,
        0,
        row.origin() + ", " + zone.origin());
  }

  static Limit silence(RowReader row, Limit.Kind kind, String sourceColumn) {
    int back = row.whole("back", 1, 1000);
    return counted(
        row,
        kind,
        sourceColumn,
        row.positive("periods"),
        back,
        1,
        Math.max(1, row.hours("minimumHours").toMillis()));
  }

  static Limit quality(RowReader row) {
    int of = row.whole("of", 1, LONGEST_MASK);
    int hits = row.whole("hits", 1, of);
    return counted(row, Limit.Kind.QUALITY, "feature", hits, hits, of, 0);
  }

  /** Which points rules in DRL see, and over what time. */
  static Limit window(RowReader row) {
    long length = row.hours("hours").toMillis();
    if (length == 0) {
      row.positive("hours");
    }
    boolean none = row.optional("samples").isEmpty();
    return new Limit(
        row.word("rule"),
        Limit.Kind.WINDOW,
        row.word("class"),
        row.pattern("feature"),
        row.one("failureMode"),
        row.unit("unit"),
        Direction.ABOVE,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        0,
        none ? SAMPLES : row.whole("samples", 2, MAX_SAMPLES),
        length,
        row.origin());
  }

  private static Limit counted(
      RowReader row,
      Limit.Kind kind,
      String sourceColumn,
      double alarm,
      int hits,
      int of,
      long minimum) {
    return new Limit(
        row.word("rule"),
        kind,
        row.word("class"),
        row.pattern(sourceColumn),
        row.one("failureMode"),
        "",
        Direction.ABOVE,
        alarm,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        hits,
        of,
        minimum,
        row.origin());
  }
}
