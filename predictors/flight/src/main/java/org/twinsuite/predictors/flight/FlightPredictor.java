package org.twinsuite.predictors.flight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.auth2.BearerCredentialWriter;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.InvalidBatchException;
import org.twinsuite.predictors.ModelMetadata;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictor;

/**
 * A predictor on one or several Flight servers. Large batches are cut into slices, one in flight
 * per server; a slice whose server fails goes to another. Rows that are not answered before the
 * deadline carry {@link org.twinsuite.predictors.Status#DEADLINE}. Interrupting the calling thread
 * cancels what is under way ({@link FlightStatusCode#CANCELLED}).
 */
public final class FlightPredictor implements Predictor {

  /** Rows per message: below, calls cost more than predictions; above, memory grows for nothing. */
  public static final int SLICE = 8192;

  private static final Duration LOOK_UP = Duration.ofSeconds(30);

  /** What the wire adds to the deadline, so that the server's own answer is not cut off. */
  private static final Duration GRACE = Duration.ofMillis(250);

  private final FlightServers servers;
  private final List<CallOption> credentials;
  private final FlightContract.Described described;

  /**
   * Looks the predictor up.
   *
   * @param clients at least one; they stay the caller's
   * @param token null = none
   * @throws FlightRuntimeException if no server knows the name
   */
  public FlightPredictor(List<FlightClient> clients, String name, String token) {
    this(new FlightServers(clients, FlightRetries.defaults()), name, token);
  }

  /**
   * Looks the predictor up.
   *
   * @param servers stay the caller's
   * @param token null = none
   * @throws FlightRuntimeException if no server knows the name
   */
  public FlightPredictor(FlightServers servers, String name, String token) {
    this(
        servers,
        token,
        FlightContract.described(
            servers.call(
                null,
                client -> client.getInfo(FlightContract.descriptor(name), lookingUp(token)))));
  }

  private FlightPredictor(FlightServers servers, String token, FlightContract.Described described) {
    this.servers = servers;
    this.credentials = credentials(token);
    this.described = described;
  }

  /**
   * All predictors that the servers list.
   *
   * @param servers stay the caller's
   * @param token null = none
   * @throws FlightRuntimeException if no server answers, or the token is not accepted
   */
  public static List<FlightPredictor> listed(FlightServers servers, String token) {
    return servers.call(
        null,
        client -> {
          List<FlightPredictor> listed = new ArrayList<>();
          for (FlightInfo info : client.listFlights(Criteria.ALL, lookingUp(token))) {
            listed.add(new FlightPredictor(servers, token, FlightContract.described(info)));
          }
          return listed;
        });
  }

  private static CallOption[] lookingUp(String token) {
    List<CallOption> options = new ArrayList<>(credentials(token));
    options.add(CallOptions.timeout(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS));
    return options.toArray(CallOption[]::new);
  }

  static List<CallOption> credentials(String token) {
    return token == null
        ? List.of()
        : List.of(new CredentialCallOption(new BearerCredentialWriter(token)));
  }

  @Override
  public String name() {
    return described.name();
  }

  @Override
  public String version() {
    return described.version();
  }

  @Override
  public Schema requestSchema() {
    return described.request();
  }

  @Override
  public Schema responseSchema() {
    return described.response();
  }

  @Override
  public Optional<ModelMetadata> trained() {
    return described.trained();
  }

  /**
   * {@inheritDoc}
   *
   * @throws FlightRuntimeException if no server could answer, or the thread was interrupted
   */
  @Override
  public VectorSchemaRoot predict(
      VectorSchemaRoot request, PredictionOptions asked, BufferAllocator allocator) {
    try {
      return new FlightSlices(request, servers.size())
          .predict(slice -> slice(slice, asked, allocator), allocator);
    } catch (FlightRuntimeException e) {
      if (e.status().code() == FlightStatusCode.INVALID_ARGUMENT) {
        throw new InvalidBatchException(e.status().description());
      }
      throw e;
    }
  }

  private VectorSchemaRoot slice(
      VectorSchemaRoot slice, PredictionOptions asked, BufferAllocator allocator) {
    if (asked.expired()) {
      return FlightSlices.late(slice, this, allocator);
    }
    try {
      return servers.call(asked.deadline(), client -> exchange(client, slice, asked, allocator));
    } catch (FlightRuntimeException e) {
      if (e.status().code() == FlightStatusCode.TIMED_OUT && asked.deadline() != null) {
        return FlightSlices.late(slice, this, allocator);
      }
      throw e;
    }
  }

  private VectorSchemaRoot exchange(
      FlightClient client,
      VectorSchemaRoot slice,
      PredictionOptions asked,
      BufferAllocator allocator) {
    List<CallOption> options = new ArrayList<>(credentials);
    if (asked.deadline() != null) {
      Duration left = FlightServers.left(asked.deadline(), Duration.ZERO).plus(GRACE);
      options.add(CallOptions.timeout(left.toMillis(), TimeUnit.MILLISECONDS));
    }
    try (FlightExchange exchange =
        new FlightExchange(client, FlightContract.descriptor(name()), slice, options)) {
      exchange.send(slice, FlightContract.encode(asked, FlightExchange.memory(slice)));
      exchange.completed();
      VectorSchemaRoot answer = exchange.receive(allocator);
      if (answer == null) {
        throw CallStatus.UNAVAILABLE
            .withDescription("the stream was ended without an answer")
            .toRuntimeException();
      }
      try {
        // To its end: a call that is closed before counts as cancelled, which costs both sides.
        exchange.expectEnd();
        if (answer.getRowCount() != slice.getRowCount()) {
          throw CallStatus.INTERNAL
              .withDescription(
                  "%d rows asked, %d answered".formatted(slice.getRowCount(), answer.getRowCount()))
              .toRuntimeException();
        }
        return answer;
      } catch (RuntimeException e) {
        answer.close();
        throw e;
      }
    }
  }
}
