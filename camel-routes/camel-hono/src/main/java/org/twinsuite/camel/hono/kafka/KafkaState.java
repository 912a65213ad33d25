package org.twinsuite.camel.hono.kafka;

import org.apache.kafka.clients.consumer.Consumer;

/**
 * How a consumer is connected.
 *
 * @param connected whether there is a connection to a broker
 * @param partitions how many partitions are assigned
 * @param reason why there is no connection, null when there is one
 */
record KafkaState(boolean connected, int partitions, String reason) {

  static final KafkaState STARTING = failed("starting");
  static final KafkaState STOPPED = failed("stopped");

  /** There is a broker, and the topic comes with the first message. */
  static final KafkaState WAITING = new KafkaState(true, 0, null);

  static KafkaState failed(String reason) {
    return new KafkaState(false, 0, reason);
  }

  static KafkaState of(Consumer<String, byte[]> client) {
    double connections =
        client.metrics().values().stream()
            .filter(metric -> metric.metricName().name().equals("connection-count"))
            .filter(metric -> metric.metricName().group().equals("consumer-metrics"))
            .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
            .sum();
    int partitions = client.assignment().size();
    return connections > 0
        ? new KafkaState(true, partitions, null)
        : new KafkaState(false, partitions, "no connection to a broker");
  }
}
