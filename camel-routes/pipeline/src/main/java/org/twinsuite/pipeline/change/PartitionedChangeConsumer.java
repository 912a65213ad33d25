package org.twinsuite.pipeline.change;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.time.RetryPause;

/**
 * Judges the groups this process has: one rule session per partition of the group topic, opened
 * when the partition is given to this process and closed when it is taken away. An offset is
 * committed when what followed from its change is stored.
 */
public final class PartitionedChangeConsumer extends ServiceSupport
    implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionedChangeConsumer.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long COMMIT_MS = 500;
  private static final Duration LEAVE_AFTER = Duration.ofSeconds(30);

  /** Long enough for the others to take over what cannot be judged here. */
  private static final Duration AWAY = Duration.ofSeconds(30);

  /** A partition cannot be judged in this process. */
  private static final class PartitionFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartitionFailed(String message) {
      super(message);
    }
  }

  /** A partition this process has. */
  private static final class Owned {
    private final Partition partition;
    private final CatchUpMonitor progress;
    private final Deque<Partition.Work> waiting = new ArrayDeque<>();
    private volatile long done = -1;
    private long committed = -1;

    Owned(Partition partition, CatchUpMonitor progress) {
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
  private final CatchUpMonitor firstHalf = new CatchUpMonitor();
  private final java.util.function.Consumer<ParkedItem> parked;
  private final Map<TopicPartition, Owned> owned = new HashMap<>();
  private volatile Consumer<String, byte[]> client;
  private volatile boolean stopping;
  private volatile CountDownLatch stopped = new CountDownLatch(1);
  private Thread thread;
  private long committedAt;
  private int failures;

  /**
   * @param partitions makes the session of a partition, given its number and how many there are
   * @param firstHalfAtEnd whether this process has forwarded all there is
   * @param parked takes what is not a change
   */
  PartitionedChangeConsumer(
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
    stopped = new CountDownLatch(1);
    thread = new Thread(this::run, "groups");
    thread.start();
  }

  private void run() {
    while (!stopping) {
      try (Consumer<String, byte[]> consumer = clients.get()) {
        client = consumer;
        consumer.subscribe(List.of(topic), this);
        while (!stopping) {
          step(consumer);
        }
        onPartitionsRevoked(List.copyOf(owned.keySet()));
      } catch (PartitionFailed dead) {
        LOG.error("left the group for a while: {}", dead.getMessage());
        closeAll();
        pause(AWAY);
      } catch (Throwable failed) {
        failures++;
        LOG.warn("group topic: connecting again, {} failures in a row", failures, failed);
        closeAll();
        pause(RetryPause.after(failures));
      }
    }
    closeAll();
  }

  private void step(Consumer<String, byte[]> consumer) {
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

  /** A partition that is behind is read no further; the others go on. */
  private void feed() {
    owned.forEach(
        (key, mine) -> {
          leaveIfDead(key, mine.partition);
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
      failures = 0;
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
      CatchUpMonitor progress = new CatchUpMonitor();
      Owned mine =
          new Owned(
              partitions.open(
                  key.partition(), count, () -> progress.isCaughtUp() && firstHalf.isCaughtUp()),
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

  /** A dead partition is given to another process rather than kept. */
  private void leaveIfDead(TopicPartition key, Partition partition) {
    if (partition.failingFor().compareTo(LEAVE_AFTER) > 0) {
      throw new PartitionFailed(
          key + " cannot be judged here, leaving it to another process: " + partition.failure());
    }
  }

  private void closeAll() {
    try {
      onPartitionsLost(List.copyOf(owned.keySet()));
    } catch (Throwable failed) {
      LOG.error("partitions could not be closed", failed);
      owned.clear();
    }
  }

  private void pause(Duration pause) {
    try {
      stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }

  @Override
  protected void doStop() throws InterruptedException {
    stopping = true;
    stopped.countDown();
    Thread running = thread;
    if (running != null) {
      running.join(15_000);
    }
  }
}
