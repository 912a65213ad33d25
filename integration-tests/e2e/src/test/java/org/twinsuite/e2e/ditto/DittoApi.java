package org.twinsuite.e2e.ditto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/** Plain HTTP requests to Ditto; headers are given as name, value, name, value, … */
final class DittoApi {

  static final String JSON = "application/json";
  static final String MERGE_PATCH = "application/merge-patch+json";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final DittoTarget.Credentials credentials;

  DittoApi(DittoTarget.Credentials credentials) {
    this.credentials = credentials;
  }

  /** An answer. */
  record Answer(HttpResponse<String> response) {

    int status() {
      return response.statusCode();
    }

    String text() {
      return response.body();
    }

    JsonObject json() {
      return JsonFactory.newObject(text());
    }

    JsonValue value() {
      return JsonFactory.readFrom(text());
    }

    /** The error code of a failure. */
    String error() {
      return json().getValue("error").map(JsonValue::asString).orElse("");
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Answer put(String path, String json, String... headers) {
    return send(request(path, headers).header("content-type", JSON).PUT(text(json)));
  }

  Answer patch(String path, String json, String... headers) {
    return send(
        request(path, headers).header("content-type", MERGE_PATCH).method("PATCH", text(json)));
  }

  Answer post(String path, String body, String contentType, String... headers) {
    return send(request(path, headers).header("content-type", contentType).POST(text(body)));
  }

  Answer delete(String path, String... headers) {
    return send(request(path, headers).DELETE());
  }

  /** Any request. */
  Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  CompletableFuture<Answer> sendAsync(HttpRequest.Builder request) {
    return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(Answer::new);
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder builder = anonymous(path);
    if (credentials != null) {
      builder.header(credentials.header(), credentials.value());
    }
    return headers.length == 0 ? builder : builder.headers(headers);
  }

  static HttpRequest.Builder anonymous(String path) {
    String absolute = path.startsWith("/") ? path : "/api/2/" + path;
    return HttpRequest.newBuilder(URI.create(DittoTarget.url() + absolute))
        .timeout(Duration.ofSeconds(30));
  }

  private static HttpRequest.BodyPublisher text(String body) {
    return BodyPublishers.ofString(body);
  }
}
