package org.twinsuite.predictors.flight;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.ResponseSchema;

/** Bare calls of the conformance kit: nothing is repeated, cut or made good by the client. */
final class ConformanceCall {

  private static final long PATIENCE_SECONDS = 30;

  private final FlightClient client;
  private final String token;
  private final BufferAllocator allocator;

  ConformanceCall(FlightClient client, String token, BufferAllocator allocator) {
    this.client = client;
    this.token = token;
    this.allocator = allocator;
  }

  /**
   * What a server answered.
   *
   * @param schema of the answer
   * @param rows of the answer
   */
  record Answer(Schema schema, List<Prediction> rows) {}

  BufferAllocator allocator() {
    return allocator;
  }

  FlightClient client() {
    return client;
  }

  boolean hasToken() {
    return token != null;
  }

  List<CallOption> options(boolean withToken) {
    List<CallOption> options =
        new ArrayList<>(withToken ? FlightPredictor.credentials(token) : List.of());
    options.add(CallOptions.timeout(PATIENCE_SECONDS, TimeUnit.SECONDS));
    return options;
  }

  CallOption[] optionArray() {
    return options(true).toArray(CallOption[]::new);
  }

  /**
   * Sends batches one after the other, each after the answer to the one before.
   *
   * @param json options, as the application metadata of the first; null = none
   * @throws AssertionError if a batch gets no answer
   * @throws FlightRuntimeException if an answer follows that nobody asked for
   */
  List<Answer> ask(FlightDescriptor descriptor, String json, VectorSchemaRoot... batches) {
    List<Answer> answers = new ArrayList<>();
    try (FlightExchange exchange =
        new FlightExchange(client, descriptor, batches[0], options(true))) {
      for (VectorSchemaRoot batch : batches) {
        exchange.send(batch, answers.isEmpty() && json != null ? buffer(json) : null);
        try (VectorSchemaRoot answer = exchange.receive(allocator)) {
          if (answer == null) {
            throw new AssertionError("a batch got no answer, the stream was ended");
          }
          ResponseSchema.check(answer.getSchema());
          answers.add(new Answer(answer.getSchema(), Predictions.read(answer)));
        }
      }
      exchange.completed();
      exchange.expectEnd();
    }
    return answers;
  }

  /** Status code of the failure, with its description; empty if it does not fail. */
  static String failure(Runnable call) {
    try {
      call.run();
      return "";
    } catch (FlightRuntimeException e) {
      return e.status().code() + ": " + e.status().description();
    }
  }

  private ArrowBuf buffer(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    ArrowBuf buffer = allocator.buffer(bytes.length);
    buffer.writeBytes(bytes);
    return buffer;
  }
}
