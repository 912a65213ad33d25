package org.twinsuite.predictors.flight;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.auth2.BearerCredentialWriter;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.VectorSchemaRootAppender;
import org.twinsuite.predictors.InvalidBatchException;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.ResponseSchema;

/**
 * A predictor on one or several Flight servers. Large batches are cut into slices; calls go round
 * the servers, and a server that cannot be reached is skipped for the next (predictors are pure, so
 * asking twice does no harm). The clients stay the caller's.
 */
public final class FlightPredictor implements Predictor {

  /** Rows per message: below, calls cost more than predictions; above, memory grows for nothing. */
  public static final int SLICE = 8192;

  private final List<FlightClient> clients;
  private final String name;
  private final String version;
  private final Schema schema;
  private final CallOption[] options;
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * Looks the predictor up.
   *
   * @param clients at least one
   * @param token null = none
   * @throws FlightRuntimeException if no server knows the name
   */
  public FlightPredictor(List<FlightClient> clients, String name, String token) {
    this.clients = List.copyOf(clients);
    this.name = name;
    this.options =
        token == null
            ? new CallOption[0]
            : new CallOption[] {new CredentialCallOption(new BearerCredentialWriter(token))};
    FlightInfo info = anyServer(client -> client.getInfo(FlightContract.descriptor(name), options));
    this.schema = info.getSchemaOptional().orElseThrow();
    List<String> path = info.getDescriptor().getPath();
    this.version = path.size() > 2 ? path.get(2) : "";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Schema requestSchema() {
    return schema;
  }

  /** Known only from an answer; this is the common part. */
  @Override
  public Schema responseSchema() {
    return ResponseSchema.forecast();
  }

  @Override
  public VectorSchemaRoot predict(
      VectorSchemaRoot request, PredictionOptions asked, BufferAllocator allocator) {
    try {
      return anyServer(client -> exchange(client, request, asked, allocator));
    } catch (FlightRuntimeException e) {
      if (e.status().code() == FlightStatusCode.INVALID_ARGUMENT) {
        throw new InvalidBatchException(e.status().description());
      }
      throw e;
    }
  }

  private VectorSchemaRoot exchange(
      FlightClient client,
      VectorSchemaRoot request,
      PredictionOptions asked,
      BufferAllocator allocator) {
    VectorSchemaRoot answer = null;
    try (FlightClient.ExchangeReaderWriter call =
        client.doExchange(FlightContract.descriptor(name), options)) {
      try (VectorSchemaRoot out = VectorSchemaRoot.create(request.getSchema(), memory(request))) {
        call.getWriter().start(out);
        VectorLoader loader = new VectorLoader(out);
        int rows = request.getRowCount();
        int from = 0;
        do {
          int count = Math.min(SLICE, rows - from);
          load(loader, request, from, count);
          if (from == 0) {
            call.getWriter().putNext(FlightContract.encode(asked, memory(request)));
          } else {
            call.getWriter().putNext();
          }
          from += count;
          if (call.getReader().next()) {
            answer = append(answer, call.getReader().getRoot(), allocator);
          }
        } while (from < rows);
        call.getWriter().completed();
        while (call.getReader().next()) {
          answer = append(answer, call.getReader().getRoot(), allocator);
        }
      }
      return answer;
    } catch (Exception e) {
      if (answer != null) {
        answer.close();
      }
      throw e instanceof FlightRuntimeException failure
          ? failure
          : CallStatus.INTERNAL
              .withDescription("exchange failed")
              .withCause(e)
              .toRuntimeException();
    }
  }

  /** Buffers move only between allocators of one root, so slices live where the request does. */
  private static BufferAllocator memory(VectorSchemaRoot request) {
    return request.getVector(0).getAllocator();
  }

  private static void load(VectorLoader loader, VectorSchemaRoot request, int from, int count) {
    if (from == 0 && count == request.getRowCount()) {
      try (ArrowRecordBatch batch = new VectorUnloader(request).getRecordBatch()) {
        loader.load(batch);
      }
      return;
    }
    try (VectorSchemaRoot slice = request.slice(from, count);
        ArrowRecordBatch batch = new VectorUnloader(slice).getRecordBatch()) {
      loader.load(batch);
    }
  }

  private static VectorSchemaRoot append(
      VectorSchemaRoot answer, VectorSchemaRoot part, BufferAllocator allocator) {
    VectorSchemaRoot whole = answer;
    if (whole == null) {
      whole = VectorSchemaRoot.create(part.getSchema(), allocator);
      whole.allocateNew();
      whole.setRowCount(0);
    }
    VectorSchemaRootAppender.append(whole, part);
    return whole;
  }

  private interface Call<T> {
    T on(FlightClient client);
  }

  private <T> T anyServer(Call<T> call) {
    int first = Math.floorMod(turn.getAndIncrement(), clients.size());
    for (int i = 0; ; i++) {
      try {
        return call.on(clients.get((first + i) % clients.size()));
      } catch (FlightRuntimeException e) {
        boolean unreachable = e.status().code() == FlightStatusCode.UNAVAILABLE;
        if (!unreachable || i + 1 >= clients.size()) {
          throw e;
        }
      }
    }
  }
}
