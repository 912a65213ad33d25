package org.twinsuite.charts;

import java.nio.file.Path;
import java.util.Map;

/** A version of Helm that renders charts. */
interface HelmTool {

  /**
   * Renders a chart as release {@code plant} in namespace {@code twins}.
   *
   * @param values values file; {@code null} for none
   * @param set single values over it
   * @return manifests as YAML documents
   * @throws Refused with Helm's message when the chart or its values are refused
   */
  String render(Path chart, Path values, Map<String, String> set);

  /** Helm refused to render. */
  final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
