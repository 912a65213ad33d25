package org.twinsuite.e2e.ditto;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonValue;

/** A stream of server-sent events, read in the background. */
final class EventLines implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Stream<String> stream;
  private final Thread reader;

  private EventLines(Stream<String> stream) {
    this.stream = stream;
    this.reader = new Thread(this::read, "events");
    reader.setDaemon(true);
    reader.start();
  }

  /** Opens and waits for the first line, so that nothing later is missed. */
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

  /** Waits for the first heartbeat: from then on changes are seen. */
  EventLines live() {
    await().atMost(Duration.ofSeconds(10)).until(() -> heartbeats() > 0);
    return this;
  }

  long heartbeats() {
    return lines.stream().filter("data:"::equals).count();
  }

  /** All lines so far that are neither empty nor heartbeats. */
  List<String> filled() {
    return lines.stream().filter(line -> !line.isEmpty() && !"data:".equals(line)).toList();
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
