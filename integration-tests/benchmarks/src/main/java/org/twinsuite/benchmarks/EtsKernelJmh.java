package org.twinsuite.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.twinsuite.predictors.forecast.lanes.EtsFit;
import org.twinsuite.predictors.forecast.lanes.EtsKernel;
import org.twinsuite.predictors.forecast.lanes.EtsLanes;
import org.twinsuite.predictors.forecast.lanes.EtsModel;
import org.twinsuite.predictors.forecast.lanes.LaneBlock;

/** Time to fit one block of eight simulated series, vector against scalar kernel. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class EtsKernelJmh {

  private static final int SEASON = 12;

  @Param({"fastest", "scalar"})
  public String kernel;

  @Param({"120", "960"})
  public int length;

  @Param({"AAdA", "MAdM"})
  public String model;

  private final double[][] series = new double[LaneBlock.LANES][];
  private EtsLanes lanes;
  private EtsModel ets;

  /** Simulates positive series with a season. */
  @Setup
  public void simulate() {
    lanes = new EtsLanes(kernel.equals("scalar") ? EtsKernel.scalar() : EtsKernel.fastest());
    ets =
        EtsModel.reducedPool(true, true).stream()
            .filter(m -> m.letters().equals(model))
            .findFirst()
            .orElseThrow();
    Random random = new Random(1);
    for (int i = 0; i < series.length; i++) {
      series[i] = new double[length];
      for (int t = 0; t < length; t++) {
        double season = 20 * Math.sin(2 * Math.PI * t / SEASON);
        series[i][t] = 100 + season + 5 * random.nextGaussian();
      }
    }
  }

  /** Layout and search of smoothing parameters, without initial states. */
  @Benchmark
  public List<EtsFit> fitBlock() {
    LaneBlock block = LaneBlock.of(series, 0, series.length);
    return lanes.fit(series, 0, series.length, block, ets, SEASON, EtsLanes.Effort.PARAMETERS);
  }
}
