package org.twinsuite.predictors.forecast.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.twinsuite.predictors.forecast.lanes.LaneBlock;
import org.twinsuite.predictors.forecast.series.ForecastTask;

/** Sorts series by kind and length into blocks of eight, and the forecasts back. */
final class LaneGroups {

  /** Forecasts up to eight series of one kind. */
  interface BlockForecaster {
    double[][] forecast(double[][] series, int[] horizons, int kind);
  }

  private LaneGroups() {}

  static List<double[]> forecast(
      List<ForecastTask> tasks, ToIntFunction<ForecastTask> kind, BlockForecaster forecaster) {
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      groups.computeIfAbsent(kind.applyAsInt(tasks.get(i)), k -> new ArrayList<>()).add(i);
    }
    double[][] out = new double[tasks.size()][];
    groups.forEach(
        (k, members) -> {
          members.sort(Comparator.comparingInt(i -> tasks.get(i).values().length));
          for (int from = 0; from < members.size(); from += LaneBlock.LANES) {
            List<Integer> block =
                members.subList(from, Math.min(members.size(), from + LaneBlock.LANES));
            double[][] series =
                block.stream().map(i -> tasks.get(i).values()).toArray(double[][]::new);
            int[] horizons = block.stream().mapToInt(i -> tasks.get(i).horizon()).toArray();
            double[][] forecasts = forecaster.forecast(series, horizons, k);
            for (int i = 0; i < forecasts.length; i++) {
              out[block.get(i)] = forecasts[i];
            }
          }
        });
    return Arrays.asList(out);
  }
}
