package org.twinsuite.predictors.flight;

import java.util.List;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.util.VectorSchemaRootAppender;

/**
 * One DoExchange call: batches out, answers in. An interrupt of the thread that waits cancels the
 * call, so does closing it before all answers are in.
 */
final class FlightExchange implements AutoCloseable {

  private final FlightClient.ExchangeReaderWriter call;
  private final VectorSchemaRoot out;
  private final VectorLoader loader;
  private boolean interrupted;

  FlightExchange(
      FlightClient client,
      FlightDescriptor descriptor,
      VectorSchemaRoot first,
      List<CallOption> options) {
    call = client.doExchange(descriptor, options.toArray(CallOption[]::new));
    out = VectorSchemaRoot.create(first.getSchema(), memory(first));
    loader = new VectorLoader(out);
    call.getWriter().start(out);
  }

  /** Buffers move only between allocators of one root, so slices live where the request does. */
  static BufferAllocator memory(VectorSchemaRoot request) {
    return request.getVector(0).getAllocator();
  }

  /**
   * Sends a batch.
   *
   * @param options as application metadata, released by this; null = none
   */
  void send(VectorSchemaRoot batch, ArrowBuf options) {
    try (ArrowRecordBatch data = new VectorUnloader(batch).getRecordBatch()) {
      loader.load(data);
    }
    if (options == null) {
      call.getWriter().putNext();
    } else {
      call.getWriter().putNext(options);
    }
  }

  /** No further batch will be sent. */
  void completed() {
    call.getWriter().completed();
  }

  /**
   * The next answer.
   *
   * @return a root the caller closes; null = there are no more
   */
  VectorSchemaRoot receive(BufferAllocator allocator) {
    if (!next()) {
      return null;
    }
    VectorSchemaRoot received = call.getReader().getRoot();
    VectorSchemaRoot answer = VectorSchemaRoot.create(received.getSchema(), allocator);
    try {
      answer.allocateNew();
      answer.setRowCount(0);
      VectorSchemaRootAppender.append(answer, received);
      return answer;
    } catch (RuntimeException e) {
      answer.close();
      throw e;
    }
  }

  /**
   * Waits for the end of the stream.
   *
   * @throws FlightRuntimeException if rows follow that nobody asked for
   */
  void expectEnd() {
    while (next()) {
      int rows = call.getReader().getRoot().getRowCount();
      if (rows > 0) {
        throw CallStatus.INTERNAL
            .withDescription(rows + " rows came that nobody asked for")
            .toRuntimeException();
      }
    }
  }

  private boolean next() {
    try {
      return call.getReader().next();
    } catch (FlightRuntimeException e) {
      throw e;
    } catch (RuntimeException e) {
      if (e.getCause() instanceof InterruptedException) {
        interrupted = true;
        call.getReader().cancel("interrupted", e);
        throw CallStatus.CANCELLED.withDescription("interrupted").withCause(e).toRuntimeException();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    out.close();
    try {
      call.close();
    } catch (Exception e) {
      // the call has failed or was cancelled, and said so where it was read
    }
    if (interrupted) {
      // Only now: closing waits, and would take the flag away.
      Thread.currentThread().interrupt();
    }
  }
}
