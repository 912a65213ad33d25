package org.twinsuite.ditto.extensions.arrow;

import java.util.List;

/** A record batch. */
record Batch(int rows, List<Column> columns) {

  /** A column by name, {@code null} if there is none. */
  Column column(String name) {
    for (Column column : columns) {
      if (column.type().name().equals(name)) {
        return column;
      }
    }
    return null;
  }
}
