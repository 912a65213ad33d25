package org.twinsuite.charts;

import java.nio.file.Path;
import java.util.HashMap;
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

  /** The single values with a registry for the images, which every release has to name. */
  static Map<String, String> withRegistry(Path chart, Map<String, String> set) {
    String name = chart.endsWith("twinsuite") ? "imageRegistry" : "twinsuite.imageRegistry";
    Map<String, String> all = new HashMap<>(Map.of(name, "registry.example.com"));
    all.putAll(set);
    return all;
  }

  /** Helm refused to render. */
  final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
