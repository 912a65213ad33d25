package org.twinsuite.predictors.forecast.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.twinsuite.predictors.forecast.series.ForecastTask;

/** Several methods, combined step by step. */
public final class Combination implements PointForecaster {

  /** Of sorted values: the mean. */
  public static final ToDoubleFunction<double[]> MEAN = v -> mean(v, 0);

  /** Of sorted values: the mean without the lowest and the highest. */
  public static final ToDoubleFunction<double[]> TRIMMED_MEAN = v -> mean(v, v.length > 2 ? 1 : 0);

  /** Of sorted values: the median. */
  public static final ToDoubleFunction<double[]> MEDIAN = v -> mean(v, (v.length - 1) / 2);

  private final String name;
  private final List<PointForecaster> members;
  private final ToDoubleFunction<double[]> centre;

  /**
   * @param centre makes one value of the members' sorted values
   */
  public Combination(
      String name, List<PointForecaster> members, ToDoubleFunction<double[]> centre) {
    this.name = name;
    this.members = List.copyOf(members);
    this.centre = centre;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<double[]> forecast(List<ForecastTask> tasks) {
    List<List<double[]>> all = members.stream().map(m -> m.forecast(tasks)).toList();
    List<double[]> out = new ArrayList<>(tasks.size());
    double[] values = new double[members.size()];
    for (int i = 0; i < tasks.size(); i++) {
      double[] combined = new double[tasks.get(i).horizon()];
      for (int h = 0; h < combined.length; h++) {
        for (int k = 0; k < values.length; k++) {
          values[k] = all.get(k).get(i)[h];
        }
        Arrays.sort(values);
        combined[h] = centre.applyAsDouble(values);
      }
      out.add(combined);
    }
    return out;
  }

  private static double mean(double[] sorted, int dropped) {
    double sum = 0;
    for (int k = dropped; k < sorted.length - dropped; k++) {
      sum += sorted[k];
    }
    return sum / (sorted.length - 2 * dropped);
  }
}
