package org.twinsuite.benchmarks;

import java.io.BufferedReader;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.twinsuite.camel.ditto.MemoryRevisionStore;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.camel.ditto.component.DittoEventsConsumer;

/**
 * Twin changes through a {@code ditto:events} route with revision tracking on: source, parsing,
 * order, exchange, mark. The events come from another process, over the WebSocket and over Kafka.
 */
public final class DittoConsumerBench implements Bench {

  /** The transport of the component's default, whose figures have no prefix. */
  private static final String USUAL = "websocket";

  private volatile double last;

  @Override
  public String name() {
    return "ditto-consumer";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    context.note("1,000 things, events of 600 characters, simulated feed in another process");
    for (String transport : context.list("transports", "websocket,client")) {
      String prefix = transport.equals(USUAL) ? "" : transport + "_";
      measure(context, prefix, DittoConsumerFeed.class, "0", port -> url(transport, port));
      slow(context, transport);
      lossy(context, transport);
    }
    context.note("slow_heap_mib: most heap in use after a collection, 1 ms a change in the route");
    context.note("lost: events of 20,000/s that Ditto's buffer of 200 could not get rid of");
    if (context.parameter("kafka", 1) > 0) {
      measure(context, "kafka_", DittoConsumerKafka.class, "", DittoConsumerBench::kafka);
      context.note("kafka_: the same events from a real broker in another process, 4 partitions");
    }
  }

  private static String url(String transport, String port) {
    return "repairConfirmations=0&transport=" + transport + "&url=http://127.0.0.1:" + port;
  }

  /** A route that is slower than the feed must not fill the memory. */
  private void slow(BenchContext context, String transport) throws Exception {
    with(
        DittoConsumerFeed.class,
        "0",
        port -> url(transport, port),
        change -> LockSupport.parkNanos(1_000_000),
        consumer -> {
          long most = 0;
          for (int i = 0; i < context.parameter("slow", 5); i++) {
            rest(Duration.ofSeconds(1));
            System.gc();
            Runtime jvm = Runtime.getRuntime();
            most = Math.max(most, jvm.totalMemory() - jvm.freeMemory());
          }
          context.figure(transport + "_slow_heap_mib", most / 1048576.0, "MiB");
        });
  }

  private void lossy(BenchContext context, String transport) throws Exception {
    with(
        DittoConsumerFeed.class,
        "20000",
        port -> url(transport, port),
        this::take,
        consumer -> {
          rest(Duration.ofSeconds(context.parameter("lossy", 8)));
          context.figure(transport + "_lost", consumer.figures().invisible(), "events");
          context.figure(transport + "_lossy_handled", consumer.getHandled(), "events");
        });
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
      BenchContext context,
      String prefix,
      Class<?> source,
      String argument,
      UnaryOperator<String> options)
      throws Exception {
    with(
        source,
        argument,
        options,
        this::take,
        consumer -> {
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
        });
  }

  /** What is measured on a running consumer. */
  private interface Measurement {
    void of(DittoEventsConsumer consumer) throws Exception;
  }

  private void with(
      Class<?> source,
      String argument,
      UnaryOperator<String> options,
      Consumer<TwinChange> route,
      Measurement measurement)
      throws Exception {
    Process feed = BenchProcess.start(source, argument);
    CamelContext camel = new DefaultCamelContext();
    try (BufferedReader address = BenchProcess.output(feed)) {
      consume(camel, options.apply(address.readLine()), route);
      measurement.of((DittoEventsConsumer) camel.getRoute("changes").getConsumer());
    } finally {
      camel.stop();
      BenchProcess.stop(feed);
    }
  }

  private void consume(CamelContext camel, String options, Consumer<TwinChange> route)
      throws Exception {
    camel.getRegistry().bind("marks", new MemoryRevisionStore());
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("ditto:events?auth=pre:bench:reader&" + options)
                .routeId("changes")
                .process(exchange -> route.accept(exchange.getIn().getBody(TwinChange.class)));
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
