package org.twinsuite.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ForecastOptions;
import org.twinsuite.pipeline.forecast.ForecastPlan;
import org.twinsuite.pipeline.forecast.Models;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.ResponseSchema;

/** Forecasts: model files, their servers, and whether the plan's models are there and fit it. */
public final class ForecastCheck implements Check {
  private static final int SHOWN = 4;
  private final Path folder;
  private final String planFile;
  private final Reader<PredictorCatalog> builtIn;
  private final Reader<ForecastPlan> plan;
  private final ModelServers servers;
  private final Function<String, OptionalLong> things;

  /** Reads what the app reads at start. */
  @FunctionalInterface
  public interface Reader<T> {
    T read() throws Exception;
  }

  /** Who could make forecasts. */
  private record Known(
      PredictorCatalog own, Map<String, String> refused, Map<String, Predictor> remote) {

    /** Null if nobody has it. */
    Predictor find(String planned) {
      String name = Models.name(planned);
      Predictor mine = name.equals(planned) ? own.find(name).orElse(null) : null;
      return mine == null ? remote.get(name) : mine;
    }
  }

  /**
   * @param builtIn predictors without model files
   * @param things how many things have a definition; empty when that is not known
   */
  public ForecastCheck(
      AppConfig config,
      Reader<PredictorCatalog> builtIn,
      Reader<ForecastPlan> plan,
      Function<String, OptionalLong> things) {
    this.folder = config.get(ForecastOptions.MODELS);
    this.planFile = config.get(ForecastOptions.FORECAST_PLAN);
    this.builtIn = builtIn;
    this.plan = plan;
    this.servers = new ModelServers(config);
    this.things = things;
  }

  @Override
  public String area() {
    return "forecast";
  }

  @Override
  public void look(Consumer<Finding> findings) throws Exception {
    PredictorCatalog own = builtIn.read();
    Map<String, String> refused = files(own, findings);
    Known known = new Known(own, refused, servers.ask(findings));
    ForecastPlan lines;
    try {
      lines = plan.read();
    } catch (Exception wrong) {
      findings.accept(
          Finding.failed(
              area(),
              planFile,
              wrong instanceof IOException ? "cannot be read" : wrong.getMessage(),
              "correct the named line, or twinsuite.forecast.plan"));
      return;
    }
    findings.accept(
        Finding.ok(area(), planFile.isEmpty() ? "built-in plan" : planFile, "is readable"));
    for (ForecastPlan.Line line : lines.lines()) {
      findings.accept(look(line, known));
    }
  }

  private Map<String, String> files(PredictorCatalog own, Consumer<Finding> findings)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      findings.accept(
          Finding.ok("models", folder.toString(), "is not there; built-in models only"));
      return Map.of();
    }
    PredictorCatalog.Loaded loaded = own.load(folder);
    findings.accept(Finding.ok("models", folder.toString(), "loaded " + loaded.loaded()));
    loaded
        .refused()
        .forEach(
            (file, reason) ->
                findings.accept(
                    Finding.failed(
                        "models",
                        file,
                        "is refused: " + reason,
                        "replace the refused file by the one that was trained")));
    return loaded.refused();
  }

  private Finding look(ForecastPlan.Line line, Known known) {
    String subject = line.definition() + ' ' + line.forecast();
    Predictor model = known.find(line.model());
    if (model == null) {
      return missing(line, subject, line.model(), known);
    }
    Finding unfit = unfit(line, subject, model);
    if (unfit != null || line.challenger().isEmpty()) {
      return unfit == null ? Finding.ok(area(), subject, reads(line, model)) : unfit;
    }
    Predictor challenger = known.find(line.challenger());
    if (challenger == null) {
      return missing(line, subject, line.challenger(), known);
    }
    if (answer(challenger) != answer(model)) {
      return Finding.failed(
          area(),
          subject,
          "the challenger '%s' answers %s, '%s' %s: they cannot be compared"
              .formatted(line.challenger(), answer(challenger), line.model(), answer(model)),
          "name a challenger of the same kind");
    }
    Finding other = unfit(line, subject, challenger);
    return other == null
        ? Finding.ok(area(), subject, reads(line, model) + "; beside it " + challenger.name())
        : other;
  }

  private Finding missing(ForecastPlan.Line line, String subject, String model, Known known) {
    String seen =
        "nobody has the model '%s': not built in, not in %s%s%s"
            .formatted(
                model,
                folder,
                known.refused().isEmpty() ? "" : " (refused " + known.refused().keySet() + ')',
                servers.named() ? ", at no server" : "");
    String fix =
        "put its file into the folder, name its servers in twinsuite.forecast.servers, or"
            + " correct the plan";
    if (!planFile.isEmpty()) {
      return Finding.failed(area(), subject, seen, fix);
    }
    OptionalLong count = things.apply(line.definition());
    if (count.isEmpty()) {
      return Finding.warn(area(), subject, seen, fix + "; needed once there are such things");
    }
    return count.getAsLong() == 0
        ? Finding.ok(area(), subject, "'" + model + "' is not there, and no thing needs it")
        : Finding.failed(area(), subject, seen + "; " + count.getAsLong() + " things want it", fix);
  }

  /** Null if the model fits what the line hands to it. */
  private Finding unfit(ForecastPlan.Line line, String subject, Predictor model) {
    List<String> columns = RequestSchema.properties(model.requestSchema());
    if (columns.equals(List.of(RequestSchema.VALUE))) {
      return line.feature().isEmpty()
          ? Finding.failed(
              area(),
              subject,
              "'" + model.name() + "' takes one feature, and the line names none",
              "name it in the column feature")
          : null;
    }
    return line.feature().isEmpty() || columns.contains(line.feature())
        ? null
        : Finding.failed(
            area(),
            subject,
            "'%s' does not read '%s' but %s"
                .formatted(model.name(), line.feature(), shown(columns)),
            "leave the column feature empty, or name another model");
  }

  private static String reads(ForecastPlan.Line line, Predictor model) {
    List<String> columns = RequestSchema.properties(model.requestSchema());
    boolean single = columns.equals(List.of(RequestSchema.VALUE));
    boolean unscored = answer(model) == ResponseSchema.Answer.LIFE && line.failed() == null;
    return "'%s' in version %s reads %s%s"
        .formatted(
            model.name(),
            model.version(),
            single ? line.feature() : shown(columns),
            unscored ? "; not scored, for no sample tells a failure" : "");
  }

  private static String shown(List<String> columns) {
    return columns.size() <= SHOWN
        ? String.join(", ", columns)
        : String.join(", ", columns.subList(0, SHOWN))
            + " and "
            + (columns.size() - SHOWN)
            + " others";
  }

  private static ResponseSchema.Answer answer(Predictor model) {
    return ResponseSchema.answer(model.responseSchema());
  }
}
