package org.twinsuite.camel.hono.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.hono.CommandResponse;

/**
 * Reads a tenant's command responses without a consumer group, as every instance of an application
 * has to see all of them. It begins at the end of the partitions that are there when it starts, and
 * at the beginning of those that appear later, so that no response to a later request is missed
 * even when the first response makes the topic.
 */
final class ResponseReader implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ResponseReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration METADATA = Duration.ofSeconds(10);
  private static final long RESTART_MILLIS = 1_000;
  private static final Duration LOOK_SELDOM = Duration.ofSeconds(5);
  private static final Duration LOOK_OFTEN = Duration.ofMillis(500);

  private final Supplier<Consumer<String, byte[]>> clients;
  private final String topic;
  private final TopicLookup topics;
  private final java.util.function.Consumer<CommandResponse> responses;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private String failure;

  /**
   * @param responses takes every response that was read
   */
  ResponseReader(
      Supplier<Consumer<String, byte[]>> clients,
      TopicLookup topics,
      String topic,
      java.util.function.Consumer<CommandResponse> responses) {
    this.clients = clients;
    this.topics = topics;
    this.topic = topic;
    this.responses = responses;
  }

  /** Ends when responses to requests sent from then on are sure to be seen. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** Asks the reader to end. */
  void stop() {
    stop.countDown();
  }

  @Override
  public void run() {
    while (stop.getCount() > 0) {
      try (Consumer<String, byte[]> client = clients.get()) {
        read(client);
      } catch (RuntimeException e) {
        if (!String.valueOf(e.getMessage()).equals(failure)) {
          failure = String.valueOf(e.getMessage());
          LOG.warn("Reader of {} failed, a new one follows: {}", topic, failure);
        }
        pause();
      }
    }
    topics.close();
  }

  private void read(Consumer<String, byte[]> client) {
    discover(client);
    long looked = System.nanoTime();
    while (stop.getCount() > 0) {
      if (System.nanoTime() - looked > patience().toNanos()) {
        discover(client);
        looked = System.nanoTime();
      }
      if (client.assignment().isEmpty()) {
        await(POLL.toMillis());
      } else {
        client.poll(POLL).forEach(record -> responses.accept(response(record)));
        client.assignment().forEach(at -> positions.put(at, client.position(at)));
      }
    }
  }

  /** The first response may make the topic. */
  private Duration patience() {
    return positions.isEmpty() ? LOOK_OFTEN : LOOK_SELDOM;
  }

  private void discover(Consumer<String, byte[]> client) {
    Set<TopicPartition> found = found();
    if (!found.equals(client.assignment())) {
      client.assign(found);
      Map<TopicPartition, Long> begin =
          ready.isDone() ? client.beginningOffsets(found) : client.endOffsets(found);
      for (TopicPartition partition : found) {
        positions.putIfAbsent(partition, begin.get(partition));
        client.seek(partition, positions.get(partition));
      }
    }
    ready.complete(null);
  }

  private Set<TopicPartition> found() {
    try {
      return topics
          .partitions(topic)
          .toCompletableFuture()
          .get(METADATA.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stop.countDown();
      Thread.currentThread().interrupt();
      return Set.of();
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(topic + " cannot be looked up: " + e.getMessage(), e);
    }
  }

  private static CommandResponse response(ConsumerRecord<String, byte[]> record) {
    return new CommandResponse(
        header(record, "correlation-id"),
        CommandResponse.status(header(record, "status")),
        header(record, "content-type"),
        record.value());
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  private void pause() {
    await(RESTART_MILLIS);
  }

  private void await(long millis) {
    try {
      if (stop.await(millis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      stop.countDown();
      Thread.currentThread().interrupt();
    }
  }
}
