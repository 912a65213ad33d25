package org.twinsuite.app.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.app.config.ConfigException;

/** Which forecasts a thing gets, by its definition. */
public final class ForecastPlan {
  private static final String HEADER = "definition,forecast,model,feature,failureMode";
  private final List<Line> lines;

  private ForecastPlan(List<Line> lines) {
    this.lines = lines;
  }

  /**
   * One line of the plan.
   *
   * @param definition definition of the things, with or without its version
   * @param forecast name of the forecast; {@code rul} is written to the feature {@code
   *     forecast:rul}
   * @param model predictor; {@code attributes/models/<forecast>} of a thing overrides it
   * @param feature the feature handed to a predictor of one property; empty when the predictor
   *     names the features it needs
   * @param failureMode what is forecast
   */
  public record Line(
      String definition, String forecast, String model, String feature, String failureMode) {}

  /**
   * Reads a plan: a header line, then comma-separated lines; {@code #} begins a comment.
   *
   * @throws ConfigException naming the line that is wrong
   */
  public static ForecastPlan read(Reader source) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader reader = new BufferedReader(source)) {
      int number = 0;
      boolean header = false;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        if (text.isBlank() || text.startsWith("#")) {
          continue;
        }
        if (!header) {
          header = true;
          if (!text.replace(" ", "").equals(HEADER)) {
            throw new ConfigException("forecast plan, line " + number + ": expected " + HEADER);
          }
          continue;
        }
        String[] cells = text.split(",", -1);
        if (cells.length != 5) {
          throw new ConfigException(
              "forecast plan, line " + number + ": expected 5 cells, found " + cells.length);
        }
        for (int i = 0; i < cells.length; i++) {
          cells[i] = cells[i].trim();
        }
        lines.add(new Line(cells[0], cells[1], cells[2], cells[3], cells[4]));
      }
    }
    return new ForecastPlan(lines);
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
