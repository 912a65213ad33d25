package org.twinsuite.camel.hono.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.hono.flow.ConsumerFigures;
import org.twinsuite.camel.hono.flow.Deliveries;

/**
 * The one thread that talks to Kafka's consumer: polls, holds back partitions that are full,
 * commits what is done, and hands partitions back when they are revoked. It polls for short times
 * only, so that it never has to be woken up. A client that failed for good is replaced by a new
 * one.
 */
public final class PollLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration FULL = Duration.ofMillis(20);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final long RESTART_MILLIS = 5_000;

  private final Supplier<Consumer<String, byte[]>> clients;
  private final String topic;
  private final int batch;
  private final Duration commitInterval;
  private final Duration drainTimeout;
  private final Deliveries deliveries;
  private final ConsumerFigures figures;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile PollState state = PollState.STARTING;

  public PollLoop(
      Supplier<Consumer<String, byte[]>> clients,
      String topic,
      int batch,
      Duration commitInterval,
      Duration drainTimeout,
      Deliveries deliveries,
      ConsumerFigures figures) {
    this.clients = clients;
    this.topic = topic;
    this.batch = batch;
    this.commitInterval = commitInterval;
    this.drainTimeout = drainTimeout;
    this.deliveries = deliveries;
    this.figures = figures;
  }

  /** Asks the loop to end; it waits for exchanges under way, commits and leaves the group. */
  public void stop() {
    stop.countDown();
  }

  /** How the connection to Kafka is. */
  public PollState state() {
    return state;
  }

  @Override
  public void run() {
    while (running()) {
      try (Consumer<String, byte[]> client = clients.get()) {
        poll(client);
      } catch (RuntimeException e) {
        LOG.warn("Consumer of {} failed, a new one follows", topic, e);
        state = PollState.failed(e.getMessage());
        deliveries.forgetAll();
        pause();
      }
    }
  }

  private void poll(Consumer<String, byte[]> client) {
    Commits commits = new Commits(client, deliveries, drainTimeout);
    client.subscribe(List.of(topic), new Assignments(commits));
    long lastCommit = System.nanoTime();
    try {
      while (running()) {
        boolean full = holdBack(client);
        for (ConsumerRecord<String, byte[]> record : client.poll(full ? Duration.ZERO : POLL)) {
          deliveries.accept(record);
        }
        if (System.nanoTime() - lastCommit >= commitInterval.toNanos()) {
          commits.async();
          figures.lag(lag(client));
          state = PollState.of(client);
          lastCommit = System.nanoTime();
        }
        if (full) {
          deliveries.awaitChange(FULL);
        }
      }
    } finally {
      release(client, commits);
    }
  }

  private void release(Consumer<String, byte[]> client, Commits commits) {
    Set<TopicPartition> assigned = Set.copyOf(client.assignment());
    handBack(commits, assigned);
    client.close(CLOSE);
    state = PollState.STOPPED;
  }

  /** Pauses full partitions, resumes others; returns whether there is nothing to poll for. */
  private boolean holdBack(Consumer<String, byte[]> client) {
    Set<TopicPartition> assigned = client.assignment();
    Set<TopicPartition> full = deliveries.full(assigned, batch);
    Set<TopicPartition> paused = client.paused();
    if (!full.equals(paused)) {
      client.pause(full);
      Set<TopicPartition> resume = new HashSet<>(paused);
      resume.removeAll(full);
      client.resume(resume);
    }
    return !full.isEmpty() && full.size() == assigned.size();
  }

  private long lag(Consumer<String, byte[]> client) {
    long behind = deliveries.pending();
    for (TopicPartition partition : client.assignment()) {
      behind += client.currentLag(partition).orElse(0);
    }
    return behind;
  }

  private void handBack(Commits commits, Collection<TopicPartition> partitions) {
    if (!deliveries.drain(partitions, drainTimeout)) {
      LOG.info("Exchanges of {} still under way after {}: they come again", topic, drainTimeout);
    }
    commits.sync(partitions);
    deliveries.forget(partitions);
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

  private final class Assignments implements ConsumerRebalanceListener {

    private final Commits commits;

    Assignments(Commits commits) {
      this.commits = commits;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      deliveries.forget(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      handBack(commits, partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      deliveries.forget(partitions);
      commits.forget(partitions);
    }
  }
}
