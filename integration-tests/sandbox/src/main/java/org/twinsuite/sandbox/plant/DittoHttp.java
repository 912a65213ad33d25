package org.twinsuite.sandbox.plant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/** The few calls of Ditto's HTTP API 2 the plant needs, with pre-authentication. */
public final class DittoHttp {

  private static final int IDS_PER_REQUEST = 60;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;
  private final String subject;

  /**
   * @param url Ditto's base, {@code http://host:port}
   * @param subject sent as {@code x-ditto-pre-authenticated}
   */
  public DittoHttp(String url, String subject) {
    this.base = URI.create(url + "/api/2/");
    this.subject = subject;
  }

  /**
   * Creates or replaces a policy or thing.
   *
   * @param path path below {@code /api/2/}
   * @throws IllegalStateException if Ditto refuses
   */
  public void put(String path, String json) {
    HttpResponse<String> answer =
        send(
            request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build());
    if (answer.statusCode() != 201 && answer.statusCode() != 204) {
      throw refused("PUT", path, answer);
    }
  }

  /**
   * Whether a policy or thing is there and readable.
   *
   * @throws IllegalStateException for any other answer than 200 and 404
   */
  public boolean exists(String path) {
    HttpResponse<String> answer = send(request(path).GET().build());
    return switch (answer.statusCode()) {
      case 200 -> true;
      case 404 -> false;
      default -> throw refused("GET", path, answer);
    };
  }

  /**
   * Reads some fields of many things.
   *
   * @param fields Ditto field selector
   * @return things that are there and readable, in no certain order
   */
  public List<JsonObject> things(List<String> thingIds, String fields) {
    JsonArray found = JsonArray.empty();
    for (int i = 0; i < thingIds.size(); i += IDS_PER_REQUEST) {
      String ids =
          String.join(",", thingIds.subList(i, Math.min(thingIds.size(), i + IDS_PER_REQUEST)));
      String path = "things?ids=" + encoded(ids) + "&fields=" + encoded(fields);
      HttpResponse<String> answer = send(request(path).GET().build());
      if (answer.statusCode() != 200) {
        throw refused("GET", path, answer);
      }
      for (JsonValue thing : JsonFactory.newArray(answer.body())) {
        found = found.add(thing);
      }
    }
    return found.stream().map(JsonValue::asObject).toList();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofSeconds(20))
        .header("x-ditto-pre-authenticated", subject);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Ditto does not answer at " + base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Ditto", e);
    }
  }

  private static IllegalStateException refused(
      String method, String path, HttpResponse<String> answer) {
    return new IllegalStateException(
        "%s %s: Ditto answered %d %s".formatted(method, path, answer.statusCode(), answer.body()));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
