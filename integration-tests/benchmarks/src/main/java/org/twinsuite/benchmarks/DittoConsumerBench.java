package org.twinsuite.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.twinsuite.camel.ditto.DittoEventsConsumer;
import org.twinsuite.camel.ditto.MemoryRevisionStore;
import org.twinsuite.camel.ditto.TwinChange;

/**
 * Twin changes through a {@code ditto:events} route with revision tracking on: source, parsing,
 * order, exchange, mark. The events come from another process, over the WebSocket and over Kafka.
 */
public final class DittoConsumerBench implements Bench {

  private volatile double last;

  @Override
  public String name() {
    return "ditto-consumer";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    measure(context, "", DittoConsumerFeed.class, port -> "url=http://127.0.0.1:" + port);
    context.note("1,000 things, events of 600 characters, simulated feed in another process");
    measure(context, "kafka_", DittoConsumerKafka.class, DittoConsumerBench::kafka);
    context.note("kafka_: the same events from a real broker in another process, 4 partitions");
  }

  private static String kafka(String addresses) {
    String[] parts = addresses.split(" ");
    return "source=kafka&startFrom=beginning&revisionStore=#marks&groupId="
        + DittoConsumerKafka.GROUP
        + "&topic="
        + DittoConsumerKafka.TOPIC
        + "&brokers="
        + parts[1]
        + "&url=http://127.0.0.1:"
        + parts[0];
  }

  private void measure(
      BenchContext context, String prefix, Class<?> source, UnaryOperator<String> options)
      throws Exception {
    Process feed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                source.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    CamelContext camel = new DefaultCamelContext();
    try (BufferedReader address =
        new BufferedReader(new InputStreamReader(feed.getInputStream(), StandardCharsets.UTF_8))) {
      consume(camel, options.apply(address.readLine()));
      DittoEventsConsumer consumer = (DittoEventsConsumer) camel.getRoute("changes").getConsumer();
      rest(Duration.ofSeconds(context.parameter("warmup", 10)));
      long before = consumer.getHandled();
      long start = System.nanoTime();
      double cpu =
          context.cpuSeconds(() -> rest(Duration.ofSeconds(context.parameter("seconds", 15))));
      long changes = consumer.getHandled() - before;
      context.figure(prefix + "changes_per_cpu_s", changes / cpu, "1/s");
      context.figure(
          prefix + "changes_per_s", changes / ((System.nanoTime() - start) / 1e9), "1/s");
      context.figure(prefix + "gaps", consumer.getGaps(), "gaps");
      context.figure(prefix + "backlog", consumer.getBacklog(), "changes");
    } finally {
      camel.stop();
      feed.getOutputStream().write('\n');
      feed.getOutputStream().close();
      feed.waitFor(10, TimeUnit.SECONDS);
      feed.destroy();
    }
  }

  private void consume(CamelContext camel, String options) throws Exception {
    camel.getRegistry().bind("marks", new MemoryRevisionStore());
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("ditto:events?auth=pre:bench:reader&" + options)
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
