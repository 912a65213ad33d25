package org.twinsuite.rules.pack.parse;

import org.twinsuite.rules.pack.row.Zone;
import org.twinsuite.rules.table.RowReader;

/** Reads rows of table zones. */
final class ZoneRows {

  private ZoneRows() {}

  static Zone read(RowReader row) {
    double ab = row.positive("ab");
    double bc = row.positive("bc");
    double cd = row.positive("cd");
    if (bc <= ab) {
      row.error("bc", "must be more than ab");
    }
    if (cd <= bc) {
      row.error("cd", "must be more than bc");
    }
    row.free("meaning", 300);
    return new Zone(row.one("group"), ab, bc, cd, row.origin());
  }
}
