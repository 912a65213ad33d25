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
 * and server in one process so that the CPU time of both is counted.
 */
public final class FlightBench implements Bench {

  private static final int POINTS = 100;
  private static final List<Integer> ROWS = List.of(1, 64, 512, 4096, 16_384);
  private static final int IN_PROCESS_ROWS = 4096;
  private static final double LEAST_SECONDS = 2;

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
      repeat(call, LEAST_SECONDS);
      long[] calls = new long[1];
      double cpu = context.cpuSeconds(() -> calls[0] = repeat(call, LEAST_SECONDS));
      return calls[0] * rows / cpu;
    }
  }

  private static long repeat(BenchContext.Work call, double seconds) throws Exception {
    long calls = 0;
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end) {
      call.run();
      calls++;
    }
    return calls;
  }
}
