package org.twinsuite.predictors.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.Result;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.predictors.LastValue;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.anomaly.AnomalyPredictor;
import org.twinsuite.predictors.forecast.ForecastCatalog;
import org.twinsuite.predictors.forecast.ForecastPredictor;
import org.twinsuite.predictors.rul.DegradationTrend;

/** The kit passes on our own server, and tells a wrong one what is wrong. */
class FlightConformanceTest {

  @Test
  void ourServerHoldsItWithEachKindOfPredictor() throws Exception {
    try (FlightFixture flight = new FlightFixture()) {
      PredictorCatalog catalog =
          new PredictorCatalog().add(DegradationTrend.relative()).add(new AnomalyPredictor());
      List.of("auto", "theta", "spares")
          .forEach(name -> catalog.add(new ForecastPredictor(ForecastCatalog.method(name))));
      var config = new PredictorServer.Config("localhost", 0, null, "token", null, null);
      var client = flight.client(flight.serve(catalog, config).port());

      for (String name : catalog.names()) {
        Map<String, String> results =
            new FlightConformance(client, name, "token", flight.memory).check();
        assertThat(results.values()).as(name + " " + results).containsOnly("ok");
        assertThat(results).containsKey("a call without the token is UNAUTHENTICATED");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REVERSED      | one answer per row, in order             | asked for [0, 1, 2], answered [2, 1, 0]",
        "ONE_TOO_FEW   | one answer per row, in order             | answered [0, 1]",
        "OTHER_COLUMNS | the answer has the announced columns     | column upper is missing",
        "CROSSED       | bounds enclose the mean                  | lies outside",
        "SCORE_BOUNDS  | bounds enclose the mean                  | a score has no bounds",
        "CHANGING      | the same question gets the same answer   | first",
        "FAILS_BATCH   | a bad row fails no other                 | step must be positive",
        "LATE          | a passed deadline is told per row        | must start with 'deadline'",
        "ANY_NAME      | an unknown predictor is NOT_FOUND        | was answered",
        "ANY_NAME      | a version not held is NOT_FOUND          | was answered",
        "INTERNAL      | a missing column is INVALID_ARGUMENT     | failed with INTERNAL",
        "SICK          | the action health answers                | wanted status ok",
        "UNLISTED      | the catalogue lists the predictor        | ListFlights has no",
      })
  void aWrongServerIsToldWhatIsWrong(Fault fault, String check, String words) throws Exception {
    try (FlightFixture flight = new FlightFixture()) {
      Predictor wrong = new WrongPredictor(fault);
      var catalog = new PredictorCatalog().add(wrong);
      var client =
          flight.client(flight.serve(new WrongServer(fault, catalog, flight.memory)).getPort());

      Map<String, String> results =
          new FlightConformance(client, wrong.name(), null, flight.memory).check();

      assertThat(results.get(check)).contains(words);
    }
  }

  @Test
  void theCommandFailsIfOneCheckFails() throws Exception {
    try (FlightFixture flight = new FlightFixture()) {
      var right = flight.client(flight.serve(new LastValue()).port());
      var wrong = flight.client(flight.serve(new WrongPredictor(Fault.REVERSED)).port());

      assertThat(FlightConformance.run(right, List.of(), null, flight.memory)).isTrue();
      assertThat(FlightConformance.run(wrong, List.of(), null, flight.memory)).isFalse();
    }
  }

  @Test
  void aServerThatKnowsNothingIsToldSo() throws Exception {
    try (FlightFixture flight = new FlightFixture()) {
      var client = flight.client(flight.serve().port());

      assertThat(FlightConformance.run(client, List.of(), null, flight.memory)).isFalse();
      assertThat(new FlightConformance(client, "x", null, flight.memory).check())
          .containsOnlyKeys("GetFlightInfo tells the predictor")
          .allSatisfy((check, result) -> assertThat(result).contains("no predictor 'x'"));
    }
  }

  private enum Fault {
    REVERSED,
    ONE_TOO_FEW,
    OTHER_COLUMNS,
    CROSSED,
    SCORE_BOUNDS,
    CHANGING,
    FAILS_BATCH,
    LATE,
    ANY_NAME,
    INTERNAL,
    SICK,
    UNLISTED
  }

  /** A last value with a fault in its answer. */
  private static final class WrongPredictor implements Predictor {
    private final Predictor right = new LastValue();
    private final Fault fault;
    private int calls;

    WrongPredictor(Fault fault) {
      this.fault = fault;
    }

    @Override
    public String name() {
      return right.name();
    }

    @Override
    public String version() {
      return right.version();
    }

    @Override
    public Schema requestSchema() {
      return right.requestSchema();
    }

    @Override
    public Schema responseSchema() {
      Schema schema =
          fault == Fault.SCORE_BOUNDS ? ResponseSchema.scores() : ResponseSchema.forecast();
      return fault == Fault.OTHER_COLUMNS
          ? new Schema(
              schema.getFields().stream().filter(f -> !f.getName().equals("upper")).toList())
          : schema;
    }

    @Override
    public VectorSchemaRoot predict(
        VectorSchemaRoot request, PredictionOptions options, BufferAllocator allocator) {
      if (fault == Fault.INTERNAL && request.getVector(RequestSchema.START) == null) {
        throw new IllegalStateException("start is missing");
      }
      PredictionOptions asked = fault == Fault.LATE ? PredictionOptions.defaults() : options;
      try (VectorSchemaRoot answer = right.predict(request, asked, allocator)) {
        if (fault == Fault.OTHER_COLUMNS) {
          VectorSchemaRoot fewer = VectorSchemaRoot.create(responseSchema(), allocator);
          fewer.allocateNew();
          return fewer;
        }
        return Predictions.write(spoilt(Predictions.read(answer)), responseSchema(), allocator);
      }
    }

    private List<Prediction> spoilt(List<Prediction> rows) {
      if (fault == Fault.FAILS_BATCH && rows.stream().anyMatch(row -> !row.ok())) {
        throw new org.twinsuite.predictors.InvalidBatchException("column step must be positive");
      }
      calls++;
      return switch (fault) {
        case REVERSED -> {
          List<Prediction> reversed = new java.util.ArrayList<>(rows);
          java.util.Collections.reverse(reversed);
          yield reversed;
        }
        case ONE_TOO_FEW -> rows.subList(0, Math.max(0, rows.size() - 1));
        case CROSSED -> rows.stream().map(row -> with(row, 1, 1)).toList();
        case SCORE_BOUNDS -> rows.stream().map(row -> with(row, 1, 0)).toList();
        case CHANGING -> rows.stream().map(row -> with(row, calls, 0)).toList();
        default -> rows;
      };
    }

    private static Prediction with(Prediction row, double mean, double above) {
      if (!row.ok()) {
        return row;
      }
      double[] means = {mean};
      double[] bounds = {mean + above};
      return Prediction.of(row.seriesId(), means, bounds, bounds, row.model());
    }
  }

  /** Our server with a fault of its own. */
  private static final class WrongServer extends PredictorProducerBase {
    private final Fault fault;
    private final PredictorCatalog catalog;

    WrongServer(Fault fault, PredictorCatalog catalog, BufferAllocator allocator) {
      super(new PredictorProducer(catalog, null, ServerLimits.defaults(), allocator));
      this.fault = fault;
      this.catalog = catalog;
    }

    @Override
    public FlightInfo getFlightInfo(CallContext context, FlightDescriptor descriptor) {
      return fault == Fault.ANY_NAME
          ? FlightContract.info(catalog.get("last-value"))
          : super.getFlightInfo(context, descriptor);
    }

    @Override
    public void listFlights(
        CallContext context, Criteria criteria, StreamListener<FlightInfo> listener) {
      if (fault == Fault.UNLISTED) {
        listener.onCompleted();
      } else {
        super.listFlights(context, criteria, listener);
      }
    }

    @Override
    public void doAction(CallContext context, Action action, StreamListener<Result> listener) {
      if (fault == Fault.SICK) {
        listener.onNext(new Result("{\"status\":\"starting\"}".getBytes()));
        listener.onCompleted();
      } else {
        super.doAction(context, action, listener);
      }
    }
  }
}
