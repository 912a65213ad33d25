package org.twinsuite.pipeline.action;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.twinsuite.camel.hono.HonoCommandException;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.IngestOptions;
import org.twinsuite.pipeline.order.ActionExecutor;
import org.twinsuite.pipeline.order.MaintenancePatch;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.rules.action.DeviceCommand;

/**
 * Sends one-way commands to devices through Hono. A command that was sent just before a crash is
 * sent again under the same correlation id.
 */
public final class DeviceCommands implements ActionExecutor<DeviceCommand> {
  private static final String SYSTEM = "hono";
  private final ProducerTemplate template;
  private final String brokers;
  private final List<String> tenants;

  public DeviceCommands(CamelContext camel, AppConfig config) {
    this.template = camel.createProducerTemplate();
    this.brokers = config.get(IngestOptions.KAFKA);
    this.tenants = config.get(IngestOptions.TENANTS);
  }

  @Override
  public String systemOf(DeviceCommand command) {
    return SYSTEM;
  }

  @Override
  public MaintenancePatch execute(DeviceCommand command, OutboxItem item) {
    String tenant = tenantOf(command.thingId());
    Map<String, Object> headers =
        Map.of(
            HonoConstants.DEVICE_ID,
            command.thingId(),
            HonoConstants.SUBJECT,
            command.command(),
            HonoConstants.CONTENT_TYPE,
            "application/json",
            HonoConstants.CORRELATION_ID,
            command.key());
    Exchange answer =
        template.send(
            "hono:command/" + tenant + "?bootstrapServers=" + brokers,
            exchange -> {
              exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
              exchange
                  .getMessage()
                  .setBody(
                      command.payload() == null
                          ? null
                          : command.payload().getBytes(StandardCharsets.UTF_8));
            });
    Exception failed = answer.getException();
    if (failed instanceof HonoCommandException refused && refused.status() < 500) {
      throw new RejectedByTarget(SYSTEM, refused.status(), null, null, refused.reason());
    }
    if (failed != null) {
      throw new RetryableFailure(SYSTEM, 0, String.valueOf(failed.getMessage()), null, failed);
    }
    return null;
  }

  /** A tenant is the namespace of its things; a single tenant has those of every namespace. */
  private String tenantOf(String thingId) {
    String namespace = thingId.substring(0, thingId.indexOf(':'));
    if (tenants.contains(namespace)) {
      return namespace;
    }
    if (tenants.size() == 1) {
      return tenants.get(0);
    }
    throw RejectedByTarget.beforeSending(
        SYSTEM,
        "thingId",
        "no tenant of "
            + IngestOptions.TENANTS.name()
            + " is called "
            + namespace
            + ", the namespace of the thing; configured are "
            + tenants);
  }
}
