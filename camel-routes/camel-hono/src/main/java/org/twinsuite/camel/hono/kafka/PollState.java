package org.twinsuite.camel.hono.kafka;

import org.apache.kafka.clients.consumer.Consumer;

/**
 * How a consumer is connected.
 *
 * @param connected whether there is a connection to a broker
 * @param partitions how many partitions are assigned
 * @param reason why there is no connection, null when there is one
 */
public record PollState(boolean connected, int partitions, String reason) {

  static final PollState STARTING = failed("starting");
  static final PollState STOPPED = failed("stopped");

  static PollState failed(String reason) {
    return new PollState(false, 0, reason);
  }

  static PollState of(Consumer<String, byte[]> client) {
    double connections =
        client.metrics().values().stream()
            .filter(metric -> metric.metricName().name().equals("connection-count"))
            .filter(metric -> metric.metricName().group().equals("consumer-metrics"))
            .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
            .sum();
    int partitions = client.assignment().size();
    return connections > 0
        ? new PollState(true, partitions, null)
        : new PollState(false, partitions, "no connection to a broker");
  }
}
