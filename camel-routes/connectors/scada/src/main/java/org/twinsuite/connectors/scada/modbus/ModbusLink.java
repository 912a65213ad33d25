package org.twinsuite.connectors.scada.modbus;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.plc4x.java.api.PlcConnection;
import org.apache.plc4x.java.api.exceptions.PlcConnectionException;
import org.apache.plc4x.java.api.messages.PlcReadRequest;
import org.apache.plc4x.java.api.messages.PlcReadResponse;
import org.apache.plc4x.java.api.messages.PlcWriteRequest;
import org.apache.plc4x.java.api.types.PlcResponseCode;
import org.apache.plc4x.java.modbus.tcp.ModbusTcpDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.scada.TagMap;

/**
 * One connection to a device, one request at a time (many devices take no more), opened again when
 * it broke. plc4x leaves requests on a broken connection unanswered, so each has its own time-out.
 */
final class ModbusLink {

  private static final Logger LOG = LoggerFactory.getLogger(ModbusLink.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final String source;
  private final String address;
  private final Duration timeout;
  private final Duration firstPause;
  private final InstantSource clock;
  private PlcConnection connection;
  private Duration pause;
  private Instant failedAt;
  private volatile boolean closed;

  ModbusLink(TagMap.Source source, InstantSource clock) {
    this.source = source.name();
    this.clock = clock;
    this.timeout = source.settings().get(ModbusOptions.TIMEOUT);
    this.firstPause = source.settings().get(ModbusOptions.PAUSE);
    this.pause = firstPause;
    int port = source.url().getPort() < 0 ? 502 : source.url().getPort();
    this.address =
        "modbus-tcp://%s:%d?unit-identifier=%d&request-timeout=%d"
            .formatted(
                source.url().getHost(),
                port,
                source.settings().get(ModbusOptions.DEVICE),
                timeout.toMillis());
  }

  /** Connects if it is not. */
  synchronized void connect() {
    if (connection != null && connection.isConnected()) {
      return;
    }
    if (closed) {
      throw failure("closed", null);
    }
    // either way: a clock that goes back must not make the pause longer
    if (failedAt != null
        && Duration.between(failedAt, clock.instant()).abs().compareTo(pause) < 0) {
      throw failure("not connected, next attempt after " + pause, null);
    }
    drop();
    try {
      connection = new ModbusTcpDriver().getConnection(address);
      connection.connect();
      pause = firstPause;
      failedAt = null;
    } catch (PlcConnectionException | RuntimeException e) {
      drop();
      if (failedAt != null) {
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
      failedAt = clock.instant();
      throw failure("not reached: " + firstLine(e), e);
    }
  }

  /** Registers of a block in its order; bits as 0 and 1. */
  synchronized int[] read(ModbusBlock block) throws ModbusRefusal {
    connect();
    PlcReadRequest.Builder request = connection.readRequestBuilder();
    String area = block.area().driverName();
    int first = block.offset() + 1;
    int length = block.length();
    if (block.area().bits()) {
      // plc4x returns only the first of an array of bits, but packs single ones into one request
      for (int i = 0; i < length; i++) {
        request.addTagAddress(Integer.toString(i), area + ":" + (first + i) + ":BOOL");
      }
    } else {
      request.addTagAddress("0", area + ":" + first + ":UINT[" + length + "]");
    }
    PlcReadResponse response = await(request.build().execute());
    PlcResponseCode code = response.getResponseCode("0");
    if (code != PlcResponseCode.OK) {
      throw new ModbusRefusal(code);
    }
    int[] values = new int[length];
    for (int i = 0; i < length; i++) {
      values[i] =
          block.area().bits()
              ? response.getBoolean(Integer.toString(i)) ? 1 : 0
              : response.getInteger("0", i);
    }
    return values;
  }

  synchronized void write(ModbusPoint point, int[] registers) throws ModbusRefusal {
    connect();
    String area = point.area().driverName() + ":" + (point.offset() + 1);
    PlcWriteRequest.Builder request = connection.writeRequestBuilder();
    if (point.area().bits()) {
      request.addTagAddress("0", area + ":BOOL", registers[0] != 0);
    } else {
      Object[] values = new Object[registers.length];
      for (int i = 0; i < registers.length; i++) {
        values[i] = registers[i];
      }
      String many = registers.length == 1 ? "" : "[" + registers.length + "]";
      request.addTagAddress("0", area + ":UINT" + many, values);
    }
    PlcResponseCode code = await(request.build().execute()).getResponseCode("0");
    if (code != PlcResponseCode.OK) {
      throw new ModbusRefusal(code);
    }
  }

  private <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      drop();
      throw failure("no answer within " + timeout, e);
    } catch (ExecutionException e) {
      drop();
      throw failure("request failed: " + firstLine(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("interrupted", e);
    }
  }

  private void drop() {
    PlcConnection old = connection;
    connection = null;
    if (old != null) {
      // plc4x waits two seconds for its threads
      CompletableFuture.runAsync(() -> close(old));
    }
  }

  private void close(PlcConnection old) {
    try {
      old.close();
    } catch (Exception e) {
      LOG.debug("{}: closing a connection failed", source, e);
    }
  }

  void close() {
    closed = true;
    synchronized (this) {
      drop();
    }
  }

  private RetryableFailure failure(String what, Throwable cause) {
    return new RetryableFailure(source, 0, what, null, cause);
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
