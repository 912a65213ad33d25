package org.twinsuite.camel.hono;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonReceiver;
import io.vertx.proton.ProtonSender;
import io.vertx.proton.ProtonServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.message.Message;

/**
 * Stands for Hono's command endpoint over AMQP 1.0 and the device behind it. What it does with a
 * command follows from the subject.
 */
final class PretendedHono implements AutoCloseable {

  final List<Message> commands = new CopyOnWriteArrayList<>();
  final Map<String, ProtonSender> replies = new ConcurrentHashMap<>();
  private final Vertx vertx = Vertx.vertx();
  private final ProtonServer server;
  private volatile ProtonConnection last;
  volatile boolean credit = true;

  PretendedHono() {
    server = ProtonServer.create(vertx).connectHandler(this::connected);
    var listening = new java.util.concurrent.CompletableFuture<Void>();
    server.listen(0, "127.0.0.1", result -> listening.complete(null));
    listening.join();
  }

  int port() {
    return server.actualPort();
  }

  /** Breaks the connection. */
  void cut() {
    vertx.runOnContext(v -> last.disconnect());
  }

  private void connected(ProtonConnection connection) {
    last = connection;
    connection.sessionOpenHandler(session -> session.open());
    connection.receiverOpenHandler(this::commandLink);
    connection.senderOpenHandler(
        sender -> {
          sender.setSource(sender.getRemoteSource());
          replies.put(sender.getRemoteSource().getAddress(), sender);
          sender.open();
        });
    connection.open();
  }

  private void commandLink(ProtonReceiver link) {
    link.setTarget(link.getRemoteTarget());
    link.setAutoAccept(false);
    link.setPrefetch(0);
    link.handler(this::command);
    link.open();
    if (credit) {
      link.flow(100);
    }
  }

  private void command(ProtonDelivery delivery, Message command) {
    commands.add(command);
    switch (command.getSubject()) {
      case "offline" -> delivery.disposition(Released.getInstance(), true);
      case "malformed" -> {
        Rejected rejected = new Rejected();
        rejected.setError(
            new ErrorCondition(Symbol.valueOf("hono:bad-request"), "the payload is no JSON"));
        delivery.disposition(rejected, true);
      }
      case "unsettled" -> {}
      case "silent", "open" -> delivery.disposition(Accepted.getInstance(), true);
      default -> {
        delivery.disposition(Accepted.getInstance(), true);
        reply(command);
      }
    }
  }

  private void reply(Message command) {
    Message reply = Message.Factory.create();
    reply.setAddress(command.getReplyTo());
    reply.setCorrelationId(
        command.getCorrelationId() == null ? command.getMessageId() : command.getCorrelationId());
    reply.setContentType("text/plain");
    boolean refused = command.getSubject().equals("unknown");
    Map<String, Object> properties = new HashMap<>();
    properties.put("status", refused ? 404 : 200);
    properties.put("device_id", "pump-1");
    reply.setApplicationProperties(new ApplicationProperties(properties));
    reply.setBody(new Data(new Binary((refused ? "no such command" : "done").getBytes(UTF_8))));
    replies.get(command.getReplyTo()).send(reply);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
