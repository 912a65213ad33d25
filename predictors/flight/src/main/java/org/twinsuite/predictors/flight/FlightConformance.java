package org.twinsuite.predictors.flight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.ResponseSchema;

/**
 * Holds any server, in any language, against the contract: {@code main LOCATION [PREDICTOR …]}, for
 * instance {@code grpc+tcp://localhost:8815 degradation}; without a name all predictors of the
 * catalogue. {@code PREDICTORS_TOKEN} in the environment is sent with each call, {@code
 * PREDICTORS_TLS_CA} is a PEM file of certificates to trust. Ends with 1 if a check fails.
 */
public final class FlightConformance {

  /** Result of a check that holds. */
  static final String OK = "ok";

  private static final int ROWS = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConformanceCall call;
  private final String name;

  FlightConformance(FlightClient client, String name, String token, BufferAllocator allocator) {
    this.call = new ConformanceCall(client, token, allocator);
    this.name = name;
  }

  /** Runs the kit from the command line. */
  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      System.err.println(
          "usage: LOCATION [PREDICTOR ...], such as grpc+tcp://localhost:8815 degradation");
      System.exit(2);
    }
    String ca = System.getenv("PREDICTORS_TLS_CA");
    boolean held;
    try (BufferAllocator allocator = new RootAllocator();
        FlightServers server =
            FlightServers.connect(
                List.of(args[0]),
                ca == null ? null : Path.of(ca),
                FlightRetries.defaults(),
                allocator)) {
      String token = System.getenv("PREDICTORS_TOKEN");
      List<String> names = Arrays.asList(args).subList(1, args.length);
      held = server.call(null, client -> run(client, names, token, allocator));
    }
    System.exit(held ? 0 : 1);
  }

  /** Prints the result of each check; whether all hold. */
  static boolean run(
      FlightClient client, List<String> names, String token, BufferAllocator allocator) {
    List<String> asked = names.isEmpty() ? listed(client, token, allocator) : names;
    boolean held = !asked.isEmpty();
    if (asked.isEmpty()) {
      System.out.println("the catalogue is empty: name a predictor");
    }
    for (String predictor : asked) {
      Map<String, String> results =
          new FlightConformance(client, predictor, token, allocator).check();
      results.forEach(
          (check, result) -> System.out.println(predictor + ": " + check + ": " + result));
      held &= results.values().stream().allMatch(OK::equals);
    }
    return held;
  }

  private static List<String> listed(FlightClient client, String token, BufferAllocator allocator) {
    CallOption[] options = new ConformanceCall(client, token, allocator).optionArray();
    return StreamSupport.stream(client.listFlights(Criteria.ALL, options).spliterator(), false)
        .map(info -> info.getDescriptor().getPath().get(1))
        .toList();
  }

  /** Check to {@code ok} or what was wrong. */
  Map<String, String> check() {
    Map<String, String> results = new LinkedHashMap<>();
    FlightContract.Described told;
    try {
      told =
          FlightContract.described(
              call.client().getInfo(FlightContract.descriptor(name), call.optionArray()));
    } catch (RuntimeException e) {
      results.put("GetFlightInfo tells the predictor", reason(e));
      return results;
    }
    Rows rows = new Rows(told);
    results.put("the catalogue lists the predictor", guarded(this::listed));
    results.put("the request schema is one", guarded(() -> requestSchema(told.request())));
    results.put("one answer per row, in order", guarded(() -> order(rows)));
    results.put("the answer has the announced columns", guarded(() -> columns(rows, told)));
    results.put("bounds enclose the mean", guarded(() -> bounds(rows)));
    results.put("the same question gets the same answer", guarded(() -> pure(rows)));
    results.put("several batches go over one call", guarded(() -> stream(rows)));
    results.put("a bad row fails no other", guarded(() -> badRow(rows)));
    results.put("a null item is a missing value", guarded(() -> gap(rows)));
    results.put("a passed deadline is told per row", guarded(() -> deadline(rows)));
    results.put("an empty batch has an empty answer", guarded(() -> empty(rows)));
    results.put("a missing column is INVALID_ARGUMENT", guarded(() -> missing(rows)));
    results.put("unreadable options are INVALID_ARGUMENT", guarded(() -> options(rows)));
    results.put("an unknown predictor is NOT_FOUND", guarded(this::unknown));
    results.put("a version not held is NOT_FOUND", guarded(this::otherVersion));
    results.put("the action health answers", guarded(this::health));
    if (call.hasToken()) {
      results.put("a call without the token is UNAUTHENTICATED", guarded(this::noToken));
    }
    return results;
  }

  /** Requests of this predictor. */
  private final class Rows {
    private final FlightContract.Described told;

    Rows(FlightContract.Described told) {
      this.told = told;
    }

    VectorSchemaRoot sample(int count) {
      return SampleRows.of(told.request(), count, call.allocator());
    }

    List<Prediction> ask(String options, VectorSchemaRoot request) {
      return call.ask(FlightContract.descriptor(name), options, request).get(0).rows();
    }
  }

  private String listed() {
    for (var info : call.client().listFlights(Criteria.ALL, call.optionArray())) {
      List<String> path = info.getDescriptor().getPath();
      if (path.size() == 3 && path.get(0).equals("predict") && path.get(1).equals(name)) {
        return OK;
      }
    }
    return "ListFlights has no descriptor PATH [predict, " + name + ", version]";
  }

  private static String requestSchema(Schema schema) {
    RequestSchema.check(schema, schema);
    return OK;
  }

  private String order(Rows rows) {
    try (VectorSchemaRoot request = rows.sample(ROWS)) {
      List<String> ids = ids(rows.ask(null, request));
      List<String> wanted = IntStream.range(0, ROWS).mapToObj(Integer::toString).toList();
      return ids.equals(wanted) ? OK : "asked for " + wanted + ", answered " + ids;
    }
  }

  private static List<String> ids(List<Prediction> answers) {
    return answers.stream().map(Prediction::seriesId).toList();
  }

  private String columns(Rows rows, FlightContract.Described told) {
    try (VectorSchemaRoot request = rows.sample(1)) {
      Schema found = call.ask(FlightContract.descriptor(name), null, request).get(0).schema();
      return found.getFields().equals(told.response().getFields())
          ? OK
          : "announced " + told.response().getFields() + ", answered " + found.getFields();
    }
  }

  private String bounds(Rows rows) {
    boolean scores = ResponseSchema.answer(rows.told.response()) == ResponseSchema.Answer.SCORES;
    try (VectorSchemaRoot request = rows.sample(ROWS)) {
      for (Prediction answer : rows.ask(null, request)) {
        int steps = answer.mean().length;
        if (answer.lower().length != steps || answer.upper().length != steps) {
          return "row %s: mean, lower and upper differ in length".formatted(answer.seriesId());
        }
        for (int h = 0; h < steps; h++) {
          double mean = answer.mean()[h];
          if (scores && !(Double.isNaN(answer.lower()[h]) && Double.isNaN(answer.upper()[h]))) {
            return "row %s, step %d: a score has no bounds".formatted(answer.seriesId(), h);
          }
          if (answer.lower()[h] > mean || answer.upper()[h] < mean) {
            return "row %s, step %d: %s lies outside [%s, %s]"
                .formatted(answer.seriesId(), h, mean, answer.lower()[h], answer.upper()[h]);
          }
        }
      }
      return OK;
    }
  }

  private String pure(Rows rows) {
    try (VectorSchemaRoot request = rows.sample(1)) {
      String first = rows.ask(null, request).toString();
      String second = rows.ask(null, request).toString();
      return first.equals(second) ? OK : "first " + first + ", then " + second;
    }
  }

  private String stream(Rows rows) {
    try (VectorSchemaRoot one = rows.sample(1);
        VectorSchemaRoot two = rows.sample(2)) {
      List<Integer> counts =
          call.ask(FlightContract.descriptor(name), null, one, two, one).stream()
              .map(answer -> answer.rows().size())
              .toList();
      return counts.equals(List.of(1, 2, 1)) ? OK : "sent 1, 2 and 1 rows, answered " + counts;
    }
  }

  private String badRow(Rows rows) {
    try (VectorSchemaRoot request = rows.sample(2)) {
      ((BigIntVector) request.getVector(RequestSchema.STEP)).set(0, -1);
      List<Prediction> answers = rows.ask(null, request);
      if (answers.size() != 2) {
        return answers.size() + " answers to 2 rows";
      }
      Prediction bad = answers.get(0);
      if (!bad.status().contains(RequestSchema.STEP) || bad.mean().length > 0) {
        return "a negative step got the status '" + bad.status() + "', which must name the column";
      }
      return answers.get(1).status().equals(bad.status())
          ? "the sound row beside it got its status"
          : OK;
    }
  }

  private String gap(Rows rows) {
    try (VectorSchemaRoot request = SampleRows.withGap(rows.told.request(), call.allocator())) {
      List<Prediction> answers = rows.ask(null, request);
      return ids(answers).equals(List.of("0")) ? OK : "answered " + ids(answers);
    }
  }

  private String deadline(Rows rows) {
    try (VectorSchemaRoot request = rows.sample(ROWS)) {
      List<String> statuses =
          rows.ask("{\"timeoutMillis\": -1}", request).stream().map(Prediction::status).toList();
      boolean told =
          statuses.size() == ROWS && statuses.stream().allMatch(s -> s.startsWith("deadline"));
      return told ? OK : "statuses " + statuses + " must start with 'deadline'";
    }
  }

  private String empty(Rows rows) {
    try (VectorSchemaRoot request =
        VectorSchemaRoot.create(rows.told.request(), call.allocator())) {
      List<Prediction> answers = rows.ask(null, request);
      return answers.isEmpty() ? OK : answers.size() + " rows from nowhere";
    }
  }

  private String missing(Rows rows) {
    List<org.apache.arrow.vector.types.pojo.Field> fields =
        new ArrayList<>(rows.told.request().getFields());
    fields.removeIf(field -> field.getName().equals(RequestSchema.START));
    try (VectorSchemaRoot request = VectorSchemaRoot.create(new Schema(fields), call.allocator())) {
      return expect("INVALID_ARGUMENT", RequestSchema.START, () -> rows.ask(null, request));
    }
  }

  private String options(Rows rows) {
    try (VectorSchemaRoot request = rows.sample(1)) {
      return expect("INVALID_ARGUMENT", "", () -> rows.ask("no json", request));
    }
  }

  private String unknown() {
    return expect("NOT_FOUND", "", () -> info(FlightContract.descriptor("no such predictor")));
  }

  private String otherVersion() {
    return expect("NOT_FOUND", "", () -> info(FlightContract.descriptor(name, "no such version")));
  }

  private void info(FlightDescriptor descriptor) {
    call.client().getInfo(descriptor, call.optionArray());
  }

  private String health() throws IOException {
    var results = call.client().doAction(new Action(FlightContract.HEALTH), call.optionArray());
    JsonNode json = JSON.readTree(results.next().getBody());
    if (!json.path("status").asText().equals(OK)) {
      return "answered " + json + ", wanted status ok";
    }
    return json.path("predictors").has(name) ? OK : "does not name the predictor: " + json;
  }

  private String noToken() {
    return expect(
        "UNAUTHENTICATED",
        "",
        () ->
            call.client()
                .getInfo(
                    FlightContract.descriptor(name),
                    call.options(false).toArray(CallOption[]::new)));
  }

  private static String expect(String code, String word, Runnable asked) {
    String failure = ConformanceCall.failure(asked);
    if (failure.isEmpty()) {
      return "was answered, wanted " + code;
    }
    return failure.startsWith(code) && failure.contains(word)
        ? OK
        : "failed with " + failure + ", wanted " + code + (word.isEmpty() ? "" : " naming " + word);
  }

  private interface Check {
    String run() throws IOException;
  }

  private static String guarded(Check check) {
    try {
      return check.run();
    } catch (IOException | RuntimeException | AssertionError e) {
      return reason(e);
    }
  }

  private static String reason(Throwable e) {
    return "failed: " + (e.getMessage() == null ? e.toString() : e.getMessage());
  }
}
