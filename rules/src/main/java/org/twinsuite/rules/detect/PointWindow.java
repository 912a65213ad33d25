package org.twinsuite.rules.detect;

import org.twinsuite.rules.episode.FaultCase;
import org.twinsuite.rules.pack.row.Limit;

/**
 * Latest value, mean and trend of a point over the time before its newest sample: what rules in DRL
 * join. It judges nothing itself; a comparison with a number that is not known is false.
 */
public final class PointWindow extends Detector {

  private static final double HOUR_MS = 3_600_000;

  private long since = Long.MIN_VALUE;
  private int count;
  private double latest = Double.NaN;
  private double mean = Double.NaN;
  private double trend = Double.NaN;
  private double least = Double.NaN;
  private double most = Double.NaN;

  PointWindow(Limit limit, Signal signal, FaultCase episodes) {
    super(limit, signal, episodes);
    episodes.replacedAt().ifPresent(at -> since = at.toEpochMilli());
  }

  /** Feature id, or name of a derived signal; the same as {@link #getSource()}. */
  public String getPoint() {
    return getSource();
  }

  /** Length of the window in hours. */
  public double getHours() {
    return limit().minimum() / HOUR_MS;
  }

  /** Good samples in the window. */
  public int getCount() {
    return count;
  }

  /** The newest good value. */
  public double getLatest() {
    return latest;
  }

  public double getMean() {
    return mean;
  }

  /**
   * Slope of the line through the samples (least squares) per hour; NaN for less than two times.
   */
  public double getTrend() {
    return trend;
  }

  public double getLeast() {
    return least;
  }

  public double getMost() {
    return most;
  }

  @Override
  public boolean isViolated() {
    return false;
  }

  @Override
  public boolean isCleared() {
    return false;
  }

  @Override
  public boolean isUrgent() {
    return false;
  }

  @Override
  boolean nothingSeen() {
    return count == 0;
  }

  @Override
  boolean forget(long until) {
    since = Math.max(since, until);
    return recount();
  }

  @Override
  boolean recount() {
    int before = count;
    SampleWindow window = signal().window();
    count = 0;
    if (window.size() > 0) {
      long from = Math.max(since, window.at(0) - limit().minimum() - 1);
      summarize(window, from);
    }
    if (count == 0) {
      latest = Double.NaN;
      mean = Double.NaN;
      trend = Double.NaN;
      least = Double.NaN;
      most = Double.NaN;
    }
    return visible(count > 0 || before > 0);
  }

  /** Samples after {@code from}, times relative to the newest so that nothing is lost by size. */
  private void summarize(SampleWindow window, long from) {
    double sum = 0;
    double times = 0;
    least = Double.POSITIVE_INFINITY;
    most = Double.NEGATIVE_INFINITY;
    int end = 0;
    for (; end < window.size() && end < limit().of() && window.at(end) > from; end++) {
      if (accepts(window.unit(end))) {
        double value = window.value(end);
        latest = count == 0 ? value : latest;
        sum += value;
        times += hours(window, end);
        least = Math.min(least, value);
        most = Math.max(most, value);
        count++;
      }
    }
    mean = sum / count;
    double middle = times / count;
    double spread = 0;
    double joint = 0;
    for (int back = 0; back < end; back++) {
      if (accepts(window.unit(back))) {
        double off = hours(window, back) - middle;
        spread += off * off;
        joint += off * (window.value(back) - mean);
      }
    }
    trend = spread > 0 ? joint / spread : Double.NaN;
  }

  private static double hours(SampleWindow window, int back) {
    return (window.at(back) - window.at(0)) / HOUR_MS;
  }
}
