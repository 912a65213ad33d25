package org.twinsuite.camel.ditto.kafka;

import org.apache.kafka.clients.consumer.Consumer;

/** Whether a Kafka client is connected, as its own metrics tell. */
final class Connections {

  private Connections() {}

  static boolean open(Consumer<String, byte[]> client) {
    return client.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("connection-count"))
        .filter(metric -> metric.metricName().group().equals("consumer-metrics"))
        .anyMatch(metric -> ((Number) metric.metricValue()).doubleValue() > 0);
  }
}
