package org.twinsuite.predictors.flight;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.BackpressureStrategy;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Result;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.predictors.InvalidBatchException;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;

/** A catalogue over Arrow Flight; see {@link FlightContract}. */
final class PredictorProducer extends NoOpFlightProducer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PredictorProducer.class);
  private static final long PATIENCE_MILLIS = 60_000;
  private static final long TURN_MILLIS = 100;
  private static final int WARM_ROWS = 64;

  private final PredictorCatalog catalog;
  private final Path models;
  private final ServerLimits limits;
  private final BufferAllocator allocator;
  private final Semaphore calls;
  private final Semaphore running = new Semaphore(Integer.MAX_VALUE);
  private final Semaphore slots =
      new Semaphore(2 * Runtime.getRuntime().availableProcessors(), true);

  /**
   * @param models folder of model files for the action {@code load}; null = none
   * @param allocator lives as long as the server: gRPC keeps buffers beyond a call
   */
  PredictorProducer(
      PredictorCatalog catalog, Path models, ServerLimits limits, BufferAllocator allocator) {
    this.catalog = catalog;
    this.models = models;
    this.limits = limits;
    this.calls = new Semaphore(limits.calls());
    this.allocator = allocator;
  }

  @Override
  public void listFlights(
      CallContext context, Criteria criteria, StreamListener<FlightInfo> listener) {
    catalog
        .names()
        .forEach(name -> catalog.find(name).map(FlightContract::info).ifPresent(listener::onNext));
    listener.onCompleted();
  }

  @Override
  public FlightInfo getFlightInfo(CallContext context, FlightDescriptor descriptor) {
    return FlightContract.info(find(descriptor));
  }

  @Override
  public void doExchange(CallContext context, FlightStream reader, ServerStreamListener writer) {
    if (!calls.tryAcquire()) {
      writer.error(
          CallStatus.RESOURCE_EXHAUSTED
              .withDescription(
                  limits.calls() + " calls are under way, the most this server takes: retry later")
              .toRuntimeException());
      return;
    }
    running.acquireUninterruptibly();
    try {
      Predictor predictor = find(reader.getDescriptor());
      BackpressureStrategy ready = new BackpressureStrategy.CallbackBackpressureStrategy();
      ready.register(writer);
      try (VectorSchemaRoot out = VectorSchemaRoot.create(predictor.responseSchema(), allocator)) {
        writer.start(out);
        exchange(predictor, reader, writer, ready, out);
      }
    } catch (InvalidBatchException e) {
      writer.error(
          CallStatus.INVALID_ARGUMENT.withDescription(e.getMessage()).toRuntimeException());
    } catch (FlightRuntimeException e) {
      writer.error(e);
    } catch (OutOfMemoryException e) {
      writer.error(
          CallStatus.RESOURCE_EXHAUSTED
              .withDescription("the memory for batches is used up: retry later, or smaller batches")
              .toRuntimeException());
    } catch (RuntimeException | Error e) {
      // An error too: Arrow's server answers exceptions only, so the client would wait for ever.
      if (writer.isCancelled()) {
        LOG.debug("the call was cancelled", e);
        return;
      }
      writer.error(failed("prediction failed", e));
    } finally {
      running.release();
      calls.release();
    }
  }

  /** Waits until no prediction runs: gRPC forgets cancelled calls, but they still hold memory. */
  @Override
  public void close() {
    try {
      if (!running.tryAcquire(Integer.MAX_VALUE, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "a prediction still runs {} ms after the server was told to stop", PATIENCE_MILLIS);
      } else {
        // who closes twice waits for nothing
        running.release(Integer.MAX_VALUE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void exchange(
      Predictor predictor,
      FlightStream reader,
      ServerStreamListener writer,
      BackpressureStrategy ready,
      VectorSchemaRoot out) {
    VectorLoader loader = new VectorLoader(out);
    PredictionOptions options = null;
    while (!writer.isCancelled() && reader.next()) {
      if (options == null) {
        options = FlightContract.decode(reader.getLatestMetadata());
      }
      limits.check(reader.getRoot(), options);
      if (!slot(writer)) {
        return;
      }
      try (VectorSchemaRoot request = held(reader.getRoot());
          VectorSchemaRoot answer = predictor.predict(request, options, allocator);
          ArrowRecordBatch batch = new VectorUnloader(answer).getRecordBatch()) {
        loader.load(batch);
      } finally {
        slots.release();
      }
      switch (ready.waitForListener(PATIENCE_MILLIS)) {
        case READY -> writer.putNext();
        case TIMEOUT ->
            throw CallStatus.TIMED_OUT
                .withDescription("answers were not read for " + PATIENCE_MILLIS / 1000 + " s")
                .toRuntimeException();
        case CANCELLED, OTHER -> {
          return;
        }
      }
    }
    if (!writer.isCancelled()) {
      writer.completed();
    }
  }

  /** Holds the buffers of a message: a cancelled call frees its own while a predictor reads. */
  private VectorSchemaRoot held(VectorSchemaRoot message) {
    VectorSchemaRoot root = VectorSchemaRoot.create(message.getSchema(), allocator);
    try (ArrowRecordBatch batch = new VectorUnloader(message).getRecordBatch()) {
      new VectorLoader(root).load(batch);
    }
    return root;
  }

  /** Waits for its turn, unread messages stay with the client; false if the call was cancelled. */
  private boolean slot(ServerStreamListener writer) {
    try {
      while (!slots.tryAcquire(TURN_MILLIS, TimeUnit.MILLISECONDS)) {
        if (writer.isCancelled()) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CallStatus.UNAVAILABLE.withDescription("the server stops").toRuntimeException();
    }
  }

  @Override
  public void listActions(CallContext context, StreamListener<ActionType> listener) {
    listener.onNext(new ActionType(FlightContract.HEALTH, "predictors held, as JSON"));
    listener.onNext(new ActionType(FlightContract.LOAD, "reads the folder of model files again"));
    listener.onNext(
        new ActionType(FlightContract.WARM, "predicts sample rows; body = name of the predictor"));
    listener.onCompleted();
  }

  @Override
  public void doAction(CallContext context, Action action, StreamListener<Result> listener) {
    switch (action.getType()) {
      case FlightContract.HEALTH -> listener.onNext(new Result(health()));
      case FlightContract.LOAD -> listener.onNext(new Result(load()));
      case FlightContract.WARM -> {
        try {
          warm(new String(action.getBody(), StandardCharsets.UTF_8));
        } catch (Error e) {
          listener.onError(failed("warming failed", e));
          return;
        }
        listener.onNext(new Result(new byte[0]));
      }
      default -> {
        listener.onError(
            CallStatus.UNIMPLEMENTED
                .withDescription("no action '" + action.getType() + "', see ListActions")
                .toRuntimeException());
        return;
      }
    }
    listener.onCompleted();
  }

  private byte[] health() {
    var json = FlightContract.object().put("status", "ok");
    var held = json.putObject("predictors");
    var trained = json.putObject("models");
    for (String name : catalog.names()) {
      Predictor predictor = catalog.get(name);
      held.put(name, predictor.version());
      predictor.trained().ifPresent(model -> trained.set(name, FlightContract.json(model)));
    }
    return FlightContract.json(json);
  }

  private byte[] load() {
    if (models == null) {
      throw CallStatus.INVALID_ARGUMENT
          .withDescription("the server was started without a folder of model files")
          .toRuntimeException();
    }
    try {
      PredictorCatalog.Loaded loaded = catalog.load(models);
      var json = FlightContract.object();
      var names = json.putArray("loaded");
      loaded.loaded().forEach(names::add);
      var refused = json.putObject("refused");
      loaded.refused().forEach(refused::put);
      return FlightContract.json(json);
    } catch (IOException e) {
      throw CallStatus.INTERNAL
          .withDescription("the folder of model files cannot be read")
          .toRuntimeException();
    }
  }

  private void warm(String name) {
    Predictor predictor = find(FlightContract.descriptor(name));
    try (VectorSchemaRoot sample = SampleRows.of(predictor.requestSchema(), WARM_ROWS, allocator)) {
      predictor.predict(sample, PredictionOptions.defaults(), allocator).close();
    }
  }

  private Predictor find(FlightDescriptor descriptor) {
    List<String> path = descriptor.isCommand() ? List.of() : descriptor.getPath();
    String name =
        descriptor.isCommand()
            ? new String(descriptor.getCommand(), StandardCharsets.UTF_8)
            : path.size() > 1 && path.get(0).equals(FlightContract.PREDICT) ? path.get(1) : "";
    Predictor predictor =
        catalog
            .find(name)
            .orElseThrow(
                () -> notFound("no predictor '%s', known are %s".formatted(name, catalog.names())));
    if (path.size() > 2 && !path.get(2).equals(predictor.version())) {
      throw notFound(
          "predictor %s is held in version %s, not %s"
              .formatted(name, predictor.version(), path.get(2)));
    }
    return predictor;
  }

  private static RuntimeException failed(String what, Throwable e) {
    LOG.error(what, e);
    return CallStatus.INTERNAL
        .withDescription(what + ": " + e.getClass().getSimpleName())
        .toRuntimeException();
  }

  private static RuntimeException notFound(String description) {
    return CallStatus.NOT_FOUND.withDescription(description).toRuntimeException();
  }
}
