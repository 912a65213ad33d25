package org.twinsuite.camel.hono;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.twinsuite.camel.hono.dispatch.ConsumerFigures;

/**
 * One of Hono's messaging networks. Implementations are found with {@link java.util.ServiceLoader};
 * one whose jar is not on the class path is not there.
 */
public interface HonoTransportProvider {

  /**
   * What a consumer gives its source.
   *
   * @param owner for the names of threads
   * @param workers run exchanges
   * @param timer runs redeliveries; its tasks must not block
   */
  record SourceContext(
      HonoEndpoint endpoint,
      Object owner,
      ExecutorService workers,
      ScheduledExecutorService timer,
      MessageSource.Route route,
      ConsumerFigures figures) {}

  /**
   * What a producer gives its transport.
   *
   * @param timeout for the outcome of a command
   * @param responses takes every response that was read
   */
  record CommandContext(
      HonoEndpoint endpoint, Duration timeout, Consumer<CommandResponse> responses) {}

  /** Which one it is. */
  HonoTransport transport();

  /**
   * Checks options when an endpoint is made.
   *
   * @throws IllegalArgumentException naming the option that is missing or wrong
   */
  void validate(HonoConfiguration options);

  /** Where the messaging network is, e.g. its host; shown by Camel's tools. */
  String serviceUrl(HonoConfiguration options);

  /**
   * Makes the source of a consumer; it is opened by the caller.
   *
   * @throws IOException when e.g. a key store cannot be read
   */
  MessageSource source(SourceContext context) throws IOException;

  /**
   * Makes the sender of a producer; it is opened by the caller.
   *
   * @throws IOException when e.g. a key store cannot be read
   */
  CommandTransport commands(CommandContext context) throws IOException;
}
