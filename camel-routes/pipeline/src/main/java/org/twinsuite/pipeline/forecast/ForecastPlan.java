package org.twinsuite.pipeline.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.twinsuite.pipeline.config.ConfigException;

/** Which forecasts a thing gets, by its definition. */
public final class ForecastPlan {
  private static final List<String> NEEDED =
      List.of("definition", "forecast", "model", "feature", "failureMode");
  private static final List<String> OPTIONAL = List.of("challenger", "horizon", "season", "failed");
  private final List<Line> lines;

  private ForecastPlan(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /**
   * One line of the plan.
   *
   * @param definition definition of the things, with or without its version
   * @param forecast name of the forecast; {@code rul} is written to the feature {@code
   *     forecast:rul}, scores of a detector to {@code anomaly:<forecast>}
   * @param model predictor; {@code attributes/models/<forecast>} of a thing overrides it
   * @param feature the feature handed to a predictor of one property; empty when the predictor
   *     names the features it needs
   * @param failureMode what is forecast
   * @param challenger predictor that is asked as well and only scored; empty = none
   * @param horizon how far ahead; null = one step
   * @param season length of a season; null = none
   * @param failed how samples tell a failure, the truth a remaining life is scored by; null = no
   *     sample does
   */
  public record Line(
      String definition,
      String forecast,
      String model,
      String feature,
      String failureMode,
      String challenger,
      Duration horizon,
      Duration season,
      FailureSign failed) {

    /** Steps of a duration, at least 1. */
    static int steps(Duration duration, Duration step) {
      return duration == null
          ? 1
          : (int) Math.max(1, Math.round(duration.toMillis() / (double) step.toMillis()));
    }
  }

  /**
   * Reads a plan: a header line, then comma-separated lines; {@code #} begins a comment. The
   * columns {@code challenger}, {@code horizon}, {@code season} and {@code failed} may be left out.
   *
   * @throws ConfigException naming the line that is wrong
   */
  public static ForecastPlan read(Reader source) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader reader = new BufferedReader(source)) {
      int number = 0;
      List<String> header = null;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        if (text.isBlank() || text.startsWith("#")) {
          continue;
        }
        List<String> cells = List.of(text.split(",", -1)).stream().map(String::trim).toList();
        try {
          if (header == null) {
            header = header(cells);
          } else {
            lines.add(line(header, cells));
          }
        } catch (IllegalArgumentException | DateTimeParseException wrong) {
          throw new ConfigException("forecast plan, line " + number + ": " + wrong.getMessage());
        }
      }
    }
    return new ForecastPlan(lines);
  }

  private static List<String> header(List<String> cells) {
    Set<String> unknown = new TreeSet<>(cells);
    NEEDED.forEach(unknown::remove);
    OPTIONAL.forEach(unknown::remove);
    if (!unknown.isEmpty()
        || !cells.containsAll(NEEDED)
        || Set.copyOf(cells).size() < cells.size()) {
      throw new IllegalArgumentException(
          "expected the columns " + String.join(",", NEEDED) + " and perhaps " + OPTIONAL);
    }
    return cells;
  }

  private static Line line(List<String> header, List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(
          "expected %d cells, found %d".formatted(header.size(), cells.size()));
    }
    Map<String, String> line = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      line.put(header.get(i), cells.get(i));
    }
    String failed = line.getOrDefault("failed", "");
    String challenger = line.getOrDefault("challenger", "");
    if (challenger.equals(line.get("model"))) {
      throw new IllegalArgumentException("challenger '" + challenger + "' is the model itself");
    }
    return new Line(
        line.get("definition"),
        line.get("forecast"),
        line.get("model"),
        line.get("feature"),
        line.get("failureMode"),
        challenger,
        duration(line, "horizon"),
        duration(line, "season"),
        failed.isEmpty() ? null : FailureSign.parse(failed));
  }

  private static Duration duration(Map<String, String> line, String column) {
    String text = line.getOrDefault(column, "");
    if (text.isEmpty()) {
      return null;
    }
    try {
      Duration duration = Duration.parse(text);
      if (duration.isZero() || duration.isNegative()) {
        throw new IllegalArgumentException(column + " must be longer than nothing");
      }
      return duration;
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          column + " '" + text + "' is no ISO-8601 duration such as PT24H");
    }
  }

  /** All lines. */
  public List<Line> lines() {
    return lines;
  }

  /** The forecasts of a thing with this definition; none when it has none. */
  public List<Line> of(String definition) {
    if (definition == null) {
      return List.of();
    }
    return lines.stream()
        .filter(
            line ->
                definition.equals(line.definition())
                    || definition.startsWith(line.definition() + ":"))
        .toList();
  }
}
