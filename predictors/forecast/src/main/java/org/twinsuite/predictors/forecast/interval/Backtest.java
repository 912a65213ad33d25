package org.twinsuite.predictors.forecast.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.twinsuite.predictors.forecast.series.ForecastTask;

/**
 * Earlier origins of one task: the same question asked where the answer is known by now.
 *
 * @param tasks the questions, the latest origin first
 * @param answers the values that followed, up to the horizon
 */
public record Backtest(List<ForecastTask> tasks, List<double[]> answers) {

  private static final int ORIGINS = 6;
  private static final int ORIGINS_SEVERAL_SEASONS = 3;
  private static final int SHORTEST = 3;

  /** Spreads the origins over the last two horizons, but leaves at least half of the values. */
  public static Backtest of(ForecastTask task) {
    double[] y = task.values();
    int n = y.length;
    int[] seasons = task.seasons();
    int longest = seasons.length == 0 ? 1 : seasons[seasons.length - 1];
    int needed = longest > 1 && n > 4 * longest ? 3 * longest : 0;
    int shortest = Math.max(Math.max(SHORTEST, needed), (n + 1) / 2);
    int span = Math.min(n - shortest, 2 * task.horizon());
    int origins = Math.min(span, seasons.length > 1 ? ORIGINS_SEVERAL_SEASONS : ORIGINS);
    List<ForecastTask> tasks = new ArrayList<>();
    List<double[]> answers = new ArrayList<>();
    for (int k = 1; k <= origins; k++) {
      int cut = n - (int) Math.round((double) k * span / origins);
      int ahead = Math.min(task.horizon(), n - cut);
      tasks.add(new ForecastTask(Arrays.copyOf(y, cut), seasons, ahead));
      answers.add(Arrays.copyOfRange(y, cut, cut + ahead));
    }
    return new Backtest(tasks, answers);
  }
}
