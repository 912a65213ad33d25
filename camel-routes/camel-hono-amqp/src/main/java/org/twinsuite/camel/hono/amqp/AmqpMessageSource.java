package org.twinsuite.camel.hono.amqp;

import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonQoS;
import io.vertx.proton.ProtonReceiver;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.message.Message;
import org.twinsuite.camel.hono.ConnectionState;
import org.twinsuite.camel.hono.HonoConfiguration;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.camel.hono.HonoEndpoint;
import org.twinsuite.camel.hono.HonoTransportProvider.SourceContext;
import org.twinsuite.camel.hono.MessageSource;
import org.twinsuite.camel.hono.dispatch.Attempt;
import org.twinsuite.camel.hono.dispatch.ConsumerFigures;
import org.twinsuite.camel.hono.dispatch.OrderedDispatcher;
import org.twinsuite.camel.hono.dispatch.Outcome;
import org.twinsuite.camel.hono.dispatch.Result;

/**
 * Telemetry or events of a tenant over AMQP 1.0; what is done is settled. The peer may send as many
 * messages as there is credit for; credit is given while there is room for messages and bytes.
 */
final class AmqpMessageSource implements MessageSource, AmqpConnection.Listener {

  /** More than this is never asked for at once, so that large messages cannot fill the memory. */
  private static final int MOST_CREDIT = 100;

  /** Of properties and bookkeeping, beside the payload. */
  private static final int MESSAGE_OVERHEAD = 512;

  /** A message on one attachment of the link; a later attachment gets it again. */
  private record Received(ProtonReceiver link, ProtonDelivery delivery, Message message) {}

  private final HonoEndpoint endpoint;
  private final HonoConfiguration options;
  private final RemoteContainer remote;
  private final String address;
  private final Route route;
  private final ConsumerFigures figures;
  private final AmqpMessage messages = new AmqpMessage(InstantSource.system());
  private final AmqpConnection connection;
  private final OrderedDispatcher<Received> dispatcher;
  private volatile ProtonReceiver attached;

  // event loop only
  private int credit;
  private int held;
  private long heldBytes;

  /**
   * @throws IOException when the trust or key store cannot be read
   */
  AmqpMessageSource(SourceContext context) throws IOException {
    endpoint = context.endpoint();
    options = endpoint.getConfiguration();
    remote = RemoteContainer.of(options, endpoint.getCamelContext());
    address = endpoint.getChannel().address(endpoint.getTenant());
    route = context.route();
    figures = context.figures();
    dispatcher =
        new OrderedDispatcher<>(
            options.limits(),
            options.retryPolicy(options.getParkingUri() == null),
            this::handle,
            this::settle,
            context.workers(),
            context.timer(),
            figures);
    connection = AmqpConnection.of(remote, options, endpoint.getComponent().vertx(), this);
  }

  private void handle(
      Received received, Attempt attempt, java.util.function.Consumer<Result> done) {
    route.deliver(
        message -> messages.fill(message, received.message(), address, endpoint.getTenant()),
        attempt,
        (message, failure) -> done.accept(result(message, failure)));
  }

  private static Result result(org.apache.camel.Message message, Throwable failure) {
    if (failure != null) {
      return Result.failed(failure);
    }
    String outcome = message.getHeader(HonoConstants.OUTCOME, String.class);
    return HonoConstants.REJECTED.equals(outcome) ? Result.rejected() : Result.completed();
  }

  @Override
  public void open() {
    connection.open();
  }

  /** Gives exchanges under way some time, settles them and closes; the rest is given back. */
  @Override
  public void close() {
    ProtonReceiver link = attached;
    if (link != null) {
      if (dispatcher.drain(List.of(link), Duration.ofMillis(options.getDrainTimeout()))) {
        dispatcher.release(List.of(link));
      }
    }
    dispatcher.forgetAll();
    connection.close();
  }

  @Override
  public void opened(ProtonConnection opened) {
    ProtonReceiver link = opened.createReceiver(address);
    link.setAutoAccept(false);
    link.setPrefetch(0);
    link.setQoS(ProtonQoS.AT_LEAST_ONCE);
    link.handler((delivery, message) -> received(new Received(link, delivery, message)));
    link.openHandler(
        result -> {
          if (result.failed() || link.getRemoteSource() == null) {
            connection.fail("link to " + address + " refused" + cause(result.cause()));
          } else {
            credit = 0;
            held = 0;
            heldBytes = 0;
            attached = link;
            replenish(link);
          }
        });
    link.closeHandler(
        result -> connection.fail("link to " + address + " closed" + cause(result.cause())));
    link.detachHandler(
        result -> connection.fail("link to " + address + " detached" + cause(result.cause())));
    link.open();
  }

  private static String cause(Throwable cause) {
    return cause == null ? "" : ": " + cause.getMessage();
  }

  @Override
  public void lost(String reason) {
    ProtonReceiver gone = attached;
    attached = null;
    if (gone != null) {
      dispatcher.forget(List.of(gone));
      figures.lag(dispatcher.pending());
    }
  }

  private void received(Received received) {
    credit--;
    held++;
    heldBytes += size(received);
    dispatcher.accept(
        received.link(), AmqpMessage.device(received.message()), size(received), received);
    figures.lag(dispatcher.pending());
    replenish(received.link());
  }

  private static long size(Received received) {
    byte[] payload = AmqpMessage.payload(received.message());
    return MESSAGE_OVERHEAD + (payload == null ? 0 : payload.length);
  }

  private void settle(Received received, Outcome outcome) {
    connection.run(
        () -> {
          if (received.link() == attached && received.link().isOpen()) {
            received.delivery().disposition(Dispositions.of(outcome), true);
            held--;
            heldBytes -= size(received);
            figures.lag(held);
            replenish(received.link());
          }
        });
  }

  private void replenish(ProtonReceiver link) {
    int room = Math.min(MOST_CREDIT, options.getMaxInFlight() - held) - credit;
    if (room > 0 && heldBytes < options.getMaxInFlightBytes()) {
      credit += room;
      link.flow(room);
    }
  }

  @Override
  public ConnectionState state() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("amqp.peer", remote.toString());
    details.put("amqp.address", address);
    details.put("amqp.held", figures.lag());
    String broken = connection.reason();
    String reason = broken == null && attached == null ? "link not attached" : broken;
    Duration limit = Duration.ofMillis(options.getStallTimeout());
    String stall =
        limit.isZero() ? null : dispatcher.stalled(limit).map(Object::toString).orElse(null);
    return new ConnectionState(attached != null, reason, stall, details);
  }
}
