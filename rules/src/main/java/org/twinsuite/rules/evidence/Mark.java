package org.twinsuite.rules.evidence;

import java.util.List;

/** One thing drawn; coordinates are pixels from the upper left corner. */
sealed interface Mark {

  /** A point. */
  record Point(double x, double y) {}

  /** Connected points, not closed. */
  record Line(List<Point> points, String color, boolean dashed) implements Mark {}

  /** A filled area. */
  record Area(List<Point> points, String color) implements Mark {}

  /** A sample. */
  record Dot(Point at, String color) implements Mark {}

  /** A text; the anchor is {@code start}, {@code middle} or {@code end}. */
  record Text(Point at, String anchor, String text) implements Mark {}
}
