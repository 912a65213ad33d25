package org.twinsuite.benchmarks;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.PredictionStream;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.flight.FlightPredictor;
import org.twinsuite.predictors.flight.PredictorServer;
import org.twinsuite.predictors.forecast.ForecastCatalog;
import org.twinsuite.predictors.forecast.ForecastPredictor;

/**
 * A million series of 100 points stream through Flight, client and server in one JVM of {@code
 * bench.heap} (default 256m). {@code bench.series} sets their number, {@code bench.batch} the rows
 * of a batch, {@code bench.model} a forecasting method instead of the last value.
 */
public final class MemoryBench implements Bench {

  private static final double MIB = 1 << 20;
  private static final int POINTS = 100;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String defaultHeap() {
    return "256m";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    int series = context.parameter("series", 1_000_000);
    int batch = context.parameter("batch", 8192);
    String model = context.parameter("model", "last-value");
    Predictor predictor =
        model.equals("last-value")
            ? new LastValuePredictor()
            : new ForecastPredictor(ForecastCatalog.method(model));
    long[] heap = new long[1];
    long[] direct = new long[1];
    try (BufferAllocator memory = new RootAllocator();
        PredictorServer server =
            new PredictorServer(
                new PredictorCatalog().add(predictor), PredictorServer.Config.local(0));
        FlightClient client =
            FlightClient.builder(memory, Location.forGrpcInsecure("localhost", server.port()))
                .build()) {
      Predictor remote = new FlightPredictor(List.of(client), predictor.name(), null);
      long[] answered = new long[1];
      double cpu =
          context.cpuSeconds(
              () -> {
                try (GeneratedSeries requests =
                    new GeneratedSeries(series, batch, POINTS, memory)) {
                  answered[0] =
                      PredictionStream.predict(
                          remote,
                          requests,
                          PredictionOptions.defaults(),
                          memory,
                          answer -> {
                            heap[0] = Math.max(heap[0], usedHeap());
                            direct[0] =
                                Math.max(
                                    direct[0],
                                    memory.getAllocatedMemory()
                                        + server.allocatedBytes()
                                        + usedBuffers());
                          });
                }
              });
      context.figure("series", answered[0], "series");
      context.figure("points", POINTS, "points/series");
      context.figure("data_mib", 8.0 * series * POINTS / MIB, "MiB");
      context.figure("heap_limit_mib", Runtime.getRuntime().maxMemory() / MIB, "MiB");
      context.figure("peak_heap_mib", heap[0] / MIB, "MiB");
      context.figure("peak_direct_mib", direct[0] / MIB, "MiB");
      context.figure("peak_client_arrow_mib", memory.getPeakMemoryAllocation() / MIB, "MiB");
      context.figure("peak_server_arrow_mib", server.peakBytes() / MIB, "MiB");
      peakResident(context);
      context.figure("series_per_cpu_s", answered[0] / cpu, "series/s");
    }
  }

  private static long usedHeap() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Direct buffers of the JVM, those of the network among them. */
  private static long usedBuffers() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  /** Everything the process ever held in memory, where the system tells. */
  private static void peakResident(BenchContext context) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          double kib = Double.parseDouble(line.replaceAll("\\D", ""));
          context.figure("peak_resident_mib", kib / 1024, "MiB");
        }
      }
    }
  }
}
