package org.twinsuite.camel.ditto.internal.kafka;

import org.apache.kafka.clients.consumer.Consumer;

/** Whether a Kafka client is connected, as its own metrics tell. */
final class ConnectionMetrics {

  private ConnectionMetrics() {}

  static boolean open(Consumer<String, byte[]> client) {
    return client.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("connection-count"))
        .filter(metric -> metric.metricName().group().equals("consumer-metrics"))
        .anyMatch(metric -> ((Number) metric.metricValue()).doubleValue() > 0);
  }
}
