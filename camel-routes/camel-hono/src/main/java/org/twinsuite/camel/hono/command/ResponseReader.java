package org.twinsuite.camel.hono.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a tenant's command responses without a consumer group, as every instance of an application
 * has to see all of them. It begins at the end of the partitions that are there when it starts, and
 * at the beginning of those that appear later, so that no response to a later request is missed
 * even when the first response makes the topic.
 */
public final class ResponseReader implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ResponseReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration METADATA = Duration.ofSeconds(5);
  private static final long RESTART_MILLIS = 1_000;
  private static final Duration LOOK_SELDOM = Duration.ofSeconds(5);
  private static final Duration LOOK_OFTEN = Duration.ofMillis(200);

  private final Supplier<Consumer<String, byte[]>> clients;
  private final String topic;
  private final PendingRequests requests;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CountDownLatch stop = new CountDownLatch(1);

  public ResponseReader(
      Supplier<Consumer<String, byte[]>> clients, String topic, PendingRequests requests) {
    this.clients = clients;
    this.topic = topic;
    this.requests = requests;
  }

  /** Ends when responses to requests sent from then on are sure to be seen. */
  public CompletableFuture<Void> ready() {
    return ready;
  }

  /** Asks the reader to end. */
  public void stop() {
    stop.countDown();
  }

  @Override
  public void run() {
    while (stop.getCount() > 0) {
      try (Consumer<String, byte[]> client = clients.get()) {
        read(client);
      } catch (RuntimeException e) {
        LOG.warn("Reader of {} failed, a new one follows: {}", topic, e.getMessage());
        pause();
      }
    }
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
        client.poll(POLL).forEach(record -> requests.received(CommandResponse.of(record)));
        client.assignment().forEach(at -> positions.put(at, client.position(at)));
      }
    }
  }

  /** While a request waits for a topic that does not exist, its response may make the topic. */
  private Duration patience() {
    return positions.isEmpty() && !requests.isEmpty() ? LOOK_OFTEN : LOOK_SELDOM;
  }

  private void discover(Consumer<String, byte[]> client) {
    Set<TopicPartition> found = new HashSet<>();
    for (PartitionInfo partition : client.partitionsFor(topic, METADATA)) {
      found.add(new TopicPartition(topic, partition.partition()));
    }
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
