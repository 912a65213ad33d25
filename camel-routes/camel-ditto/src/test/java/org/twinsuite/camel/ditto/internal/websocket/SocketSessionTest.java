package org.twinsuite.camel.ditto.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.ditto.internal.order.Backoff;
import org.twinsuite.camel.ditto.internal.transport.ConnectionSettings;

/** A send that fails harms itself only, or the connection is given up and opened again. */
class SocketSessionTest {

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<Throwable> lost = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private final StubSocket socket = new StubSocket();
  private final ConnectionSettings options =
      new ConnectionSettings(
          "http://127.0.0.1:1",
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(1)),
          1_000,
          20);
  private final SocketSession session =
      new SocketSession(new DittoSocket(null, null, options, timer, new Recorder()), options);

  @BeforeEach
  void open() {
    session.onOpen(socket);
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void refusesIllFormedTextAndSendsWhatFollows() {
    // WHEN
    CompletableFuture<?> refused = session.send("\ud83d");
    CompletableFuture<?> next = session.send("next");
    // THEN
    assertThatThrownBy(refused::join).hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(next).isCompleted();
    assertThat(sent).containsExactly("next");
    assertThat(lost).isEmpty();
  }

  @Test
  void givesTheConnectionUpWhenASendFails() {
    // GIVEN a connection whose sends fail
    socket.next = CompletableFuture.failedFuture(new IOException("closed output"));
    // WHEN
    CompletableFuture<?> failed = session.send("one");
    // THEN the owner learns of it, once, and opens another
    assertThat(failed).isCompletedExceptionally();
    assertThat(lost).singleElement().isInstanceOf(DittoUnavailableException.class);
    assertThat(socket.aborted).isTrue();
  }

  @Test
  void givesTheConnectionUpWhenTheSocketThrows() {
    socket.thrown = new IllegalStateException("Send pending");
    assertThat(session.send("one")).isCompletedExceptionally();
    assertThat(lost).hasSize(1);
  }

  @Test
  void boundsWhatWaitsToBeSent() {
    // GIVEN a peer that does not read
    socket.next = new CompletableFuture<>();
    session.send("a text of 18 chars");
    // WHEN more comes
    CompletableFuture<?> refused = session.send("too much");
    // THEN it is refused at once, and what follows goes through when the peer reads again
    assertThatThrownBy(refused::join)
        .hasCauseInstanceOf(DittoUnavailableException.class)
        .hasMessageContaining("nothing was sent");
    socket.next.complete(socket);
    assertThat(session.send("next")).isCompleted();
    assertThat(lost).isEmpty();
  }

  private final class Recorder implements DittoSocket.Listener {

    @Override
    public void opened(SocketSession opened) {
      opened.request(1);
    }

    @Override
    public void message(SocketSession from, String text) {
      throw new IllegalStateException(text);
    }

    @Override
    public void lost(Throwable cause) {
      lost.add(cause);
    }
  }

  private final class StubSocket implements WebSocket {

    CompletableFuture<WebSocket> next = CompletableFuture.completedFuture(this);
    RuntimeException thrown;
    boolean aborted;

    @Override
    public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
      if (thrown != null) {
        throw thrown;
      }
      sent.add(data.toString());
      return next;
    }

    @Override
    public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
      return next;
    }

    @Override
    public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
      return next;
    }

    @Override
    public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
      return next;
    }

    @Override
    public CompletableFuture<WebSocket> sendClose(int statusCode, String reason) {
      return next;
    }

    @Override
    public void request(long n) {
      assertThat(n).isPositive();
    }

    @Override
    public String getSubprotocol() {
      return "";
    }

    @Override
    public boolean isOutputClosed() {
      return false;
    }

    @Override
    public boolean isInputClosed() {
      return false;
    }

    @Override
    public void abort() {
      aborted = true;
    }
  }
}
