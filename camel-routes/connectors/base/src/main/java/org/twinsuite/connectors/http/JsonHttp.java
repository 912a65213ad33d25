package org.twinsuite.connectors.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;

/**
 * JSON over HTTP to one system. Single attempts; whatever is not 2xx, or holds something else than
 * JSON, becomes a {@link ConnectorFailure}. Redirects are not followed: a login page is not an
 * answer. Safe for concurrent use.
 */
public final class JsonHttp {

  /** Shared, as it is costly to make and safe to share. */
  public static final JsonMapper JSON = new JsonMapper();

  /** Ten thousand work orders with long texts are far less. */
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  private final String system;
  private final Duration timeout;
  private final TargetError.Reader errors;
  private final HttpClient client;

  /**
   * @param system name used in failures
   * @param timeout from sending until the whole answer is read
   * @param errors understands the system's error bodies
   */
  public JsonHttp(String system, Duration timeout, TargetError.Reader errors) {
    this.system = system;
    this.timeout = timeout;
    this.errors = errors;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** GET. */
  public Reply get(URI uri, Map<String, String> headers) {
    return send("GET", uri, headers, null);
  }

  /** Headers of the answer to a GET, whatever its body is. */
  public HttpHeaders headersOf(URI uri, Map<String, String> headers) {
    HttpResponse<String> response = exchange("GET", uri, request(uri, headers).GET().build());
    if (response.statusCode() / 100 == 2) {
      return response.headers();
    }
    throw failure(response, parse(response.body()));
  }

  /**
   * Any method.
   *
   * @param body JSON to send, null for none
   */
  public Reply send(String method, URI uri, Map<String, String> headers, JsonNode body) {
    return body == null
        ? send(method, uri, headers, null, BodyPublishers.noBody())
        : send(method, uri, headers, "application/json", BodyPublishers.ofString(body.toString()));
  }

  /** POST of a file as it is. */
  public Reply sendFile(URI uri, Map<String, String> headers, String mediaType, byte[] content) {
    return send("POST", uri, headers, mediaType, BodyPublishers.ofByteArray(content));
  }

  private Reply send(
      String method,
      URI uri,
      Map<String, String> headers,
      String mediaType,
      HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request = request(uri, headers);
    if (mediaType != null) {
      request.setHeader("Content-Type", mediaType);
    }
    HttpResponse<String> response = exchange(method, uri, request.method(method, body).build());
    JsonNode json = parse(response.body());
    if (response.statusCode() / 100 != 2) {
      throw failure(response, json);
    }
    if (json.isMissingNode() && !response.body().isBlank()) {
      throw RetryableFailure.noAnswer(system, "JSON to " + method + " " + uri.getPath());
    }
    return new Reply(response.statusCode(), response.headers(), json);
  }

  private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).setHeader("Accept", "application/json");
    headers.forEach(request::setHeader);
    return request;
  }

  private HttpResponse<String> exchange(String method, URI uri, HttpRequest request) {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BoundedBody.of(MOST_BYTES));
    String what = method + " " + uri.getPath() + " ";
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new RetryableFailure(system, 0, what + "had no answer within " + timeout, null, e);
    } catch (ExecutionException e) {
      throw new RetryableFailure(system, 0, what + "failed: " + reason(e), null, e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new RetryableFailure(system, 0, what + "was interrupted", null, e);
    }
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static JsonNode parse(String text) {
    if (text == null || text.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private ConnectorFailure failure(HttpResponse<String> response, JsonNode json) {
    int status = response.statusCode();
    if (status >= 300 && status < 400) {
      String to = response.headers().firstValue("Location").orElse("nowhere");
      return new RejectedByTarget(
          system, status, null, "url", "redirects to " + to + ": check address and credentials");
    }
    TargetError error = errors.read(status, response.headers(), json);
    String message = "answered " + status + ": " + error.message();
    if (isRetryable(status)) {
      Duration pause =
          response.headers().firstValue("Retry-After").map(RetryAfter::parse).orElse(null);
      return new RetryableFailure(system, status, message, pause, null);
    }
    return new RejectedByTarget(system, status, error.code(), error.field(), message);
  }

  private static boolean isRetryable(int status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
  }
}
