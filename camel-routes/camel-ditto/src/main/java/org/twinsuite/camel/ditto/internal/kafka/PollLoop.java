package org.twinsuite.camel.ditto.internal.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.internal.order.ConsumerCounters;

/**
 * The one thread that talks to Kafka's client: polls, holds back partitions that are full, commits
 * what is handled. It polls for short times only, so that it never has to be woken up. A client
 * that failed for good is replaced by a new one.
 */
public final class PollLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration FULL = Duration.ofMillis(20);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final long RESTART_MILLIS = 5_000;

  private final Supplier<Consumer<String, byte[]>> clients;
  private final KafkaEvents settings;
  private final ConsumerCounters figures;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicReference<List<Finding>> audited = new AtomicReference<>();
  private volatile boolean connected;
  private volatile Set<TopicPartition> assigned = Set.of();
  private volatile int topicSize;
  private boolean connectedBefore;
  private int takeovers;

  public PollLoop(
      Supplier<Consumer<String, byte[]>> clients, KafkaEvents settings, ConsumerCounters figures) {
    this.clients = clients;
    this.settings = settings;
    this.figures = figures;
  }

  /** Asks the loop to end; it waits for exchanges under way, commits and leaves the group. */
  public void stop() {
    stop.countDown();
  }

  /** Whether there is a connection to a broker. */
  public boolean connected() {
    return connected;
  }

  /** Whether the thing is in a partition of this consumer. */
  public boolean owns(String thingId) {
    int size = topicSize;
    return size > 0
        && assigned.contains(new TopicPartition(settings.topic(), Partitions.of(thingId, size)));
  }

  /** Whether there is anything to audit. */
  public boolean ownsAny() {
    return !assigned.isEmpty();
  }

  /** What an audit found; each partition compares it when it has read what was written before. */
  public void audited(List<Finding> findings) {
    audited.set(findings);
  }

  @Override
  public void run() {
    while (running()) {
      try (Consumer<String, byte[]> client = clients.get()) {
        poll(client);
      } catch (Throwable e) {
        LOG.warn("Consumer of {} failed, a new one follows", settings.topic(), e);
        pause();
      } finally {
        connected = false;
        assigned = Set.of();
      }
    }
  }

  private void poll(Consumer<String, byte[]> client) {
    Assignment assignment = new Assignment(client, settings);
    takeovers = 0;
    client.subscribe(List.of(settings.topic()), assignment);
    long lastCommit = System.nanoTime();
    try {
      while (running()) {
        boolean full = holdBack(client, assignment);
        for (ConsumerRecord<String, byte[]> message : client.poll(full ? Duration.ZERO : POLL)) {
          AssignedPartition partition =
              assignment.partitions().get(new TopicPartition(message.topic(), message.partition()));
          partition.accept(message);
        }
        publish(assignment);
        compare(client, assignment);
        if (System.nanoTime() - lastCommit >= settings.commitInterval().toNanos()) {
          connected(ConnectionMetrics.open(client));
          assignment.commit();
          figures.backlog(assignment.backlog());
          lastCommit = System.nanoTime();
        }
        if (full) {
          settings.memory().awaitRoom(FULL);
        }
      }
      assignment.onPartitionsRevoked(Set.copyOf(client.assignment()));
      client.close(CLOSE);
    } finally {
      assignment.abandon();
    }
  }

  /** Pauses full partitions, resumes others; returns whether there is nothing to poll for. */
  private boolean holdBack(Consumer<String, byte[]> client, Assignment assignment) {
    Set<TopicPartition> all = client.assignment();
    Set<TopicPartition> full = new HashSet<>();
    if (settings.memory().room()) {
      assignment
          .partitions()
          .forEach(
              (at, partition) -> {
                if (partition.window() > settings.maxUncommitted()) {
                  full.add(at);
                }
              });
    } else {
      full.addAll(all);
    }
    Set<TopicPartition> paused = client.paused();
    if (!full.equals(paused)) {
      client.pause(full);
      Set<TopicPartition> resumed = new HashSet<>(paused);
      resumed.removeAll(full);
      client.resume(resumed);
    }
    return !full.isEmpty() && full.size() == all.size();
  }

  private void publish(Assignment assignment) {
    if (!assigned.equals(assignment.partitions().keySet())) {
      topicSize = assignment.topicSize();
      assigned = Set.copyOf(assignment.partitions().keySet());
    }
    if (takeovers != assignment.takeovers()) {
      takeovers = assignment.takeovers();
      settings.assigned().run();
    }
  }

  private void connected(boolean now) {
    if (now && !connected) {
      if (connectedBefore) {
        figures.reconnected();
      }
      connectedBefore = true;
    }
    connected = now;
  }

  private void compare(Consumer<String, byte[]> client, Assignment assignment) {
    List<Finding> findings = audited.getAndSet(null);
    if (findings != null && !assignment.partitions().isEmpty()) {
      Map<TopicPartition, List<Finding>> byPartition = new HashMap<>();
      for (Finding finding : findings) {
        byPartition
            .computeIfAbsent(assignment.home(finding.thingId()), p -> new ArrayList<>())
            .add(finding);
      }
      Map<TopicPartition, Long> ends = client.endOffsets(assignment.partitions().keySet());
      assignment
          .partitions()
          .forEach(
              (at, partition) ->
                  partition.found(byPartition.getOrDefault(at, List.of()), ends.get(at)));
    }
    assignment
        .partitions()
        .forEach(
            (at, partition) -> {
              if (partition.comparing()) {
                partition.compare(client.position(at));
              }
            });
  }

  private boolean running() {
    return stop.getCount() > 0 && !Thread.currentThread().isInterrupted();
  }

  private void pause() {
    try {
      stop.await(RESTART_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
