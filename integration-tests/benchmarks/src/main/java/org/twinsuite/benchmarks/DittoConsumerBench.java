package org.twinsuite.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.twinsuite.camel.ditto.DittoEventsConsumer;
import org.twinsuite.camel.ditto.TwinChange;

/**
 * Twin changes through a {@code ditto:events} route with revision tracking on: socket, parsing,
 * order, exchange, mark. The events come from another process over loopback.
 */
public final class DittoConsumerBench implements Bench {

  private volatile double last;

  @Override
  public String name() {
    return "ditto-consumer";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    Process feed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                DittoConsumerFeed.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    CamelContext camel = new DefaultCamelContext();
    try (BufferedReader port =
        new BufferedReader(new InputStreamReader(feed.getInputStream(), StandardCharsets.UTF_8))) {
      consume(camel, "http://127.0.0.1:" + port.readLine());
      DittoEventsConsumer consumer = (DittoEventsConsumer) camel.getRoute("changes").getConsumer();
      rest(Duration.ofSeconds(context.parameter("warmup", 10)));
      long before = consumer.getHandled();
      long start = System.nanoTime();
      double cpu =
          context.cpuSeconds(() -> rest(Duration.ofSeconds(context.parameter("seconds", 15))));
      long changes = consumer.getHandled() - before;
      context.figure("changes_per_cpu_s", changes / cpu, "1/s");
      context.figure("changes_per_s", changes / ((System.nanoTime() - start) / 1e9), "1/s");
      context.figure("gaps", consumer.getGaps(), "gaps");
      context.note("1,000 things, events of 600 characters, simulated feed in another process");
    } finally {
      camel.stop();
      feed.destroy();
    }
  }

  private void consume(CamelContext camel, String url) throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("ditto:events?auth=pre:bench:reader&url=" + url)
                .routeId("changes")
                .process(exchange -> take(exchange.getIn().getBody(TwinChange.class)));
          }
        });
    camel.start();
  }

  /** Reads the value, so that lazy parsing is paid for. */
  private void take(TwinChange change) {
    last = change.value().asObject().getValue("value").orElseThrow().asDouble();
  }

  private static void rest(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
