package org.twinsuite.camel.hono.flow;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where records go: the route. */
@FunctionalInterface
public interface Handover {

  /**
   * Starts the processing of a record.
   *
   * @param record the record, its value may be null
   * @param redeliveries how often it failed before
   * @param done to be called once, from any thread: with null when the record is done, else with
   *     the reason why it has to come again
   */
  void deliver(ConsumerRecord<String, byte[]> record, int redeliveries, Consumer<Throwable> done);
}
