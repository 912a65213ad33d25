package org.twinsuite.predictors.flight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.SeriesRequest;

/**
 * Holds any server, in any language, against the contract: {@code main LOCATION PREDICTOR [TOKEN]},
 * for instance {@code grpc+tcp://localhost:8815 degradation}. Ends with 1 if a check fails.
 */
public final class FlightConformance {

  private static final int VALUES = 400;

  private final Predictor predictor;
  private final FlightClient client;
  private final String token;
  private final BufferAllocator allocator;

  FlightConformance(FlightClient client, String name, String token, BufferAllocator allocator) {
    this.client = client;
    this.token = token;
    this.allocator = allocator;
    this.predictor = new FlightPredictor(List.of(client), name, token);
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("usage: LOCATION PREDICTOR [TOKEN]");
      System.exit(2);
    }
    Map<String, String> results;
    try (BufferAllocator allocator = new RootAllocator();
        FlightClient client = FlightClient.builder(allocator, new Location(args[0])).build()) {
      String token = args.length > 2 ? args[2] : null;
      results = new FlightConformance(client, args[1], token, allocator).check();
    }
    results.forEach((check, result) -> System.out.println(check + ": " + result));
    System.exit(results.values().stream().allMatch("ok"::equals) ? 0 : 1);
  }

  /** Check to {@code ok} or what was wrong. */
  Map<String, String> check() {
    Map<String, String> results = new LinkedHashMap<>();
    results.put("one answer per row, in order", guarded(this::order));
    results.put("a bad row fails no other", guarded(this::badRow));
    results.put("a passed deadline is told per row", guarded(this::deadline));
    results.put("an empty batch has an empty answer", guarded(this::empty));
    results.put("an unknown predictor is NOT_FOUND", guarded(this::unknown));
    return results;
  }

  private String order() {
    try (VectorSchemaRoot request = request(3)) {
      List<String> ids =
          ask(request, PredictionOptions.defaults()).stream().map(Prediction::seriesId).toList();
      return ids.equals(List.of("0", "1", "2")) ? "ok" : "answered " + ids;
    }
  }

  private String badRow() {
    try (VectorSchemaRoot request = request(2)) {
      ((BigIntVector) request.getVector(RequestSchema.STEP)).set(0, -1);
      List<Prediction> answers = ask(request, PredictionOptions.defaults());
      boolean told = answers.get(0).status().contains(RequestSchema.STEP);
      boolean spared = !answers.get(1).status().equals(answers.get(0).status());
      return told && spared
          ? "ok"
          : "statuses " + answers.stream().map(Prediction::status).toList();
    }
  }

  private String deadline() {
    try (VectorSchemaRoot request = request(1)) {
      String status =
          ask(request, PredictionOptions.defaults().withDeadline(Instant.EPOCH)).get(0).status();
      return status.startsWith("deadline") ? "ok" : "status " + status;
    }
  }

  private String empty() {
    try (VectorSchemaRoot request = VectorSchemaRoot.create(predictor.requestSchema(), allocator)) {
      return ask(request, PredictionOptions.defaults()).isEmpty() ? "ok" : "rows from nowhere";
    }
  }

  private String unknown() {
    try {
      Predictor found = new FlightPredictor(List.of(client), "no such predictor", token);
      return "found " + found.name();
    } catch (FlightRuntimeException e) {
      return e.status().code() == FlightStatusCode.NOT_FOUND ? "ok" : "code " + e.status().code();
    }
  }

  private VectorSchemaRoot request(int rows) {
    List<String> properties = RequestSchema.properties(predictor.requestSchema());
    List<SeriesRequest> requests = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Map<String, double[]> values = new LinkedHashMap<>();
      properties.forEach(property -> values.put(property, wave()));
      requests.add(
          new SeriesRequest(Integer.toString(i), Instant.EPOCH, Duration.ofHours(1), 1, 1, values));
    }
    return SeriesBatch.write(requests, predictor.requestSchema(), allocator);
  }

  private static double[] wave() {
    double[] values = new double[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = 2 + 0.1 * Math.sin(i);
    }
    return values;
  }

  private List<Prediction> ask(VectorSchemaRoot request, PredictionOptions options) {
    try (VectorSchemaRoot answer = predictor.predict(request, options, allocator)) {
      return Predictions.read(answer);
    }
  }

  private interface Check {
    String run();
  }

  private static String guarded(Check check) {
    try {
      return check.run();
    } catch (RuntimeException e) {
      return "failed: " + e.getMessage();
    }
  }
}
