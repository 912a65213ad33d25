package org.twinsuite.camel.ditto;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** UP while the connection to Ditto is open and what was subscribed is confirmed. */
final class DittoHealthCheck extends AbstractHealthCheck {

  private final Supplier<String> problem;
  private final String address;

  /**
   * @param problem why the check is DOWN; {@code null} while there is no reason
   */
  private DittoHealthCheck(String id, String address, Supplier<String> problem) {
    super("camel", id);
    this.address = address;
    this.problem = problem;
  }

  /** The check of a consumer; Camel's repository of consumer checks asks the consumer for it. */
  static DittoHealthCheck ofConsumer(
      DittoEndpoint endpoint, String route, Supplier<String> problem) {
    DittoHealthCheck check =
        new DittoHealthCheck("consumer:ditto-" + route, address(endpoint), problem);
    check.setCamelContext(endpoint.getCamelContext());
    check.setEnabled(endpoint.getComponent().isHealthCheckConsumerEnabled());
    return check;
  }

  /** Registers a check of a producer; returns {@code null} when health checks are off. */
  static DittoHealthCheck registerProducer(DittoEndpoint endpoint, BooleanSupplier connected) {
    WritableHealthCheckRepository repository = producers(endpoint);
    if (repository == null) {
      return null;
    }
    String id = "producer:ditto-" + Integer.toHexString(System.identityHashCode(connected));
    DittoHealthCheck check = new DittoHealthCheck(id, address(endpoint), problem(connected));
    check.setCamelContext(endpoint.getCamelContext());
    check.setEnabled(endpoint.getComponent().isHealthCheckProducerEnabled());
    repository.addHealthCheck(check);
    return check;
  }

  /** DOWN without a connection. */
  static Supplier<String> problem(BooleanSupplier connected) {
    return () -> connected.getAsBoolean() ? null : "No confirmed connection to Ditto";
  }

  static void unregisterProducer(DittoEndpoint endpoint, DittoHealthCheck check) {
    WritableHealthCheckRepository repository = producers(endpoint);
    if (repository != null && check != null) {
      repository.removeHealthCheck(check);
    }
  }

  private static WritableHealthCheckRepository producers(DittoEndpoint endpoint) {
    return HealthCheckHelper.getHealthCheckRepository(
        endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
  }

  private static String address(DittoEndpoint endpoint) {
    return endpoint.getConfiguration().getUrl();
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    builder.detail("ditto.url", address);
    String found = problem.get();
    if (found == null) {
      builder.up();
    } else {
      builder.down().message(found);
    }
  }
}
