package org.twinsuite.pipeline.action;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.order.ActionExecutor;
import org.twinsuite.pipeline.order.MaintenancePatch;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.rules.action.Notify;

/**
 * Tells people over any Camel endpoint: a log, a webhook, mail. What is for a channel that is not
 * configured stands in the log and on the planner's page, so that nothing waits for it. The body is
 * the text; the headers {@code subject}, {@code thing}, {@code reference} and {@code
 * Idempotency-Key} go with it. After a crash a message may come twice, with the same key.
 */
public final class Notifications implements ActionExecutor<Notify> {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
  private final Map<String, String> channels;
  private final ProducerTemplate template;

  /**
   * @param channels Camel URI by channel name
   * @throws ConfigException naming the option whose URI no component understands
   */
  public Notifications(CamelContext camel, Map<String, String> channels) {
    this.channels = channels;
    this.template = camel.createProducerTemplate();
    channels.forEach(
        (channel, uri) -> {
          try {
            camel.getEndpoint(uri);
          } catch (RuntimeException wrong) {
            // the URI is not told, it may hold a secret
            throw new ConfigException(
                "twinsuite.notify." + channel + " is no Camel URI of log, http, https or smtp(s)");
          }
        });
  }

  @Override
  public String systemOf(Notify notify) {
    return "notify:" + notify.channel();
  }

  @Override
  public MaintenancePatch execute(Notify notify, OutboxItem item) {
    String uri = channels.get(notify.channel());
    if (uri == null) {
      LOG.warn(
          "to {} (twinsuite.notify.{} is not set): {}, correlation id {}",
          notify.channel(),
          notify.channel(),
          notify.text(),
          item.correlationId());
      return null;
    }
    Exchange sent =
        template.send(
            uri,
            exchange -> {
              exchange.getMessage().setBody(notify.text());
              exchange.getMessage().setHeader("subject", "Twinsuite: " + notify.thingId());
              exchange.getMessage().setHeader("thing", notify.thingId());
              exchange.getMessage().setHeader("reference", notify.reference());
              exchange.getMessage().setHeader("Idempotency-Key", notify.key());
              exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
              exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=utf-8");
            });
    if (sent.getException() != null) {
      throw new RetryableFailure(
          systemOf(notify),
          0,
          "channel " + notify.channel() + ": " + reason(sent.getException()),
          null,
          null);
    }
    return null;
  }

  /** The message of most failures names the URI, which may hold a secret; so it is left out. */
  private static String reason(Exception failure) {
    return failure instanceof HttpOperationFailedException refused
        ? "answered " + refused.getStatusCode()
        : failure.getClass().getSimpleName();
  }
}
