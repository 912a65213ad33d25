package org.twinsuite.camel.hono;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * UP while a consumer is connected, whether or not its topic exists already, and its messages move.
 */
final class HonoHealthCheck extends AbstractHealthCheck {

  private final HonoConsumer consumer;

  HonoHealthCheck(HonoConsumer consumer) {
    super("camel", "consumer:hono-" + consumer.getRouteId());
    this.consumer = consumer;
    setEnabled(consumer.getEndpoint().getComponent().isHealthCheckConsumerEnabled());
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    ConnectionState now = consumer.state();
    now.details().forEach(builder::detail);
    if (!now.connected()) {
      builder.down().message("Not connected: " + now.reason());
    } else if (now.stall() != null) {
      builder.down().message("Nothing moves: " + now.stall());
    } else {
      builder.up();
    }
  }
}
