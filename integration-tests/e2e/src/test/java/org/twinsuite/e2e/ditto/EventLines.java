package org.twinsuite.e2e.ditto;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonValue;

/** A stream of server-sent events, read in the background. */
final class EventLines implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Stream<String> stream;
  private final Thread reader;
  private volatile int seen;

  private EventLines(Stream<String> stream) {
    this.stream = stream;
    this.reader = new Thread(this::read, "events");
    reader.setDaemon(true);
    reader.start();
  }

  /** Opens and reads from then on. */
  static EventLines open(DittoApi ditto, String path, String... headers) {
    try {
      HttpResponse<Stream<String>> response =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .build()
              .send(
                  ditto.request(path, headers).header("Accept", "text/event-stream").build(),
                  HttpResponse.BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw new IllegalStateException("status " + response.statusCode());
      }
      return new EventLines(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the first heartbeat. */
  EventLines beating() {
    await().atMost(Duration.ofMinutes(1)).until(() -> heartbeats() > 0);
    return this;
  }

  /**
   * Repeats a change until the stream shows it, and forgets it then: a Ditto may send heartbeats
   * for seconds before the subscription behind them has reached all its nodes.
   *
   * @param change makes a change and gives a text by which the stream shows just this one.
   */
  EventLines live(Supplier<String> change) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> shownSoon(change.get()));
    // changes of one thing arrive in their order, so none of the earlier ones can still come
    seen = lines.size();
    return this;
  }

  private boolean shownSoon(String mark) {
    try {
      await()
          .atMost(Duration.ofMillis(500))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> lines.stream().anyMatch(line -> line.contains(mark)));
      return true;
    } catch (ConditionTimeoutException notYet) {
      return false;
    }
  }

  long heartbeats() {
    return lines.stream().filter("data:"::equals).count();
  }

  /**
   * All lines so far, after those that {@link #live} made, that are neither empty nor heartbeats.
   */
  List<String> filled() {
    return lines.stream()
        .skip(seen)
        .filter(line -> !line.isEmpty() && !"data:".equals(line))
        .toList();
  }

  /** The data of all events so far. */
  List<JsonValue> events() {
    return filled().stream()
        .filter(line -> line.startsWith("data:"))
        .map(line -> JsonFactory.readFrom(line.substring(5).trim()))
        .toList();
  }

  boolean ended() {
    return !reader.isAlive();
  }

  private void read() {
    try {
      stream.forEach(lines::add);
    } catch (UncheckedIOException closed) {
      // that is how a stream without an end is left
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
