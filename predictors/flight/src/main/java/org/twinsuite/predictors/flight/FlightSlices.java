package org.twinsuite.predictors.flight;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.util.VectorSchemaRootAppender;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.Status;

/** A batch in slices of a size that suits the wire, answered side by side, joined in order. */
final class FlightSlices {

  private static final int LEAST_ROWS = 4096;
  private static final long MOST_BYTES = 32L << 20;

  private final VectorSchemaRoot request;
  private final int atOnce;

  /**
   * @param request stays the caller's
   * @param atOnce slices in flight
   */
  FlightSlices(VectorSchemaRoot request, int atOnce) {
    this.request = request;
    this.atOnce = atOnce;
  }

  /** Answers one slice; the slice stays the caller's, the answer is the caller's. */
  interface Answer {
    VectorSchemaRoot to(VectorSchemaRoot slice);
  }

  VectorSchemaRoot predict(Answer answer, BufferAllocator allocator) {
    int rows = request.getRowCount();
    int size = rowsPerSlice();
    int slices = Math.max(1, (rows + size - 1) / size);
    if (slices == 1) {
      return answer.to(request);
    }
    VectorSchemaRoot[] parts = new VectorSchemaRoot[slices];
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> workers = new ArrayList<>();
    Runnable work =
        () -> {
          for (int i = next.getAndIncrement();
              i < slices && failure.get() == null;
              i = next.getAndIncrement()) {
            int from = i * size;
            try {
              parts[i] = part(from, Math.min(size, rows - from), answer);
            } catch (RuntimeException | Error e) {
              failure.compareAndSet(null, e);
              workers.forEach(Thread::interrupt);
            }
          }
        };
    for (int i = 0; i < Math.min(atOnce, slices); i++) {
      workers.add(new Thread(work, "flight-slices-" + i));
    }
    workers.forEach(Thread::start);
    workers.forEach(worker -> join(worker, workers, failure));
    return whole(parts, failure.get());
  }

  private VectorSchemaRoot part(int from, int count, Answer answer) {
    VectorSchemaRoot slice;
    synchronized (request) {
      slice = request.slice(from, count);
    }
    try (slice) {
      return answer.to(slice);
    }
  }

  /** Waits for a worker; an interrupt stops them all, and still waits until they have ended. */
  private static void join(
      Thread worker, List<Thread> workers, AtomicReference<Throwable> failure) {
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
        failure.compareAndSet(
            null, CallStatus.CANCELLED.withDescription("interrupted").toRuntimeException());
        workers.forEach(Thread::interrupt);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static VectorSchemaRoot whole(VectorSchemaRoot[] parts, Throwable failure) {
    try {
      if (failure != null) {
        throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
      }
      for (int i = 1; i < parts.length; i++) {
        VectorSchemaRootAppender.append(parts[0], parts[i]);
      }
      VectorSchemaRoot whole = parts[0];
      parts[0] = null;
      return whole;
    } finally {
      for (VectorSchemaRoot part : parts) {
        if (part != null) {
          part.close();
        }
      }
    }
  }

  private int rowsPerSlice() {
    int rows = request.getRowCount();
    int even = (rows + atOnce - 1) / atOnce;
    int wanted = Math.max(LEAST_ROWS, Math.min(FlightPredictor.SLICE, even));
    long bytes = request.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
    long fitting = rows == 0 ? wanted : MOST_BYTES / Math.max(1, bytes / rows);
    return (int) Math.max(1, Math.min(wanted, fitting));
  }

  /** An answer that says of every row that it was not reached in time. */
  static VectorSchemaRoot late(
      VectorSchemaRoot slice, Predictor predictor, BufferAllocator allocator) {
    VarCharVector ids = (VarCharVector) slice.getVector(RequestSchema.SERIES_ID);
    String model = predictor.name() + ":" + predictor.version();
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < slice.getRowCount(); i++) {
      String id = ids.isNull(i) ? "" : new String(ids.get(i), StandardCharsets.UTF_8);
      rows.add(Prediction.refused(id, model, Status.DEADLINE));
    }
    return Predictions.write(rows, predictor.responseSchema(), allocator);
  }
}
