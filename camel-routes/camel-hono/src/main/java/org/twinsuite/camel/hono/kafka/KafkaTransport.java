package org.twinsuite.camel.hono.kafka;

import org.twinsuite.camel.hono.CommandTransport;
import org.twinsuite.camel.hono.HonoConfiguration;
import org.twinsuite.camel.hono.HonoTransport;
import org.twinsuite.camel.hono.HonoTransportProvider;
import org.twinsuite.camel.hono.MessageSource;

/** Hono over Kafka. */
public final class KafkaTransport implements HonoTransportProvider {

  @Override
  public HonoTransport transport() {
    return HonoTransport.kafka;
  }

  @Override
  public void validate(HonoConfiguration options) {
    if (options.getBootstrapServers() == null || options.getBootstrapServers().isBlank()) {
      throw new IllegalArgumentException(
          "no messaging network is configured: set the option bootstrapServers");
    }
  }

  @Override
  public String serviceUrl(HonoConfiguration options) {
    return options.getBootstrapServers();
  }

  @Override
  public MessageSource source(SourceContext context) {
    return new KafkaMessageSource(context);
  }

  @Override
  public CommandTransport commands(CommandContext context) {
    return new KafkaCommands(context);
  }
}
