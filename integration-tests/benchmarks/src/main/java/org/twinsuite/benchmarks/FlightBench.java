package org.twinsuite.benchmarks;

import java.util.List;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.flight.FlightPredictor;
import org.twinsuite.predictors.flight.PredictorServer;

/**
 * What the wire costs: series of 100 points through a predictor that repeats the last value, client
 * and server in one process so that the CPU time of both is counted. {@code bench.seconds} of CPU
 * time per figure (default 3), after as many to warm up.
 */
public final class FlightBench implements Bench {

  private static final int POINTS = 100;
  private static final List<Integer> ROWS = List.of(1, 64, 512, 4096, 16_384);
  private static final int IN_PROCESS_ROWS = 4096;
  private static final int SECONDS = 3;
  private static final int CALLS = 10;

  @Override
  public String name() {
    return "flight";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    LastValuePredictor predictor = new LastValuePredictor();
    try (BufferAllocator memory = new RootAllocator();
        PredictorServer server =
            new PredictorServer(
                new PredictorCatalog().add(predictor), PredictorServer.Config.local(0));
        FlightClient client =
            FlightClient.builder(memory, Location.forGrpcInsecure("localhost", server.port()))
                .build()) {
      Predictor remote = new FlightPredictor(List.of(client), predictor.name(), null);
      for (int rows : ROWS) {
        context.figure(
            "flight_" + rows + "_per_cpu_s", speed(context, remote, rows, memory), "series/s");
      }
      context.figure(
          "inprocess_" + IN_PROCESS_ROWS + "_per_cpu_s",
          speed(context, predictor, IN_PROCESS_ROWS, memory),
          "series/s");
    }
  }

  private static double speed(
      BenchContext context, Predictor predictor, int rows, BufferAllocator memory)
      throws Exception {
    try (VectorSchemaRoot request = SeriesBatch.write(new double[rows][POINTS], 1, 1, memory)) {
      BenchContext.Work call =
          () -> predictor.predict(request, PredictionOptions.defaults(), memory).close();
      int seconds = context.parameter("seconds", SECONDS);
      measure(context, call, seconds);
      return rows * measure(context, call, seconds);
    }
  }

  /** Calls per CPU second, until so many are used: a busy machine does not shorten the warm-up. */
  private static double measure(BenchContext context, BenchContext.Work call, double seconds)
      throws Exception {
    long calls = 0;
    double used = 0;
    while (used < seconds) {
      used +=
          context.cpuSeconds(
              () -> {
                for (int i = 0; i < CALLS; i++) {
                  call.run();
                }
              });
      calls += CALLS;
    }
    return calls / used;
  }
}
