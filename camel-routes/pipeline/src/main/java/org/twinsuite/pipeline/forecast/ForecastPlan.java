package org.twinsuite.pipeline.forecast;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.rules.table.RowReader;
import org.twinsuite.rules.table.Sheet;
import org.twinsuite.rules.table.SheetHeader;
import org.twinsuite.rules.table.SheetReader;
import org.twinsuite.rules.table.TableError;

/** Which forecasts a thing gets, by its definition. */
public final class ForecastPlan {
  private static final String FILE = "plan.csv";
  private static final int MOST_ERRORS = 20;
  private static final Set<String> NEEDED =
      Set.of("definition", "forecast", "model", "feature", "failureMode");
  private static final Set<String> OPTIONAL = Set.of("challenger", "horizon", "season", "failed");
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
   * @throws ConfigException naming each cell that is wrong, with the fix
   */
  public static ForecastPlan read(Reader source) throws IOException {
    StringWriter text = new StringWriter();
    source.transferTo(text);
    Sheet sheet = SheetReader.read(FILE, text.toString().getBytes(StandardCharsets.UTF_8)).get(0);
    List<TableError> errors = new ArrayList<>(sheet.problems());
    List<Line> lines = new ArrayList<>();
    if (new SheetHeader(sheet, errors).fits(NEEDED, OPTIONAL)) {
      for (Sheet.Line line : sheet.lines()) {
        lines.add(line(new RowReader(sheet, line, errors)));
      }
    }
    if (!errors.isEmpty()) {
      throw new ConfigException(
          errors.stream()
              .distinct()
              .limit(MOST_ERRORS)
              .map(TableError::toString)
              .collect(Collectors.joining("; ", "forecast plan: ", "")));
    }
    return new ForecastPlan(lines);
  }

  private static Line line(RowReader row) {
    String model = row.word("model");
    String challenger = row.optional("challenger");
    if (challenger.equals(model) && !model.isEmpty()) {
      row.error("challenger", "'" + challenger + "' is the model itself");
    }
    return new Line(
        row.word("definition"),
        row.one("forecast"),
        model,
        row.optional("feature"),
        row.word("failureMode"),
        challenger,
        duration(row, "horizon"),
        duration(row, "season"),
        failed(row));
  }

  private static FailureSign failed(RowReader row) {
    String failed = row.optional("failed");
    try {
      return failed.isEmpty() ? null : FailureSign.parse(failed);
    } catch (IllegalArgumentException wrong) {
      row.error("failed", "'" + failed + "' is not a condition such as vibration>=7.1");
      return null;
    }
  }

  private static Duration duration(RowReader row, String column) {
    String text = row.optional(column);
    if (text.isEmpty()) {
      return null;
    }
    try {
      Duration duration = Duration.parse(text);
      if (duration.isZero() || duration.isNegative()) {
        row.error(column, "must be longer than nothing");
      }
      return duration;
    } catch (DateTimeParseException | ArithmeticException wrong) {
      row.error(column, "'" + text + "' is not a valid ISO-8601 duration, e.g. PT24H");
      return null;
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
