package org.twinsuite.camel.ditto.internal.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions this consumer has, from one client to the next. Poll thread only.
 *
 * <p>A partition that is taken away is drained: nothing more is handed over, what is under way may
 * come to its end, marks are flushed and offsets committed, so that the next owner goes on behind
 * it. A partition that is given is read from its committed offset, with marks that include what its
 * former owner wrote.
 */
final class Assignment implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

  private final Consumer<String, byte[]> client;
  private final KafkaEvents settings;
  private final Map<TopicPartition, AssignedPartition> partitions = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private int topicSize;
  private int takeovers;
  private boolean committing;

  Assignment(Consumer<String, byte[]> client, KafkaEvents settings) {
    this.client = client;
    this.settings = settings;
  }

  Map<TopicPartition, AssignedPartition> partitions() {
    return partitions;
  }

  /** How many partitions the topic has, 0 before the first assignment. */
  int topicSize() {
    return topicSize;
  }

  /** How often partitions were taken over. */
  int takeovers() {
    return takeovers;
  }

  /** The partition a thing belongs to. */
  TopicPartition home(String thingId) {
    return new TopicPartition(settings.topic(), Partitions.of(thingId, topicSize));
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> added) {
    if (added.isEmpty()) {
      return;
    }
    settings.dispatchers().store().refresh();
    topicSize = client.partitionsFor(settings.topic()).size();
    Map<TopicPartition, OffsetAndMetadata> before = client.committed(Set.copyOf(added));
    Set<TopicPartition> known = new HashSet<>();
    settings.dispatchers().store().snapshot().keySet().forEach(thing -> known.add(home(thing)));
    List<TopicPartition> fresh = new ArrayList<>();
    for (TopicPartition partition : added) {
      boolean first =
          settings.startWithWhatComes()
              && before.get(partition) == null
              && !known.contains(partition);
      if (first) {
        fresh.add(partition);
      }
      partitions.put(
          partition,
          new AssignedPartition(
              settings.dispatchers(), first, topicSize, settings.namespaces(), settings.memory()));
    }
    if (!fresh.isEmpty()) {
      client.seekToEnd(fresh);
    }
    takeovers++;
    LOG.info("Took over {}", added);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> removed) {
    if (!drain(removed, settings.drainTimeout())) {
      LOG.warn(
          "Exchanges of {} are still under way after {}; they may overlap with those of the next"
              + " owner",
          removed,
          settings.drainTimeout());
    }
    try {
      settings.dispatchers().store().flush();
      Map<TopicPartition, OffsetAndMetadata> due = due();
      due.keySet().retainAll(removed);
      if (!due.isEmpty()) {
        client.commitSync(due, settings.drainTimeout());
      }
    } catch (KafkaException | IllegalStateException e) {
      LOG.warn("Last commit of {} failed, changes come again: {}", removed, e.getMessage());
    }
    forget(removed);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    LOG.warn("Lost {}: was away from the group for too long", lost);
    present(lost).forEach(AssignedPartition::stop);
    forget(lost);
  }

  /** Gives up everything without a word to Kafka. */
  void abandon() {
    List<TopicPartition> all = List.copyOf(partitions.keySet());
    drain(all, settings.drainTimeout());
    forget(all);
  }

  /** Starts to commit what was handled since the last time, unless a commit is under way. */
  void commit() {
    if (committing) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> due = due();
    try {
      settings.dispatchers().store().flush();
    } catch (RuntimeException e) {
      LOG.warn("Revision marks could not be made durable; nothing is committed", e);
      return;
    }
    if (due.isEmpty()) {
      return;
    }
    committing = true;
    client.commitAsync(
        due,
        (offsets, failure) -> {
          committing = false;
          if (failure == null) {
            offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
          } else {
            LOG.info("Commit failed and is tried again: {}", failure.getMessage());
          }
        });
  }

  /** How many messages are not handled yet. */
  long backlog() {
    long behind = 0;
    for (Map.Entry<TopicPartition, AssignedPartition> entry : partitions.entrySet()) {
      behind += entry.getValue().window() + client.currentLag(entry.getKey()).orElse(0);
    }
    return behind;
  }

  private Map<TopicPartition, OffsetAndMetadata> due() {
    Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
    partitions.forEach(
        (partition, assigned) ->
            assigned
                .committable()
                .ifPresent(
                    offset -> {
                      if (offset > committed.getOrDefault(partition, -1L)) {
                        due.put(partition, new OffsetAndMetadata(offset));
                      }
                    }));
    return due;
  }

  private boolean drain(Collection<TopicPartition> leaving, Duration timeout) {
    List<AssignedPartition> draining = present(leaving);
    draining.forEach(AssignedPartition::stop);
    long end = System.nanoTime() + timeout.toNanos();
    boolean all = true;
    for (AssignedPartition partition : draining) {
      all &= partition.awaitEnd(end - System.nanoTime());
    }
    return all;
  }

  private List<AssignedPartition> present(Collection<TopicPartition> wanted) {
    return wanted.stream().filter(partitions::containsKey).map(partitions::get).toList();
  }

  private void forget(Collection<TopicPartition> gone) {
    present(gone).forEach(AssignedPartition::close);
    partitions.keySet().removeAll(gone);
    committed.keySet().removeAll(gone);
  }
}
