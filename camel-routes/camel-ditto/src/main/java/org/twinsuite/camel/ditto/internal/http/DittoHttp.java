package org.twinsuite.camel.ditto.internal.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.ditto.internal.protocol.ConnectionFailure;

/** Ditto's HTTP API, as far as the WebSocket cannot do it. */
public final class DittoHttp {

  private static final long STREAM_SECONDS = 60;

  private final HttpClient client;
  private final Authentication authentication;
  private final String base;
  private final Duration timeout;

  public DittoHttp(HttpClient client, Authentication authentication, String url, Duration timeout) {
    this.client = client;
    this.authentication = authentication;
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.timeout = timeout;
  }

  /**
   * Gets JSON.
   *
   * @param pathAndQuery below the base address, encoded
   * @return completes with {@link DittoCommandException} on an error answer, with {@link
   *     DittoUnavailableException} when there is none
   */
  public CompletableFuture<JsonValue> get(String pathAndQuery) {
    Duration whole = timeout.multipliedBy(2);
    return send(pathAndQuery, "application/json", whole, info -> jsonBody())
        .thenApply(
            response -> {
              if (response.statusCode() >= 300) {
                throw new CompletionException(error(response.statusCode(), response.body()));
              }
              return JsonFactory.readFrom(response.body());
            });
  }

  /**
   * Reads server-sent events line by line.
   *
   * @param lines gets the lines of a successful answer; completes the result with them
   */
  public <T> CompletableFuture<T> stream(String pathAndQuery, LineCollector<T> lines) {
    // A stream that is cancelled early never completes its response, so the lines decide.
    CompletableFuture<T> result = lines.result();
    send(
            pathAndQuery,
            "text/event-stream",
            null,
            info -> info.statusCode() == 200 ? lineBody(lines) : jsonBody())
        .whenComplete(
            (response, failure) -> {
              if (failure != null) {
                result.completeExceptionally(failure);
              } else if (response.statusCode() != 200) {
                result.completeExceptionally(error(response.statusCode(), response.body()));
              }
            });
    return result.orTimeout(STREAM_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * @param whole how long the whole answer may take, as the client's own limit ends with its
   *     headers; {@code null} where the caller limits it
   */
  private CompletableFuture<HttpResponse<String>> send(
      String pathAndQuery,
      String accept,
      Duration whole,
      Function<HttpResponse.ResponseInfo, BodySubscriber<String>> body) {
    return authentication
        .credential()
        .thenCompose(
            credential -> {
              HttpRequest request =
                  HttpRequest.newBuilder(URI.create(base + pathAndQuery))
                      .timeout(timeout)
                      .header("Accept", accept)
                      .header(credential.header(), credential.value())
                      .build();
              CompletableFuture<HttpResponse<String>> sent = client.sendAsync(request, body::apply);
              if (whole == null) {
                return sent;
              }
              return sent.copy()
                  .orTimeout(whole.toMillis(), TimeUnit.MILLISECONDS)
                  .whenComplete((answer, failure) -> sent.cancel(true));
            })
        .exceptionallyCompose(
            failure -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              return CompletableFuture.failedFuture(
                  cause instanceof DittoUnavailableException
                      ? cause
                      : ConnectionFailure.at(base, cause));
            });
  }

  private static BodySubscriber<String> jsonBody() {
    return BodySubscribers.ofString(StandardCharsets.UTF_8);
  }

  private static <T> BodySubscriber<String> lineBody(LineCollector<T> lines) {
    return BodySubscribers.fromLineSubscriber(
        (Flow.Subscriber<String>) lines, s -> "", StandardCharsets.UTF_8, "\n");
  }

  static DittoCommandException error(int status, String body) {
    return DittoCommandException.of(
        status, body != null && body.startsWith("{") ? JsonObject.of(body) : JsonObject.empty());
  }

  /** Collects the lines of a stream. */
  public interface LineCollector<T> extends Flow.Subscriber<String> {

    CompletableFuture<T> result();
  }
}
