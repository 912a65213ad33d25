package org.twinsuite.camel.hono.amqp;

import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonQoS;
import io.vertx.proton.ProtonReceiver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.qpid.proton.message.Message;
import org.twinsuite.camel.hono.AmqpOptions;
import org.twinsuite.camel.hono.flow.Backoff;
import org.twinsuite.camel.hono.flow.ConsumerFigures;

/**
 * A link from one address. The peer may send as many messages as {@code credit} allows; each
 * settled one makes room for another.
 */
public final class AmqpReceiver implements AmqpConnection.Listener {

  /** Starts an exchange. */
  @FunctionalInterface
  public interface Route {

    /**
     * @param fill writes body and headers of the Camel message
     * @param done called once, from any thread
     */
    void deliver(Consumer<org.apache.camel.Message> fill, int redeliveries, Consumer<Result> done);
  }

  /** How an exchange ended. */
  public enum Result {
    COMPLETED,
    /** The route says that the message can never be processed. */
    REJECTED,
    FAILED
  }

  private record Received(ProtonDelivery delivery, Message message) {}

  private final AmqpOptions options;
  private final String address;
  private final String tenant;
  private final int credit;
  private final Backoff redelivery;
  private final Route route;
  private final Executor workers;
  private final ScheduledExecutorService timer;
  private final ConsumerFigures figures;
  private final AmqpMessage messages = new AmqpMessage(InstantSource.system());
  private final AmqpConnection connection;
  private volatile boolean attached;
  private volatile Inbox<Received> inbox;

  /**
   * @param credit how many messages may be here at once
   */
  public AmqpReceiver(
      Peer peer,
      AmqpOptions options,
      String address,
      String tenant,
      int credit,
      Backoff redelivery,
      Route route,
      Executor workers,
      ScheduledExecutorService timer,
      ConsumerFigures figures) {
    this.options = options;
    this.address = address;
    this.tenant = tenant;
    this.credit = credit;
    this.redelivery = redelivery;
    this.route = route;
    this.workers = workers;
    this.timer = timer;
    this.figures = figures;
    this.connection =
        new AmqpConnection(
            peer,
            new Backoff(options.getReconnectDelay(), options.getMaximumReconnectDelay()),
            this);
  }

  public void open() {
    connection.open();
  }

  /** Whether messages can come now. */
  public boolean attached() {
    return attached;
  }

  /** Why none can come, null when they can. */
  public String reason() {
    String broken = connection.reason();
    return broken == null && !attached ? "link not attached" : broken;
  }

  /** Gives exchanges under way some time, settles them and closes; the rest is given back. */
  public void close(Duration timeout) {
    Inbox<Received> current = inbox;
    if (current != null) {
      current.drain(timeout);
    }
    connection.close();
  }

  @Override
  public void opened(ProtonConnection opened) {
    ProtonReceiver link = opened.createReceiver(address);
    Inbox<Received> mine =
        new Inbox<>(
            options.getMaximumRedeliveries(),
            redelivery,
            this::deliver,
            (received, outcome) -> settle(link, received, outcome),
            workers,
            timer,
            figures);
    inbox = mine;
    link.setAutoAccept(false);
    link.setPrefetch(0);
    link.setQoS(ProtonQoS.AT_LEAST_ONCE);
    link.handler(
        (delivery, message) ->
            mine.accept(new Received(delivery, message), AmqpMessage.device(message)));
    link.openHandler(
        result -> {
          if (result.failed() || link.getRemoteSource() == null) {
            connection.fail("link to " + address + " refused" + cause(result.cause()));
          } else {
            attached = true;
            link.flow(credit);
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
    attached = false;
    Inbox<Received> gone = inbox;
    if (gone != null) {
      gone.close();
    }
  }

  private void deliver(Received received, int redeliveries, Consumer<Outcome> done) {
    route.deliver(
        message -> messages.fill(message, received.message(), address, tenant),
        redeliveries,
        result ->
            done.accept(
                switch (result) {
                  case COMPLETED -> Outcome.ACCEPTED;
                  case REJECTED -> Outcome.REJECTED;
                  case FAILED -> Outcome.FAILED;
                }));
  }

  private void settle(ProtonReceiver link, Received received, Outcome outcome) {
    connection.run(
        () -> {
          if (link.isOpen()) {
            received.delivery().disposition(outcome.state(), true);
            link.flow(1);
          }
        });
  }
}
