package org.twinsuite.pipeline.ingest;

import java.util.List;

/**
 * What a message held: its sound points and what is wrong with the others.
 *
 * @param problems each names the field and the fix
 */
record Telemetry(List<Point> points, List<Problem> problems) {

  /**
   * @param feature the point; null if it concerns the whole message
   */
  record Problem(String feature, String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  static Telemetry refused(String problem) {
    return new Telemetry(List.of(), List.of(new Problem(null, problem)));
  }
}
