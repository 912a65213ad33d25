package org.twinsuite.camel.hono.amqp;

import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonQoS;
import io.vertx.proton.ProtonReceiver;
import io.vertx.proton.ProtonSender;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.twinsuite.camel.hono.CommandResponse;
import org.twinsuite.camel.hono.CommandTarget;
import org.twinsuite.camel.hono.CommandTransport;
import org.twinsuite.camel.hono.HonoCommandException;
import org.twinsuite.camel.hono.HonoEndpoint;
import org.twinsuite.camel.hono.HonoTransportProvider.CommandContext;
import org.twinsuite.camel.hono.HonoUnavailableException;

/**
 * Commands and responses over AMQP 1.0. A command is sent when Hono has settled it: accepted is
 * success; rejected and released are {@link HonoCommandException}s. Without connection or credit a
 * command waits for them as long as for an answer, and was not sent when that is over.
 */
final class AmqpCommands implements CommandTransport, AmqpConnection.Listener {

  private static final int REJECTED = 400;
  private static final int NOT_DELIVERED = 503;

  private static final class Waiting {

    final org.apache.qpid.proton.message.Message command;
    final CompletableFuture<Void> sent = new CompletableFuture<>();
    volatile boolean transferred;

    Waiting(org.apache.qpid.proton.message.Message command) {
      this.command = command;
    }
  }

  private final String tenant;
  private final String defaultSubject;
  private final Duration timeout;
  private final Consumer<CommandResponse> received;
  private final AmqpConnection connection;
  private final String replyTo;
  private final CompletableFuture<Void> replies = new CompletableFuture<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Set<Waiting> unsettled = new HashSet<>();
  private ProtonConnection current;
  private ProtonSender sender;
  private boolean wantsReplies;

  /**
   * @throws IOException when the trust or key store cannot be read
   */
  AmqpCommands(CommandContext context) throws IOException {
    HonoEndpoint endpoint = context.endpoint();
    this.tenant = endpoint.getTenant();
    this.defaultSubject = endpoint.getConfiguration().getSubject();
    this.timeout = context.timeout();
    this.received = context.responses();
    this.replyTo = "command_response/" + tenant + "/" + UUID.randomUUID();
    this.connection =
        AmqpConnection.of(
            RemoteContainer.of(endpoint.getConfiguration(), endpoint.getCamelContext()),
            endpoint.getConfiguration(),
            endpoint.getComponent().vertx(),
            this);
  }

  @Override
  public void open() {
    connection.open();
  }

  @Override
  public CompletableFuture<Void> send(Message message, String correlationId)
      throws InvalidPayloadException {
    CommandTarget target = CommandTarget.of(message, defaultSubject);
    Waiting command =
        new Waiting(
            CommandMessage.of(
                message,
                target,
                "command/" + tenant + "/" + target.device(),
                correlationId,
                correlationId == null ? null : replyTo));
    connection.run(
        () -> {
          waiting.addLast(command);
          transfer();
        });
    return command
        .sent
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    failure instanceof TimeoutException ? late(command) : failure));
  }

  private Exception late(Waiting command) {
    return command.transferred
        ? new HonoCommandException(
            HonoCommandException.NO_RESPONSE,
            "Hono did not say within " + timeout.toMillis() + " ms whether it was delivered")
        : new HonoUnavailableException(
            "Nobody takes commands over AMQP, nothing was sent: "
                + (connection.connected() ? "no credit" : connection.reason()),
            null);
  }

  @Override
  public CompletableFuture<Void> responses() {
    connection.run(
        () -> {
          if (!wantsReplies) {
            wantsReplies = true;
            attachReplies();
          }
        });
    return replies;
  }

  @Override
  public void close() {
    connection.close();
  }

  @Override
  public void opened(ProtonConnection opened) {
    current = opened;
    ProtonSender link = opened.createSender("command/" + tenant);
    link.setQoS(ProtonQoS.AT_LEAST_ONCE);
    link.setAutoSettle(true);
    link.openHandler(
        result -> {
          if (result.failed() || link.getRemoteTarget() == null) {
            connection.fail("link to command/" + tenant + " refused");
          } else {
            sender = link;
            transfer();
          }
        });
    link.sendQueueDrainHandler(drained -> transfer());
    link.closeHandler(result -> connection.fail("link to command/" + tenant + " closed"));
    link.detachHandler(result -> connection.fail("link to command/" + tenant + " detached"));
    link.open();
    attachReplies();
  }

  private void attachReplies() {
    if (!wantsReplies || current == null) {
      return;
    }
    ProtonReceiver link = current.createReceiver(replyTo);
    link.setQoS(ProtonQoS.AT_LEAST_ONCE);
    link.handler((delivery, message) -> received.accept(CommandMessage.response(message)));
    link.openHandler(
        result -> {
          if (result.failed() || link.getRemoteSource() == null) {
            connection.fail("link to " + replyTo + " refused");
          } else {
            replies.complete(null);
          }
        });
    link.closeHandler(result -> connection.fail("link to " + replyTo + " closed"));
    link.open();
  }

  @Override
  public void lost(String reason) {
    current = null;
    sender = null;
    Set<Waiting> lost = Set.copyOf(unsettled);
    unsettled.clear();
    lost.forEach(
        command ->
            command.sent.completeExceptionally(
                new HonoUnavailableException(
                    "The connection was lost before the outcome; the command may have been"
                        + " delivered: "
                        + reason,
                    null)));
  }

  private void transfer() {
    while (sender != null && !sender.sendQueueFull() && !waiting.isEmpty()) {
      Waiting next = waiting.removeFirst();
      if (!next.sent.isDone()) {
        next.transferred = true;
        unsettled.add(next);
        sender.send(next.command, delivery -> settled(next, delivery));
      }
    }
    waiting.removeIf(command -> command.sent.isDone());
  }

  private void settled(Waiting command, ProtonDelivery delivery) {
    unsettled.remove(command);
    if (delivery.getRemoteState() instanceof Accepted) {
      command.sent.complete(null);
    } else if (delivery.getRemoteState() instanceof Rejected rejected) {
      String why =
          rejected.getError() == null ? "no reason given" : rejected.getError().getDescription();
      command.sent.completeExceptionally(new HonoCommandException(REJECTED, "rejected: " + why));
    } else {
      command.sent.completeExceptionally(
          new HonoCommandException(
              NOT_DELIVERED, "not delivered: the device is not connected or did not take it"));
    }
  }
}
