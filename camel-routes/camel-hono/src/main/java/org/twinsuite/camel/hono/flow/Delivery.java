package org.twinsuite.camel.hono.flow;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record on its way, and how often it failed. */
record Delivery(PartitionFlow flow, ConsumerRecord<String, byte[]> record, int failures) {

  Delivery failedOnceMore() {
    return new Delivery(flow, record, failures + 1);
  }
}
