package org.twinsuite.camel.ditto.internal.websocket;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.ditto.internal.protocol.WellFormed;
import org.twinsuite.camel.ditto.internal.transport.ConnectionSettings;

/** One WebSocket connection from its opening to its end. */
public class SocketSession implements WebSocket.Listener {

  private final DittoSocket owner;
  private final ConnectionSettings options;
  private final StringBuilder parts = new StringBuilder();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong demand = new AtomicLong();
  private final AtomicLong unsent = new AtomicLong();
  private volatile WebSocket socket;
  private volatile long lastHeard = System.nanoTime();
  private CompletableFuture<?> lastSent = CompletableFuture.completedFuture(null);

  SocketSession(DittoSocket owner, ConnectionSettings options) {
    this.owner = owner;
    this.options = options;
  }

  /** Allows that many further messages. */
  public void request(int messages) {
    if (demand.getAndAdd(messages) == 0) {
      lastHeard = System.nanoTime();
    }
    socket.request(messages);
  }

  /**
   * Sends one message after those sent before. A text that cannot be sent fails alone; when sending
   * fails for another reason the state of the connection is unknown, and another one is opened.
   *
   * @return fails with {@link IllegalArgumentException} when UTF-8 cannot carry the text, with
   *     {@link DittoUnavailableException} when too much waits to be sent
   */
  public CompletableFuture<?> send(String text) {
    if (!WellFormed.isText(text)) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException("The message's text is not well-formed; nothing was sent"));
    }
    if (unsent.addAndGet(text.length()) > options.maxUnsent() && unsent.get() > text.length()) {
      unsent.addAndGet(-text.length());
      return CompletableFuture.failedFuture(
          new DittoUnavailableException(
              options.maxUnsent()
                  + " characters wait to be sent already, Ditto reads too slowly; nothing was"
                  + " sent"));
    }
    CompletableFuture<?> sent;
    synchronized (this) {
      sent =
          lastSent.handle((before, failure) -> null).thenCompose(go -> socket.sendText(text, true));
      lastSent = sent;
    }
    sent.whenComplete(
        (done, failure) -> {
          unsent.addAndGet(-text.length());
          if (failure != null) {
            fail(new DittoUnavailableException("A message could not be sent", failure));
          }
        });
    return sent;
  }

  void ping() {
    socket.sendPing(ByteBuffer.allocate(0));
  }

  /** How long nothing was heard although we listened. */
  long silentMillis() {
    return demand.get() <= 0 ? 0 : (System.nanoTime() - lastHeard) / 1_000_000;
  }

  void close() {
    over.set(true);
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((s, e) -> socket.abort());
  }

  /** Gives this connection up; the owner opens another. */
  public void fail(Throwable cause) {
    if (over.compareAndSet(false, true)) {
      socket.abort();
      owner.lost(cause);
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    owner.opened(this);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    lastHeard = System.nanoTime();
    if (over.get()) {
      return null;
    }
    if (last && parts.isEmpty()) {
      demand.decrementAndGet();
      owner.message(this, data.toString());
      return null;
    }
    parts.append(data);
    if (parts.length() > options.maxMessageSize()) {
      fail(
          new DittoUnavailableException(
              "A message is longer than maxMessageSize " + options.maxMessageSize()));
      return null;
    }
    if (last) {
      demand.decrementAndGet();
      String text = parts.toString();
      parts.setLength(0);
      owner.message(this, text);
    } else {
      from.request(1);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    lastHeard = System.nanoTime();
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    fail(new DittoUnavailableException("Ditto closed the connection: " + status + " " + reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    fail(failure);
  }
}
