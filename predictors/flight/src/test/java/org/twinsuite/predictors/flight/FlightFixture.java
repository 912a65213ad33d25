package org.twinsuite.predictors.flight;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.SeriesBatch;

/** Servers and clients of one test, closed in reverse; memory that is not given back fails it. */
final class FlightFixture implements AutoCloseable {

  final BufferAllocator memory = new RootAllocator();
  private final List<AutoCloseable> opened = new ArrayList<>();

  PredictorServer serve(Predictor... predictors) throws IOException {
    PredictorCatalog catalog = new PredictorCatalog();
    for (Predictor predictor : predictors) {
      catalog.add(predictor);
    }
    return serve(catalog, PredictorServer.Config.local(0));
  }

  PredictorServer serve(PredictorCatalog catalog, PredictorServer.Config config)
      throws IOException {
    return open(new PredictorServer(catalog, config));
  }

  /** A server of any behaviour. */
  FlightServer serve(FlightProducer producer) throws IOException {
    open(producer instanceof AutoCloseable closeable ? closeable : () -> {});
    return open(
        FlightServer.builder(memory, Location.forGrpcInsecure("localhost", 0), producer)
            .build()
            .start());
  }

  FlightClient client(int port) {
    return open(FlightClient.builder(memory, Location.forGrpcInsecure("localhost", port)).build());
  }

  <T extends AutoCloseable> T open(T resource) {
    opened.add(resource);
    return resource;
  }

  List<Prediction> ask(Predictor predictor, int rows, PredictionOptions options) {
    double[][] series = new double[rows][];
    for (int i = 0; i < rows; i++) {
      series[i] = new double[] {1, 2, i};
    }
    try (VectorSchemaRoot request = SeriesBatch.write(series, 1, 1, memory);
        VectorSchemaRoot answer = predictor.predict(request, options, memory)) {
      return Predictions.read(answer);
    }
  }

  @Override
  public void close() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
    // The network's threads give the last buffers back after the call has ended.
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> memory.getAllocatedMemory() == 0);
    memory.close();
  }
}
