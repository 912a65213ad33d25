package org.twinsuite.camel.hono.amqp;

import java.io.IOException;
import org.twinsuite.camel.hono.CommandTransport;
import org.twinsuite.camel.hono.HonoConfiguration;
import org.twinsuite.camel.hono.HonoTransport;
import org.twinsuite.camel.hono.HonoTransportProvider;
import org.twinsuite.camel.hono.MessageSource;

/** Hono over AMQP 1.0. */
public final class AmqpTransport implements HonoTransportProvider {

  @Override
  public HonoTransport transport() {
    return HonoTransport.amqp;
  }

  @Override
  public void validate(HonoConfiguration options) {
    if (options.getHost() == null || options.getHost().isBlank()) {
      throw new IllegalArgumentException("no messaging network is configured: set the option host");
    }
  }

  @Override
  public String serviceUrl(HonoConfiguration options) {
    return options.getHost();
  }

  @Override
  public MessageSource source(SourceContext context) throws IOException {
    return new AmqpMessageSource(context);
  }

  @Override
  public CommandTransport commands(CommandContext context) throws IOException {
    return new AmqpCommands(context);
  }
}
