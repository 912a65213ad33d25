package org.twinsuite.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.twinsuite.predictors.model.FlatForest;
import org.twinsuite.predictors.model.FlatForestBuilder;

/** Time per unit to score a forest as large as that of the turbofans, and to explain the score. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ForestKernelJmh {

  static final int ROWS = 256;
  private static final int TREES = 1500;
  private static final int DEPTH = 6;
  private static final int FEATURES = 200;

  private final Random random = new Random(1);
  private final float[] rows = new float[ROWS * FEATURES];
  private final double[] sums = new double[ROWS];
  private final double[] contributions = new double[FEATURES];
  private FlatForest forest;

  /** Full trees of random splits over rows of random values: no branch can be foretold. */
  @Setup
  public void grow() {
    FlatForestBuilder builder = new FlatForestBuilder();
    for (int i = 0; i < TREES; i++) {
      builder.add(tree(DEPTH));
    }
    forest = builder.build(0, FEATURES);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
  }

  private FlatForestBuilder.Node tree(int depth) {
    if (depth == 0) {
      return new FlatForestBuilder.Leaf((float) random.nextGaussian(), 1);
    }
    return new FlatForestBuilder.Split(
        random.nextInt(FEATURES),
        (float) random.nextGaussian(),
        tree(depth - 1),
        tree(depth - 1),
        1 << depth);
  }

  /** Row by row. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double forestSingle() {
    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
      sum += forest.score(rows, i * FEATURES);
    }
    return sum;
  }

  /** Tree by tree over all rows. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double[] forestBatch() {
    forest.addScores(rows, ROWS, sums);
    return sums;
  }

  /** Score with the part of each feature. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double[] forestExplained() {
    for (int i = 0; i < ROWS; i++) {
      forest.addContributions(rows, i * FEATURES, contributions);
    }
    return contributions;
  }
}
