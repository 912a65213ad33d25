package org.twinsuite.predictors.forecast.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.SharedData;
import org.twinsuite.predictors.forecast.methods.Intermittent.Kind;
import org.twinsuite.predictors.forecast.series.DemandClass;
import org.twinsuite.predictors.forecast.series.ForecastTask;

/** Real spare parts: 2,674 car parts over 51 months; the last six months are forecast. */
class SparePartsTest {

  private static final int HORIZON = 6;

  @Test
  void realPartsAreRoutedByIntervalAndVariation() throws IOException {
    List<double[]> parts = parts();
    Map<DemandClass, List<ForecastTask>> byClass = new EnumMap<>(DemandClass.class);
    for (double[] y : parts) {
      double[] train = Arrays.copyOf(y, y.length - HORIZON);
      byClass
          .computeIfAbsent(DemandClass.of(train), c -> new ArrayList<>())
          .add(new ForecastTask(train, new int[0], HORIZON));
    }

    // Most are rare: that is what spare parts are.
    int rare = byClass.get(DemandClass.INTERMITTENT).size() + byClass.get(DemandClass.LUMPY).size();
    assertThat(rare).isGreaterThan(parts.size() * 8 / 10);
    Map<DemandClass, Kind> routes =
        Map.of(
            DemandClass.INTERMITTENT, Kind.SBA,
            DemandClass.LUMPY, Kind.TSB,
            DemandClass.ERRATIC, Kind.CROSTON,
            DemandClass.SMOOTH, Kind.CROSTON);
    byClass.forEach(
        (demand, tasks) -> {
          assertSame(new Intermittent(Kind.ROUTED), new Intermittent(routes.get(demand)), tasks);
          if (demand.intermittent()) {
            assertSame(new Auto(), new Intermittent(routes.get(demand)), tasks);
          }
        });
  }

  @Test
  void theRoutedForecastIsNoWorseThanCroston() throws IOException {
    List<double[]> parts = parts();
    List<ForecastTask> tasks =
        parts.stream()
            .map(y -> Arrays.copyOf(y, y.length - HORIZON))
            .map(y -> new ForecastTask(y, new int[0], HORIZON))
            .toList();

    assertThat(error(parts, new Intermittent(Kind.ROUTED).forecast(tasks)))
        .isLessThanOrEqualTo(error(parts, new Intermittent(Kind.CROSTON).forecast(tasks)));
  }

  private static double error(List<double[]> parts, List<double[]> forecasts) {
    double sum = 0;
    for (int i = 0; i < parts.size(); i++) {
      double[] y = parts.get(i);
      for (int h = 0; h < HORIZON; h++) {
        sum += Math.abs(y[y.length - HORIZON + h] - forecasts.get(i)[h]);
      }
    }
    return sum;
  }

  private static void assertSame(
      PointForecaster one, PointForecaster other, List<ForecastTask> tasks) {
    List<double[]> first = one.forecast(tasks);
    List<double[]> second = other.forecast(tasks);
    for (int i = 0; i < tasks.size(); i++) {
      assertThat(first.get(i)).containsExactly(second.get(i));
    }
  }

  /** Parts with a complete history. */
  private static List<double[]> parts() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(SharedData.folder("carparts").resolve("carparts.csv.gz"))),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .skip(1)
          .map(line -> line.replace("\"", "").split(",", -1))
          .filter(row -> Arrays.stream(row).skip(1).noneMatch(c -> c.isEmpty() || c.equals("NA")))
          .map(row -> Arrays.stream(row).skip(1).mapToDouble(Double::parseDouble).toArray())
          .filter(y -> Arrays.stream(y, 0, y.length - HORIZON).anyMatch(v -> v > 0))
          .toList();
    }
  }
}
