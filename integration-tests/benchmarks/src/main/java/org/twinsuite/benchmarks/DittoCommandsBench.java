package org.twinsuite.benchmarks;

import java.io.BufferedReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.camel.ditto.DittoConstants;

/** Merges of a measured point through {@code ditto:things}, per transport, many under way. */
public final class DittoCommandsBench implements Bench {

  private static final int UNDER_WAY = 256;
  private static final JsonObject POINT =
      JsonFactory.newObject(
          "{\"value\":3.25,\"unit\":\"mm/s\",\"quality\":{\"severity\":\"good\",\"code\":0},"
              + "\"sourceTimestamp\":\"2026-01-02T03:04:05.678Z\","
              + "\"serverTimestamp\":\"2026-01-02T03:04:05.679Z\","
              + "\"receivedAt\":\"2026-01-02T03:04:05.700Z\"}");

  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();

  @Override
  public String name() {
    return "ditto-commands";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    for (String transport : context.list("transports", "websocket,client")) {
      Process feed = BenchProcess.start(DittoConsumerFeed.class, "0");
      CamelContext camel = new DefaultCamelContext();
      try (BufferedReader port = BenchProcess.output(feed)) {
        camel.start();
        AsyncProducer producer =
            camel
                .getEndpoint(
                    "ditto:things?operation=mergeProperty&auth=pre:bench:writer&transport="
                        + transport
                        + "&url=http://127.0.0.1:"
                        + port.readLine())
                .createAsyncProducer();
        camel.addService(producer, true, true);
        while (merge(camel, producer) != null) {
          LockSupport.parkNanos(10_000_000);
        }
        merges(camel, producer, context.parameter("warmup", 5));
        done.reset();
        failed.reset();
        int seconds = context.parameter("seconds", 8);
        double cpu = context.cpuSeconds(() -> merges(camel, producer, seconds));
        context.figure(transport + "_commands_per_cpu_s", done.sum() / cpu, "1/s");
        context.figure(transport + "_commands_per_s", done.sum() / (double) seconds, "1/s");
        context.figure(transport + "_failed", failed.sum(), "commands");
      } finally {
        camel.stop();
        BenchProcess.stop(feed);
      }
    }
    context.note(
        "merges of six values, 256 under way, answered by a simulation in another process");
  }

  private void merges(CamelContext camel, AsyncProducer producer, int seconds)
      throws InterruptedException {
    Semaphore room = new Semaphore(UNDER_WAY);
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (System.nanoTime() < end) {
      room.acquire();
      start(camel, producer, room::release);
    }
    room.acquire(UNDER_WAY);
  }

  private Exchange start(CamelContext camel, AsyncProducer producer, Runnable end) {
    Exchange exchange = new DefaultExchange(camel);
    exchange
        .getMessage()
        .setHeaders(
            new HashMap<>(
                Map.of(
                    DittoConstants.THING_ID,
                    "org.plant:pump-1",
                    DittoConstants.PATH,
                    "/features/vibration/properties")));
    exchange.getMessage().setBody(POINT);
    producer.process(
        exchange,
        sync -> {
          (exchange.getException() == null ? done : failed).increment();
          end.run();
        });
    return exchange;
  }

  /** Waits for the end; returns what went wrong. */
  private Exception merge(CamelContext camel, AsyncProducer producer) {
    Semaphore ended = new Semaphore(0);
    Exchange exchange = start(camel, producer, ended::release);
    ended.acquireUninterruptibly();
    return exchange.getException();
  }
}
