package org.twinsuite.benchmarks;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * JMH over the forest of remaining life and the detectors of anomalies and changes, in forked JVMs;
 * {@code bench.seconds} per iteration (default 1).
 */
public final class KernelsJmhBench implements Bench {

  @Override
  public String name() {
    return "kernels-jmh";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    TimeValue time = TimeValue.seconds(context.parameter("seconds", 1));
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(ForestKernelJmh.class.getName())
                    .include(StreamKernelJmh.class.getName())
                    .warmupTime(time)
                    .measurementTime(time)
                    .build())
            .run();
    for (RunResult result : results) {
      String label = result.getPrimaryResult().getLabel();
      String figure = label.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      String unit = label.startsWith("forest") ? "us/unit" : "us/value";
      context.figure(figure, result.getPrimaryResult().getScore(), unit);
    }
  }
}
