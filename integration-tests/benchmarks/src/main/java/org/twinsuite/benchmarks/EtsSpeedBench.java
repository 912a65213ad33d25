package org.twinsuite.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.twinsuite.predictors.forecast.lanes.EtsFit;
import org.twinsuite.predictors.forecast.lanes.EtsKernel;
import org.twinsuite.predictors.forecast.lanes.EtsLanes;
import org.twinsuite.predictors.forecast.lanes.EtsModel;
import org.twinsuite.predictors.forecast.lanes.LaneBlock;
import org.twinsuite.predictors.forecast.methods.AutoEts;
import org.twinsuite.predictors.forecast.series.ForecastTask;

/**
 * Series fitted and forecast per CPU second, one thread, after warming up; the same work on the
 * vector kernel and on the scalar one. {@code bench.data} is the folder that holds m3 and m4;
 * {@code bench.peer=r} times R's {@code forecast::ets} as well.
 */
public final class EtsSpeedBench implements Bench {

  private static final int WARM_UP = 4;

  @Override
  public String name() {
    return "ets-speed";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    Path m3 = context.data("m3");
    Path m4 = context.data("m4");
    List<ForecastSeries> monthly =
        byLength(
            ForecastData.read(file(m3, "M3.train.csv"), file(m3, "M3.test.csv"), "m3", null)
                .stream()
                .filter(s -> s.frequency() == ForecastFrequency.MONTHLY)
                .toList());
    List<ForecastSeries> hourly =
        byLength(
            ForecastData.read(
                file(m4.resolve("train"), "Hourly-train.csv"),
                file(m4.resolve("test"), "Hourly-test.csv"),
                "m4",
                null));
    List<double[]> fast = figures(context, monthly, hourly, EtsKernel.fastest(), "");
    List<double[]> scalar = figures(context, monthly, hourly, EtsKernel.scalar(), "_scalar");
    boolean same = true;
    for (int i = 0; i < fast.size(); i++) {
      same &= Arrays.equals(fast.get(i), scalar.get(i));
    }
    context.figure("scalar_and_simd_same_bits", same ? 1 : 0, "1");
    if (context.parameter("peer", "").equals("r")) {
      EtsPeer.measure(context, monthly, "autoets_m3_monthly", 12, "ZZZ", 50);
      EtsPeer.measure(context, hourly, "aada_m4_hourly", 24, "AAA", 10);
    }
  }

  private static List<double[]> figures(
      BenchContext context,
      List<ForecastSeries> monthly,
      List<ForecastSeries> hourly,
      EtsKernel kernel,
      String suffix) {
    context.note("kernel " + kernel.name());
    List<ForecastTask> tasks =
        monthly.stream()
            .map(s -> new ForecastTask(s.train(), new int[] {12}, s.horizon()))
            .toList();
    AutoEts auto = new AutoEts(kernel);
    List<double[]> all =
        measure(context, "autoets_m3_monthly" + suffix, monthly, () -> auto.forecast(tasks));
    List<double[]> aada =
        measure(context, "aada_m4_hourly" + suffix, hourly, () -> aada(hourly, kernel));
    return java.util.stream.Stream.concat(all.stream(), aada.stream()).toList();
  }

  private static List<double[]> measure(
      BenchContext context,
      String figure,
      List<ForecastSeries> series,
      Supplier<List<double[]>> work) {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    List<double[]> forecasts = List.of();
    double seconds = Double.POSITIVE_INFINITY;
    for (int run = 0; run <= WARM_UP; run++) {
      long before = thread.getCurrentThreadCpuTime();
      forecasts = work.get();
      seconds = (thread.getCurrentThreadCpuTime() - before) / 1e9;
    }
    context.figure(figure + "_per_cpu_s", series.size() / seconds, "series/s");
    ForecastScore score = ForecastScore.of(series, forecasts);
    context.figure(figure + "_smape", score.smape(), "%");
    context.figure(figure + "_mase", score.mase(), "1");
    return forecasts;
  }

  private static List<double[]> aada(List<ForecastSeries> series, EtsKernel kernel) {
    EtsLanes lanes = new EtsLanes(kernel);
    double[][] values = series.stream().map(ForecastSeries::train).toArray(double[][]::new);
    double[][] forecasts = new double[values.length][];
    for (int from = 0; from < values.length; from += LaneBlock.LANES) {
      int to = Math.min(values.length, from + LaneBlock.LANES);
      List<EtsFit> fits =
          lanes.fit(
              values,
              from,
              to,
              LaneBlock.of(values, from, to),
              EtsModel.AADA,
              24,
              EtsLanes.Effort.PARAMETERS);
      for (int i = from; i < to; i++) {
        forecasts[i] = fits.get(i - from).forecast(values[i], 24, series.get(i).horizon());
      }
    }
    return Arrays.asList(forecasts);
  }

  private static List<ForecastSeries> byLength(List<ForecastSeries> series) {
    return series.stream().sorted(Comparator.comparingInt(s -> s.train().length)).toList();
  }

  private static Path file(Path folder, String name) throws IOException {
    Path plain = folder.resolve(name);
    Path zipped = folder.resolve(name + ".gz");
    if (!Files.exists(plain) && !Files.exists(zipped)) {
      throw new IOException("neither " + plain + " nor " + zipped + " exists");
    }
    return Files.exists(plain) ? plain : zipped;
  }
}
