package org.twinsuite.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.twinsuite.camel.hono.dispatch.Backoff;
import org.twinsuite.camel.hono.dispatch.ConsumerFigures;
import org.twinsuite.camel.hono.dispatch.Limits;
import org.twinsuite.camel.hono.dispatch.OrderedDispatcher;
import org.twinsuite.camel.hono.dispatch.Outages;
import org.twinsuite.camel.hono.dispatch.Outcome;
import org.twinsuite.camel.hono.dispatch.Result;
import org.twinsuite.camel.hono.dispatch.RetryPolicy;

/**
 * A poll loop of one's own in the shape of the component's former one: one thread polls, pauses
 * full partitions and commits what is done; order and exchanges as in the component.
 */
final class HonoConsumerOwnLoop {

  private static final int IN_FLIGHT = 1_000;
  private static final int BATCH = 500;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration FULL = Duration.ofMillis(20);
  private static final long COMMIT_NANOS = 500_000_000L;

  private final DefaultConsumer route;
  private final Map<TopicPartition, TreeSet<Long>> open = new HashMap<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /**
   * @param route whose exchanges are made as its own consumer makes them
   */
  HonoConsumerOwnLoop(DefaultConsumer route) {
    this.route = route;
  }

  void consume(Map<String, Object> config, int records) {
    ExecutorService workers = Executors.newFixedThreadPool(1);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    ConsumerFigures figures = new ConsumerFigures();
    OrderedDispatcher<ConsumerRecord<String, byte[]>> dispatcher =
        new OrderedDispatcher<>(
            new Limits(IN_FLIGHT, 64 << 20),
            new RetryPolicy(6, new Backoff(1_000, 60_000), new Outages(null), false),
            (record, attempt, done) -> {
              Exchange exchange = exchange(record);
              route
                  .getAsyncProcessor()
                  .process(
                      exchange,
                      sync -> {
                        done.accept(Result.completed());
                        route.releaseExchange(exchange, false);
                      });
            },
            this::done,
            workers,
            timer,
            figures);
    Map<String, Object> own = new HashMap<>(config);
    own.put("max.poll.records", BATCH);
    try (KafkaConsumer<String, byte[]> client = new KafkaConsumer<>(own)) {
      client.subscribe(List.of(HonoConsumerFeed.TOPIC));
      long committed = System.nanoTime();
      while (figures.completed() < records) {
        var full = dispatcher.full(client.assignment(), BATCH);
        client.resume(client.paused());
        client.pause(full);
        boolean all = !full.isEmpty() && full.size() == client.assignment().size();
        for (ConsumerRecord<String, byte[]> record : client.poll(all ? Duration.ZERO : POLL)) {
          received(record);
          dispatcher.accept(partition(record), record.key(), record.serializedValueSize(), record);
        }
        if (System.nanoTime() - committed > COMMIT_NANOS) {
          client.commitAsync(committable(), null);
          committed = System.nanoTime();
        }
        if (all) {
          dispatcher.awaitChange(FULL);
        }
      }
      client.commitSync(committable());
    } finally {
      workers.shutdownNow();
      timer.shutdownNow();
    }
  }

  private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private synchronized void received(ConsumerRecord<String, byte[]> record) {
    open.computeIfAbsent(partition(record), p -> new TreeSet<>()).add(record.offset());
    next.put(partition(record), record.offset() + 1);
  }

  private synchronized void done(ConsumerRecord<String, byte[]> record, Outcome outcome) {
    open.get(partition(record)).remove(record.offset());
  }

  private synchronized Map<TopicPartition, OffsetAndMetadata> committable() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    next.forEach(
        (partition, end) -> {
          TreeSet<Long> waiting = open.get(partition);
          offsets.put(partition, new OffsetAndMetadata(waiting.isEmpty() ? end : waiting.first()));
        });
    return offsets;
  }

  private Exchange exchange(ConsumerRecord<String, byte[]> record) {
    Exchange exchange = route.createExchange(false);
    exchange.getIn().setBody(record.value());
    for (Header header : record.headers()) {
      exchange.getIn().setHeader(header.key(), new String(header.value(), UTF_8));
    }
    return exchange;
  }
}
