package org.twinsuite.camel.hono.kafka;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.twinsuite.camel.hono.dispatch.OrderedDispatcher;

/**
 * Kafka's client below Hono's consumer. Hono pauses all partitions when too much is under way; this
 * one pauses a partition that is full and lets the others go on. It also notes what was committed,
 * and reports a failure once, where Hono's consumer would poll and log in a tight loop.
 */
final class PacedKafkaConsumer extends KafkaConsumer<String, byte[]> {

  private static final Duration FULL = Duration.ofMillis(20);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** What happens to the client; called on the poll thread. */
  interface Listener {

    /** It was polled. */
    void polled(PacedKafkaConsumer client);

    /** It cannot be used any longer. */
    void failed(RuntimeException failure);

    /**
     * A commit ended.
     *
     * @param failure null when it succeeded
     */
    void committed(Exception failure);
  }

  private final OrderedDispatcher<ConsumerRecord<String, byte[]>> dispatcher;
  private final int batch;
  private final Duration commitTimeout;
  private final Listener listener;
  private boolean failed;

  /**
   * @param batch how many records one poll may bring
   */
  PacedKafkaConsumer(
      Map<String, Object> config,
      OrderedDispatcher<ConsumerRecord<String, byte[]>> dispatcher,
      int batch,
      Duration commitTimeout,
      Listener listener) {
    super(config);
    this.dispatcher = dispatcher;
    this.batch = batch;
    this.commitTimeout = commitTimeout;
    this.listener = listener;
  }

  @Override
  public ConsumerRecords<String, byte[]> poll(Duration timeout) {
    if (failed) {
      dispatcher.awaitChange(timeout);
      return ConsumerRecords.empty();
    }
    try {
      boolean full = holdBack();
      if (full) {
        dispatcher.awaitChange(FULL);
        full = holdBack();
      }
      ConsumerRecords<String, byte[]> records = super.poll(full ? Duration.ZERO : timeout);
      listener.polled(this);
      return records;
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      failed = true;
      listener.failed(e);
      return ConsumerRecords.empty();
    }
  }

  /** Pauses full partitions, resumes others; returns whether there is nothing to poll for. */
  private boolean holdBack() {
    Set<TopicPartition> assigned = assignment();
    Set<TopicPartition> full = dispatcher.full(assigned, batch);
    Set<TopicPartition> paused = paused();
    if (!full.equals(paused)) {
      pause(full);
      Set<TopicPartition> resume = new HashSet<>(paused);
      resume.removeAll(full);
      resume(resume);
    }
    return !full.isEmpty() && full.size() == assigned.size();
  }

  @Override
  public void commitAsync(
      Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
    super.commitAsync(
        offsets,
        (committed, failure) -> {
          listener.committed(failure);
          callback.onComplete(committed, failure);
        });
  }

  /** Waits no longer than a stop may take. */
  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
    super.commitSync(offsets, commitTimeout);
    listener.committed(null);
  }

  @Override
  public void close() {
    super.close(CLOSE);
  }
}
