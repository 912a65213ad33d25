package org.twinsuite.camel.hono.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.hono.flow.Deliveries;

/**
 * Commits what is done. A commit that fails loses nothing: the next one covers it, and if there is
 * none the messages come again. Poll thread only.
 */
final class Commits {

  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

  private final Consumer<String, byte[]> client;
  private final Deliveries deliveries;
  private final Duration timeout;
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private boolean underWay;

  Commits(Consumer<String, byte[]> client, Deliveries deliveries, Duration timeout) {
    this.client = client;
    this.deliveries = deliveries;
    this.timeout = timeout;
  }

  /** Starts to commit what was done since the last time, unless a commit is still under way. */
  void async() {
    Map<TopicPartition, OffsetAndMetadata> due = due();
    if (underWay || due.isEmpty()) {
      return;
    }
    underWay = true;
    client.commitAsync(
        due,
        (offsets, failure) -> {
          underWay = false;
          if (failure == null) {
            remember(offsets);
          } else {
            LOG.info("Commit failed and is tried again: {}", failure.getMessage());
          }
        });
  }

  /** Commits what is done in some partitions before they go, waiting for the broker. */
  void sync(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> due = due();
    due.keySet().retainAll(partitions);
    try {
      if (!due.isEmpty()) {
        client.commitSync(due, timeout);
      }
    } catch (KafkaException e) {
      LOG.info("Last commit failed, messages come again: {}", e.getMessage());
    } finally {
      forget(partitions);
    }
  }

  void forget(Collection<TopicPartition> partitions) {
    committed.keySet().removeAll(partitions);
  }

  private Map<TopicPartition, OffsetAndMetadata> due() {
    Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
    deliveries
        .committable()
        .forEach(
            (partition, offset) -> {
              if (!offset.equals(committed.get(partition))) {
                due.put(partition, new OffsetAndMetadata(offset));
              }
            });
    return due;
  }

  private void remember(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
  }
}
