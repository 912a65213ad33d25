package org.twinsuite.camel.hono;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Message;
import org.twinsuite.camel.hono.amqp.AmqpReceiver;
import org.twinsuite.camel.hono.amqp.AmqpReceiver.Result;
import org.twinsuite.camel.hono.amqp.Peer;
import org.twinsuite.camel.hono.flow.Backoff;
import org.twinsuite.camel.hono.flow.ConsumerFigures;

/** Telemetry or events of a tenant over AMQP 1.0; what is done is settled. */
final class AmqpInflow implements Inflow {

  private final HonoConfiguration options;
  private final Peer peer;
  private final String address;
  private final ConsumerFigures figures;
  private final AmqpReceiver receiver;

  AmqpInflow(
      HonoEndpoint endpoint,
      ExecutorService workers,
      ScheduledExecutorService timer,
      Route route,
      ConsumerFigures figures)
      throws IOException {
    this.options = endpoint.getConfiguration();
    this.peer = Peer.of(options, endpoint.getCamelContext());
    this.address = endpoint.getChannel().address(endpoint.getTenant());
    this.figures = figures;
    this.receiver =
        new AmqpReceiver(
            peer,
            options,
            address,
            endpoint.getTenant(),
            options.getMaxInFlight(),
            new Backoff(options.getRedeliveryDelay(), options.getMaximumRedeliveryDelay()),
            (fill, redeliveries, done) ->
                route.deliver(
                    fill,
                    redeliveries,
                    (message, failure) -> done.accept(result(message, failure))),
            workers,
            timer,
            figures);
  }

  private static Result result(Message message, Throwable failure) {
    if (failure != null) {
      return Result.FAILED;
    }
    String outcome = message.getHeader(HonoConstants.OUTCOME, String.class);
    return HonoConstants.REJECTED.equals(outcome) ? Result.REJECTED : Result.COMPLETED;
  }

  @Override
  public void open() {
    receiver.open();
  }

  @Override
  public void close() {
    receiver.close(Duration.ofMillis(options.getDrainTimeout()));
  }

  @Override
  public ConnectionState state() {
    return new ConnectionState(
        receiver.attached(),
        receiver.reason(),
        Map.of("amqp.peer", peer.toString(), "amqp.address", address, "amqp.held", figures.lag()));
  }
}
