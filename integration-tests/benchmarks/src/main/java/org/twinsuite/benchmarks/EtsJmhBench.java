package org.twinsuite.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * JMH over the smoothing kernels, in forked JVMs; {@code bench.seconds} per iteration (default 1).
 */
public final class EtsJmhBench implements Bench {

  @Override
  public String name() {
    return "ets-jmh";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    TimeValue time = TimeValue.seconds(context.parameter("seconds", 1));
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(EtsKernelJmh.class.getName())
                    .warmupTime(time)
                    .measurementTime(time)
                    .build())
            .run();
    for (RunResult result : results) {
      String figure =
          "%s_%s_%s"
              .formatted(
                  result.getParams().getParam("model").toLowerCase(java.util.Locale.ROOT),
                  result.getParams().getParam("length"),
                  result.getParams().getParam("kernel"));
      double score = result.getPrimaryResult().getScore();
      context.figure(figure, score, "us/block");
    }
  }
}
