package org.twinsuite.charts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** Every way the tests render the chart: default values and each of its ci files. */
final class Cases {
  private static final ConcurrentMap<String, String> RENDERED = new ConcurrentHashMap<>();

  private Cases() {}

  /** A values file of the chart under its short name; null is the default. */
  record Case(String name, Path values) {
    @Override
    public String toString() {
      return name;
    }

    /** As Helm 3 renders it, kept for the next test. */
    Manifests manifests() {
      return Manifests.read(text());
    }

    String text() {
      return RENDERED.computeIfAbsent(
          name, n -> HelmThree.orSkip().render(ChartFiles.APP_CHART, values, Map.of()));
    }
  }

  static Stream<Case> all() {
    List<Case> cases = new ArrayList<>(List.of(new Case("default", null)));
    for (Path file : ChartFiles.ciValues(ChartFiles.APP_CHART)) {
      cases.add(new Case(file.getFileName().toString().replace("-values.yaml", ""), file));
    }
    return cases.stream();
  }

  static Case named(String name) {
    return all().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }
}
