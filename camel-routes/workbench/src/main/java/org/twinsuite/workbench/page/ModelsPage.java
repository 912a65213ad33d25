package org.twinsuite.workbench.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.workbench.plant.PlantForecast;

/** How right the forecasts are, by forecast and model. */
public record ModelsPage(List<Row> rows) {

  /**
   * A model over all its things.
   *
   * @param things things it forecasts
   * @param usable things it has a usable answer for
   * @param scored forecasts that could be compared with what came
   * @param error mean absolute error weighted by their number
   * @param coverage share inside the interval
   * @param level share that should be
   * @param drifting things whose errors have changed
   * @param challengers models that compete, with the number of things each is ahead on
   */
  public record Row(
      String forecast,
      String model,
      String unit,
      int things,
      int usable,
      long scored,
      double error,
      double bias,
      double coverage,
      double level,
      int drifting,
      List<String> challengers) {}

  static ModelsPage of(List<PlantForecast> forecasts) {
    Map<String, List<PlantForecast>> byModel = new LinkedHashMap<>();
    for (PlantForecast f : forecasts) {
      byModel
          .computeIfAbsent(
              f.name() + '\n' + f.model() + '\n' + f.version(), key -> new ArrayList<>())
          .add(f);
    }
    return new ModelsPage(byModel.values().stream().map(ModelsPage::row).toList());
  }

  private static Row row(List<PlantForecast> forecasts) {
    PlantForecast first = forecasts.get(0);
    Map<String, Integer> ahead = new LinkedHashMap<>();
    forecasts.stream()
        .filter(f -> f.challenger() != null)
        .forEach(
            f ->
                ahead.merge(
                    f.challenger(),
                    "better".equals(f.verdict()) || "challenger".equals(f.verdict()) ? 1 : 0,
                    Integer::sum));
    return new Row(
        first.name(),
        first.model() + " " + first.version(),
        first.unit(),
        forecasts.size(),
        (int) forecasts.stream().filter(f -> "ok".equals(f.status())).count(),
        forecasts.stream().mapToLong(PlantForecast::scored).sum(),
        weighted(forecasts, PlantForecast::error),
        weighted(forecasts, PlantForecast::bias),
        weighted(forecasts, PlantForecast::coverage),
        first.level(),
        (int)
            forecasts.stream()
                .filter(f -> f.drift() != null && !f.drift().equals("steady"))
                .count(),
        ahead.entrySet().stream().map(e -> e.getKey() + " (" + e.getValue() + ")").toList());
  }

  private static double weighted(
      List<PlantForecast> forecasts, java.util.function.ToDoubleFunction<PlantForecast> figure) {
    double sum = 0;
    double weight = 0;
    for (PlantForecast f : forecasts) {
      double value = figure.applyAsDouble(f);
      if (f.scored() > 0 && Double.isFinite(value)) {
        sum += f.scored() * value;
        weight += f.scored();
      }
    }
    return weight == 0 ? Double.NaN : sum / weight;
  }
}
