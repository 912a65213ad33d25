package org.twinsuite.camel.ditto;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** UP while the connection to Ditto is open and what was subscribed is confirmed. */
final class DittoHealthCheck extends AbstractHealthCheck {

  private final BooleanSupplier connected;
  private final String address;

  private DittoHealthCheck(String id, String address, BooleanSupplier connected) {
    super("camel", id);
    this.address = address;
    this.connected = connected;
  }

  /** Registers a check of a consumer; returns {@code null} when health checks are off. */
  static DittoHealthCheck register(DittoEndpoint endpoint, String name, BooleanSupplier connected) {
    return add(
        endpoint,
        "components",
        "consumer:ditto-" + name,
        endpoint.getComponent().isHealthCheckConsumerEnabled(),
        connected);
  }

  /** Registers a check of a producer; returns {@code null} when health checks are off. */
  static DittoHealthCheck registerProducer(DittoEndpoint endpoint, BooleanSupplier connected) {
    return add(
        endpoint,
        "producers",
        "producer:ditto-" + Integer.toHexString(System.identityHashCode(connected)),
        endpoint.getComponent().isHealthCheckProducerEnabled(),
        connected);
  }

  private static DittoHealthCheck add(
      DittoEndpoint endpoint, String kind, String id, boolean enabled, BooleanSupplier connected) {
    WritableHealthCheckRepository repository = repository(endpoint, kind);
    if (repository == null) {
      return null;
    }
    DittoHealthCheck check =
        new DittoHealthCheck(id, endpoint.getConfiguration().getUrl(), connected);
    check.setEnabled(enabled);
    repository.addHealthCheck(check);
    return check;
  }

  static void unregister(DittoEndpoint endpoint, String kind, DittoHealthCheck check) {
    WritableHealthCheckRepository repository = repository(endpoint, kind);
    if (repository != null && check != null) {
      repository.removeHealthCheck(check);
    }
  }

  private static WritableHealthCheckRepository repository(DittoEndpoint endpoint, String id) {
    return HealthCheckHelper.getHealthCheckRepository(
        endpoint.getCamelContext(), id, WritableHealthCheckRepository.class);
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    builder.detail("ditto.url", address);
    if (connected.getAsBoolean()) {
      builder.up();
    } else {
      builder.down().message("No confirmed connection to Ditto");
    }
  }
}
