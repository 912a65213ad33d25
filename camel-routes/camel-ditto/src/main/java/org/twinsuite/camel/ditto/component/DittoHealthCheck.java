package org.twinsuite.camel.ditto.component;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** UP while the connection to Ditto is open and what was subscribed is confirmed. */
final class DittoHealthCheck extends AbstractHealthCheck {

  /**
   * Why a check is DOWN.
   *
   * @param reason behind it; {@code null} when unknown
   */
  record Problem(String message, String reason) {

    static Problem unconnected(String reason) {
      return new Problem("No confirmed connection to Ditto", reason);
    }
  }

  private final Supplier<Problem> problem;
  private final String address;

  /**
   * @param problem why the check is DOWN; {@code null} while there is no reason
   */
  private DittoHealthCheck(String id, String address, Supplier<Problem> problem) {
    super("camel", id);
    this.address = address;
    this.problem = problem;
  }

  /** The check of a consumer; Camel's repository of consumer checks asks the consumer for it. */
  static DittoHealthCheck ofConsumer(
      DittoEndpoint endpoint, String route, Supplier<Problem> problem) {
    DittoHealthCheck check =
        new DittoHealthCheck("consumer:ditto-" + route, address(endpoint), problem);
    check.setCamelContext(endpoint.getCamelContext());
    check.setEnabled(endpoint.getComponent().isHealthCheckConsumerEnabled());
    return check;
  }

  /** Registers a check of a producer; returns {@code null} when health checks are off. */
  static DittoHealthCheck registerProducer(DittoEndpoint endpoint, Supplier<Problem> problem) {
    WritableHealthCheckRepository repository = producers(endpoint);
    if (repository == null) {
      return null;
    }
    String id = "producer:ditto-" + Integer.toHexString(System.identityHashCode(problem));
    DittoHealthCheck check = new DittoHealthCheck(id, address(endpoint), problem);
    check.setCamelContext(endpoint.getCamelContext());
    check.setEnabled(endpoint.getComponent().isHealthCheckProducerEnabled());
    repository.addHealthCheck(check);
    return check;
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
    Problem found = problem.get();
    if (found == null) {
      builder.up();
    } else {
      builder.down().message(found.message());
      if (found.reason() != null) {
        builder.detail("ditto.problem", found.reason());
      }
    }
  }
}
