package org.twinsuite.camel.hono.kafka;

import io.vertx.core.Vertx;
import io.vertx.kafka.client.common.TopicPartition;
import io.vertx.kafka.client.common.impl.Helper;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.hono.client.kafka.consumer.AsyncHandlingAutoCommitKafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.hono.dispatch.OrderedDispatcher;

/**
 * Hono's consumer, which polls, tracks and commits, with what it lacks: no exchange begins in a
 * partition that is revoked, and what was never begun there does not count as handled.
 */
final class HonoRecordConsumer extends AsyncHandlingAutoCommitKafkaConsumer<byte[]> {

  private static final Logger LOG = LoggerFactory.getLogger(HonoRecordConsumer.class);

  /** Of key, headers and bookkeeping, beside the payload. */
  private static final int RECORD_OVERHEAD = 512;

  private final OrderedDispatcher<ConsumerRecord<String, byte[]>> dispatcher;
  private final OpenRecords open;
  private final String topic;
  private final Duration drainTimeout;
  private final Runnable onUnassigned;

  /**
   * @param config for Hono's consumer; the Kafka client itself comes from {@code clients}
   * @param onUnassigned called on the poll thread when no partition is assigned any longer
   */
  HonoRecordConsumer(
      Vertx vertx,
      String topic,
      Map<String, String> config,
      Supplier<Consumer<String, byte[]>> clients,
      OrderedDispatcher<ConsumerRecord<String, byte[]>> dispatcher,
      OpenRecords open,
      Duration drainTimeout,
      Runnable onUnassigned) {
    super(
        vertx,
        Set.of(topic),
        record -> {
          ConsumerRecord<String, byte[]> received = record.record();
          var partition =
              new org.apache.kafka.common.TopicPartition(received.topic(), received.partition());
          var handled = open.add(partition, received.offset());
          dispatcher.accept(partition, received.key(), size(received), received);
          return handled;
        },
        config);
    this.dispatcher = dispatcher;
    this.open = open;
    this.topic = topic;
    this.drainTimeout = drainTimeout;
    this.onUnassigned = onUnassigned;
    setKafkaConsumerSupplier(clients);
    setRespectTtl(false);
  }

  private static long size(ConsumerRecord<String, byte[]> record) {
    return RECORD_OVERHEAD + Math.max(0, record.serializedValueSize());
  }

  @Override
  protected void onPartitionsAssignedBlocking(Set<TopicPartition> partitions) {
    super.onPartitionsAssignedBlocking(partitions);
    var assigned = getUnderlyingConsumer().assignment();
    dispatcher.forget(Helper.to(partitions));
    open.assigned(Helper.to(partitions), assigned);
    if (assigned.isEmpty()) {
      onUnassigned.run();
    }
  }

  /** Waits for exchanges under way itself: the base class would wait for those not begun, too. */
  @Override
  protected void onPartitionsRevokedBlocking(Set<TopicPartition> partitions) {
    var revoked = Helper.to(partitions);
    if (!dispatcher.drain(revoked, drainTimeout)) {
      LOG.info("Exchanges of {} still under way after {}: they come again", topic, drainTimeout);
    }
    try {
      super.onPartitionsRevokedBlocking(partitions);
    } finally {
      dispatcher.forget(revoked);
    }
  }

  @Override
  protected void onPartitionsLostBlocking(Set<TopicPartition> partitions) {
    super.onPartitionsLostBlocking(partitions);
    dispatcher.forget(Helper.to(partitions));
  }
}
