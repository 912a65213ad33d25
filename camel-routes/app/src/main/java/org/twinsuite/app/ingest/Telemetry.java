package org.twinsuite.app.ingest;

import java.util.List;

/**
 * What a message held: its sound points and what is wrong with the others.
 *
 * @param problems each names the field and the fix
 */
record Telemetry(List<Point> points, List<String> problems) {
  static Telemetry refused(String problem) {
    return new Telemetry(List.of(), List.of(problem));
  }
}
