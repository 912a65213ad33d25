package org.twinsuite.pipeline.change;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.store.ParkedItem;

/**
 * Judges the groups this process has: one rule session per partition of the group topic, opened
 * when the partition is given to this process and closed when it is taken away. An offset is
 * committed when what followed from its change is stored.
 */
public final class GroupLine extends ServiceSupport implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(GroupLine.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long COMMIT_MS = 500;
  private static final long PAUSE_MS = 1_000;

  /** A partition this process has. */
  private static final class Owned {
    private final Partition partition;
    private final Progress progress;
    private final Deque<Partition.Work> waiting = new ArrayDeque<>();
    private volatile long done = -1;
    private long committed = -1;

    Owned(Partition partition, Progress progress) {
      this.partition = partition;
      this.progress = progress;
    }
  }

  /** Makes the session of a partition. */
  @FunctionalInterface
  interface Sessions {
    Partition open(int number, int count, BooleanSupplier caughtUp);
  }

  private final String topic;
  private final Supplier<Consumer<String, byte[]>> clients;
  private final Sessions partitions;
  private final BooleanSupplier firstHalfAtEnd;
  private final Progress firstHalf = new Progress();
  private final java.util.function.Consumer<ParkedItem> parked;
  private final Map<TopicPartition, Owned> owned = new HashMap<>();
  private volatile Consumer<String, byte[]> client;
  private volatile boolean stopping;
  private Thread thread;
  private long committedAt;

  /**
   * @param partitions makes the session of a partition, given its number and how many there are
   * @param firstHalfAtEnd whether this process has forwarded all there is
   * @param parked takes what is no change
   */
  GroupLine(
      String topic,
      Supplier<Consumer<String, byte[]>> clients,
      Sessions partitions,
      BooleanSupplier firstHalfAtEnd,
      java.util.function.Consumer<ParkedItem> parked) {
    this.topic = topic;
    this.clients = clients;
    this.partitions = partitions;
    this.firstHalfAtEnd = firstHalfAtEnd;
    this.parked = parked;
  }

  @Override
  protected void doStart() {
    stopping = false;
    thread = new Thread(this::run, "groups");
    thread.start();
  }

  private void run() {
    while (!stopping) {
      try (Consumer<String, byte[]> consumer = clients.get()) {
        client = consumer;
        consumer.subscribe(List.of(topic), this);
        while (!stopping) {
          consumer
              .poll(POLL)
              .forEach(
                  message -> {
                    Owned mine = owned.get(new TopicPartition(topic, message.partition()));
                    if (mine != null) {
                      mine.waiting.add(work(message, mine));
                    }
                  });
          feed();
          if (firstHalfAtEnd.getAsBoolean()) {
            firstHalf.atEnd();
          }
          if (System.currentTimeMillis() - committedAt > COMMIT_MS) {
            commit(owned.keySet());
          }
        }
        onPartitionsRevoked(List.copyOf(owned.keySet()));
      } catch (WakeupException stopped) {
        LOG.debug("woken up to stop");
      } catch (RuntimeException failed) {
        LOG.warn("group topic: connecting again after {}", failed.getMessage());
        pause();
      } finally {
        onPartitionsLost(List.copyOf(owned.keySet()));
      }
    }
  }

  /** A partition that is behind is read no further; the others go on. */
  private void feed() {
    owned.forEach(
        (key, mine) -> {
          while (!mine.waiting.isEmpty() && mine.partition.tryOffer(mine.waiting.peek())) {
            mine.waiting.remove();
          }
          if (mine.waiting.isEmpty() && client.currentLag(key).orElse(1) == 0) {
            mine.progress.atEnd();
          }
          if (mine.waiting.isEmpty()) {
            client.resume(List.of(key));
          } else {
            client.pause(List.of(key));
          }
        });
  }

  private Partition.Work work(ConsumerRecord<String, byte[]> message, Owned mine) {
    Runnable done = () -> mine.done = message.offset();
    try {
      GroupRecord group = GroupRecord.of(message.value());
      return new Partition.Work(
          group.change(), message.key(), group.again(), System.nanoTime(), done);
    } catch (RuntimeException unreadable) {
      parked.accept(
          new ParkedItem(
              "groups",
              message.key(),
              "no change of ours, does somebody else write to this topic? " + unreadable,
              null,
              null,
              message.value(),
              Instant.now()));
      return new Partition.Work(null, null, false, System.nanoTime(), done);
    }
  }

  private void commit(Collection<TopicPartition> keys) {
    committedAt = System.currentTimeMillis();
    Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
    for (TopicPartition key : keys) {
      Owned mine = owned.get(key);
      if (mine != null && mine.done > mine.committed) {
        due.put(key, new OffsetAndMetadata(mine.done + 1));
      }
    }
    if (due.isEmpty()) {
      return;
    }
    try {
      client.commitSync(due);
      due.forEach((key, offset) -> owned.get(key).committed = offset.offset() - 1);
    } catch (KafkaException later) {
      LOG.info("offsets are committed later: {}", later.getMessage());
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> added) {
    if (added.isEmpty()) {
      return;
    }
    int count = client.partitionsFor(topic).size();
    for (TopicPartition key : added) {
      Progress progress = new Progress();
      Owned mine =
          new Owned(
              partitions.open(
                  key.partition(), count, () -> progress.keepsUp() && firstHalf.keepsUp()),
              progress);
      owned.put(key, mine);
      mine.partition.start();
    }
    LOG.info("groups taken over: {}", added);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> removed) {
    close(removed);
    commit(removed);
    owned.keySet().removeAll(removed);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    close(lost);
    owned.keySet().removeAll(lost);
  }

  private void close(Collection<TopicPartition> keys) {
    for (TopicPartition key : keys) {
      Owned mine = owned.get(key);
      if (mine != null) {
        try {
          mine.partition.close();
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }

  @Override
  protected void doStop() throws InterruptedException {
    stopping = true;
    Thread running = thread;
    if (running != null) {
      running.join(15_000);
    }
  }
}
