package org.twinsuite.charts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of time series: those the app exports, and those that alerts and dashboards ask for. */
final class MetricNames {
  private static final Pattern OWN =
      Pattern.compile("\\b(?:twinsuite|camel|jvm|process|system)_[a-z0-9_]+");

  private MetricNames() {}

  static Set<String> exported(String metrics) {
    return metrics
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceAll("[{ ].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names by the file and expression that uses them. */
  static Map<String, Set<String>> used() {
    Map<String, Set<String>> used = new TreeMap<>();
    ChartFiles.text(ChartFiles.APP_CHART.resolve("files/alerts.yaml"))
        .lines()
        .filter(line -> line.contains("expr:"))
        .forEach(line -> add(used, "alerts: " + line.strip(), line));
    try (Stream<Path> files = Files.list(ChartFiles.APP_CHART.resolve("dashboards"))) {
      for (Path file : files.sorted().toList()) {
        List<JsonNode> expressions = ChartFiles.json(file).findValues("expr");
        if (expressions.isEmpty()) {
          throw new AssertionError(file + " asks for nothing");
        }
        expressions.forEach(
            expression -> add(used, file.getFileName() + ": " + expression, expression.asText()));
      }
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
    return used;
  }

  private static void add(Map<String, Set<String>> used, String place, String expression) {
    Matcher name = OWN.matcher(expression.replaceAll("\"[^\"]*\"", ""));
    Set<String> names = new TreeSet<>();
    while (name.find()) {
      names.add(name.group());
    }
    used.put(place, names);
  }
}
