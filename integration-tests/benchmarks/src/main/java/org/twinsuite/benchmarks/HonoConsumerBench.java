package org.twinsuite.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.hono.client.kafka.consumer.AsyncHandlingAutoCommitKafkaConsumer;

/**
 * Telemetry from Kafka to a route: the component on Hono's consumer, the same order and exchanges
 * on a poll loop of our own, Hono's consumer alone, and Kafka's client alone, one after the other
 * from the same broker. Each reads all records twice; the second time is measured.
 */
public final class HonoConsumerBench implements Bench {

  private static final int RECORDS = 200_000;
  private static final long LIMIT_MINUTES = 5;

  private final LongAdder bytes = new LongAdder();

  /** Reads every record of the topic once, in a consumer group of its own. */
  @FunctionalInterface
  private interface Contender {
    void consume(String group) throws Exception;
  }

  @Override
  public String name() {
    return "hono-consumer";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    int records = context.parameter("records", RECORDS);
    Process feed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                HonoConsumerFeed.class.getName(),
                Integer.toString(records))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader address =
        new BufferedReader(new InputStreamReader(feed.getInputStream(), StandardCharsets.UTF_8))) {
      String brokers = address.readLine();
      measure(context, "component", records, group -> component(brokers, group, records));
      measure(context, "own_loop", records, group -> ownLoop(brokers, group, records));
      measure(context, "hono_client", records, group -> honoClient(brokers, group, records));
      measure(context, "kafka_client", records, group -> kafkaClient(brokers, group, records));
      context.note(
          records
              + " records of 190 bytes and six headers, 1,000 devices, 4 partitions, real"
              + " broker in another process; component and own_loop keep order per device and make"
              + " an exchange of each record, the others do not");
    } finally {
      feed.getOutputStream().close();
      feed.waitFor(10, TimeUnit.SECONDS);
      feed.destroy();
    }
  }

  private void measure(BenchContext context, String name, int records, Contender contender)
      throws Exception {
    contender.consume(name + "-warm-up");
    bytes.reset();
    long start = System.nanoTime();
    double cpu = context.cpuSeconds(() -> contender.consume(name));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (bytes.sum() == 0) {
      throw new IllegalStateException(name + " consumed nothing");
    }
    context.figure(name + "_records_per_cpu_s", records / cpu, "1/s");
    context.figure(name + "_records_per_s", records / seconds, "1/s");
  }

  private void take(Exchange exchange) {
    bytes.add(exchange.getIn().getBody(byte[].class).length);
  }

  private static Map<String, Object> config(String brokers, String group) {
    return Map.of(
        "bootstrap.servers",
        brokers,
        "group.id",
        group,
        "auto.offset.reset",
        "earliest",
        "enable.auto.commit",
        "false",
        "key.deserializer",
        StringDeserializer.class.getName(),
        "value.deserializer",
        ByteArrayDeserializer.class.getName());
  }

  private void component(String brokers, String group, int records) throws Exception {
    CountDownLatch left = new CountDownLatch(records);
    try (CamelContext camel = new DefaultCamelContext()) {
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("hono:telemetry/%s?bootstrapServers=%s&groupId=%s"
                      .formatted(HonoConsumerFeed.TENANT, brokers, group))
                  .process(
                      exchange -> {
                        take(exchange);
                        left.countDown();
                      });
            }
          });
      camel.start();
      awaitEnd(left);
    }
  }

  private void ownLoop(String brokers, String group, int records) throws Exception {
    try (CamelContext camel = new DefaultCamelContext()) {
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:own").routeId("own").process(HonoConsumerBench.this::take);
            }
          });
      camel.start();
      new HonoConsumerOwnLoop((DefaultConsumer) camel.getRoute("own").getConsumer())
          .consume(config(brokers, group), records);
    }
  }

  private void honoClient(String brokers, String group, int records) throws Exception {
    CountDownLatch left = new CountDownLatch(records);
    Vertx vertx = Vertx.vertx();
    Map<String, String> config = new HashMap<>();
    config(brokers, group).forEach((name, value) -> config.put(name, value.toString()));
    AsyncHandlingAutoCommitKafkaConsumer<byte[]> consumer =
        new AsyncHandlingAutoCommitKafkaConsumer<>(
            vertx,
            Set.of(HonoConsumerFeed.TOPIC),
            record -> {
              bytes.add(record.value().length);
              left.countDown();
              return Future.succeededFuture();
            },
            config);
    consumer.setRespectTtl(false);
    consumer.start();
    awaitEnd(left);
    consumer.stop().toCompletionStage().toCompletableFuture().get();
    vertx.close();
  }

  private void kafkaClient(String brokers, String group, int records) {
    try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(config(brokers, group))) {
      consumer.subscribe(Set.of(HonoConsumerFeed.TOPIC));
      for (int n = 0; n < records; ) {
        ConsumerRecords<String, byte[]> batch = consumer.poll(Duration.ofMillis(100));
        batch.forEach(record -> bytes.add(record.value().length));
        n += batch.count();
        consumer.commitAsync();
      }
      consumer.commitSync();
    }
  }

  private static void awaitEnd(CountDownLatch left) throws InterruptedException {
    if (!left.await(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      throw new IllegalStateException(left.getCount() + " records did not come");
    }
  }
}
