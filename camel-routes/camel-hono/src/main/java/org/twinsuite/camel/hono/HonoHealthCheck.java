package org.twinsuite.camel.hono;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.twinsuite.camel.hono.kafka.PollState;

/** UP while a consumer is connected to a broker, whether or not its topic exists already. */
final class HonoHealthCheck extends AbstractHealthCheck {

  private final Supplier<PollState> state;
  private final HonoEndpoint endpoint;

  private HonoHealthCheck(String id, HonoEndpoint endpoint, Supplier<PollState> state) {
    super("camel", id);
    this.endpoint = endpoint;
    this.state = state;
  }

  /** Registers a check; returns {@code null} when health checks are off. */
  static HonoHealthCheck register(HonoEndpoint endpoint, String name, Supplier<PollState> state) {
    WritableHealthCheckRepository repository = repository(endpoint);
    if (repository == null) {
      return null;
    }
    HonoHealthCheck check = new HonoHealthCheck("consumer:hono-" + name, endpoint, state);
    check.setEnabled(endpoint.getComponent().isHealthCheckConsumerEnabled());
    repository.addHealthCheck(check);
    return check;
  }

  static void unregister(HonoEndpoint endpoint, HonoHealthCheck check) {
    WritableHealthCheckRepository repository = repository(endpoint);
    if (repository != null && check != null) {
      repository.removeHealthCheck(check);
    }
  }

  private static WritableHealthCheckRepository repository(HonoEndpoint endpoint) {
    return HealthCheckHelper.getHealthCheckRepository(
        endpoint.getCamelContext(), "components", WritableHealthCheckRepository.class);
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    PollState now = state.get();
    builder.detail("kafka.servers", endpoint.getConfiguration().getBootstrapServers());
    builder.detail("kafka.topic", endpoint.getChannel().topic(endpoint.getTenant()));
    builder.detail("kafka.partitions", now.partitions());
    if (now.connected()) {
      builder.up();
    } else {
      builder.down().message("Not connected to Kafka: " + now.reason());
    }
  }
}
