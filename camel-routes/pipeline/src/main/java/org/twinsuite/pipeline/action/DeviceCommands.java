package org.twinsuite.pipeline.action;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.twinsuite.camel.hono.CommandOutcome;
import org.twinsuite.camel.hono.HonoCommandException;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.IngestOptions;
import org.twinsuite.pipeline.order.ActionExecutor;
import org.twinsuite.pipeline.order.CommandFailedException;
import org.twinsuite.pipeline.order.MaintenancePatch;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.rules.action.CommandConfirmation;
import org.twinsuite.rules.action.DeviceCommand;
import org.twinsuite.rules.action.Undelivered;

/**
 * Sends commands to devices through Hono. A command counts as done when its device answered with a
 * success; one-way only where the rule asks for it, and then it counts as sent, not as done. It is
 * sent again under the same correlation id, so that a late answer is the answer.
 */
public final class DeviceCommands implements ActionExecutor<DeviceCommand> {
  private static final String SYSTEM = "hono";
  private static final int DETAIL_LENGTH = 200;
  private final ProducerTemplate template;
  private final String brokers;
  private final List<String> tenants;
  private final Duration timeout;
  private final Outbox outbox;

  public DeviceCommands(CamelContext camel, AppConfig config, Outbox outbox) {
    this.template = camel.createProducerTemplate();
    this.brokers = config.get(IngestOptions.KAFKA);
    this.tenants = config.get(IngestOptions.TENANTS);
    this.timeout = config.get(ActionOptions.COMMAND_TIMEOUT);
    this.outbox = outbox;
  }

  @Override
  public String systemOf(DeviceCommand command) {
    return SYSTEM;
  }

  @Override
  public MaintenancePatch execute(DeviceCommand command, OutboxItem item) {
    Exchange sent =
        template.send(
            "hono:command/%s?bootstrapServers=%s&requestTimeout=%d"
                .formatted(tenantOf(command.thingId()), brokers, timeout.toMillis()),
            exchange -> fill(exchange, command));
    String name = sent.getMessage().getHeader(HonoConstants.COMMAND_OUTCOME, String.class);
    Exception failure = sent.getException();
    if (name == null || failure != null && !(failure instanceof HonoCommandException)) {
      throw new RetryableFailure(
          SYSTEM, 0, failure == null ? "no outcome" : text(failure.getMessage()), null, failure);
    }
    CommandOutcome outcome = CommandOutcome.valueOf(name);
    int status = status(sent, failure);
    String detail = detail(sent, failure);
    String told = told(outcome, status);
    outbox.outcome(item.id(), told);
    MaintenancePatch patch =
        MaintenancePatch.of(
            command,
            outcome.name().toLowerCase(java.util.Locale.ROOT),
            status,
            detail,
            Instant.now());
    if (outcome == CommandOutcome.ACCEPTED || outcome == CommandOutcome.SENT) {
      return patch;
    }
    boolean retry =
        outcome != CommandOutcome.REJECTED && command.undelivered() == Undelivered.RETRY;
    String reason = command.command() + ": " + told + (detail == null ? "" : ": " + detail);
    throw new CommandFailedException(reason, patch, retry);
  }

  private static void fill(Exchange exchange, DeviceCommand command) {
    exchange.setPattern(
        command.confirm() == CommandConfirmation.NONE
            ? ExchangePattern.InOnly
            : ExchangePattern.InOut);
    Message message = exchange.getMessage();
    message.setHeader(HonoConstants.DEVICE_ID, command.thingId());
    message.setHeader(HonoConstants.SUBJECT, command.command());
    message.setHeader(HonoConstants.CONTENT_TYPE, "application/json");
    message.setHeader(HonoConstants.CORRELATION_ID, command.key());
    message.setBody(
        command.payload() == null ? null : command.payload().getBytes(StandardCharsets.UTF_8));
  }

  private static int status(Exchange sent, Exception failure) {
    return failure instanceof HonoCommandException command
        ? command.status()
        : sent.getMessage().getHeader(HonoConstants.STATUS, 0, Integer.class);
  }

  private static String told(CommandOutcome outcome, int status) {
    return switch (outcome) {
      case SENT -> "sent, not confirmed";
      case ACCEPTED -> "accepted by the device (" + status + ")";
      case REJECTED -> "rejected (" + status + ")";
      case NO_CONSUMER -> "the device is not connected or does not listen (" + status + ")";
      case TIMED_OUT -> "the device did not answer in time; it may still carry it out";
      case FAILED -> "failed (" + status + ")";
    };
  }

  /** What the device, or Hono, said. */
  private static String detail(Exchange sent, Exception failure) {
    if (failure instanceof HonoCommandException command) {
      return text(command.reason());
    }
    byte[] body = sent.getMessage().getBody(byte[].class);
    boolean answered = sent.getMessage().getHeader(HonoConstants.STATUS) != null;
    return answered && body != null && body.length > 0
        ? text(new String(body, StandardCharsets.UTF_8))
        : null;
  }

  private static String text(String text) {
    String given = String.valueOf(text);
    return given.codePointCount(0, given.length()) > DETAIL_LENGTH
        ? given.substring(0, given.offsetByCodePoints(0, DETAIL_LENGTH))
        : given;
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
