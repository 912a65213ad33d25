package org.twinsuite.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.twinsuite.predictors.anomaly.AnomalyConfig;
import org.twinsuite.predictors.anomaly.AnomalyDetector;
import org.twinsuite.predictors.changepoint.ChangeConfig;
import org.twinsuite.predictors.changepoint.ChangeState;

/** Time per value of the detectors that watch a stream. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class StreamKernelJmh {

  private static final int LENGTH = 1 << 14;

  private final double[] values = new double[LENGTH];
  private final ChangeConfig config = ChangeConfig.defaults();
  private AnomalyDetector detector;
  private ChangeState state = ChangeState.NEW;
  private int at;

  /** A noisy wave; the detector's memory is full. */
  @Setup
  public void simulate() {
    Random random = new Random(1);
    for (int i = 0; i < LENGTH; i++) {
      values[i] = Math.sin(i * Math.PI / 24) + 0.1 * random.nextGaussian();
    }
    detector = new AnomalyDetector(AnomalyConfig.of(750));
    detector.scores(values);
  }

  @Benchmark
  public double anomaly() {
    return detector.next(next());
  }

  @Benchmark
  public double changepoint() {
    state = state.after(next(), config);
    double score = state.score(config);
    if (score >= 1) {
      state = ChangeState.NEW;
    }
    return score;
  }

  private double next() {
    at = (at + 1) & (LENGTH - 1);
    return values[at];
  }
}
