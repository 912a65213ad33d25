package org.twinsuite.camel.hono;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.twinsuite.camel.hono.kafka.PollState;

/** UP while a consumer is connected to a broker, whether or not its topic exists already. */
final class HonoHealthCheck extends AbstractHealthCheck {

  private final HonoConsumer consumer;

  HonoHealthCheck(HonoConsumer consumer) {
    super("camel", "consumer:hono-" + consumer.getRouteId());
    this.consumer = consumer;
    setEnabled(consumer.getEndpoint().getComponent().isHealthCheckConsumerEnabled());
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    HonoEndpoint endpoint = consumer.getEndpoint();
    PollState now = consumer.state();
    builder.detail("kafka.servers", endpoint.getConfiguration().getBootstrapServers());
    builder.detail("kafka.topic", endpoint.getChannel().topic(endpoint.getTenant()));
    builder.detail("kafka.partitions", now.partitions());
    builder.detail("kafka.lag", consumer.figures().lag());
    if (now.connected()) {
      builder.up();
    } else {
      builder.down().message("Not connected to Kafka: " + now.reason());
    }
  }
}
