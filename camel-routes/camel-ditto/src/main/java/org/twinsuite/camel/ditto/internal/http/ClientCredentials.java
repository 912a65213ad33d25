package org.twinsuite.camel.ditto.internal.http;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.DittoUnavailableException;

/** OAuth 2.0 client credentials (RFC 6749, 4.4); a token is fetched again before it expires. */
final class ClientCredentials implements Authentication {

  private static final long MARGIN_MILLIS = 30_000;

  private final HttpClient client;
  private final HttpRequest request;
  private final Duration timeout;
  private CompletableFuture<Credential> token;
  private volatile long validUntil;
  private volatile long expires;

  ClientCredentials(
      HttpClient client,
      String endpoint,
      String clientId,
      String secret,
      String scope,
      Duration timeout) {
    this.client = client;
    this.timeout = timeout;
    String form =
        "grant_type=client_credentials&client_id="
            + encode(clientId)
            + "&client_secret="
            + encode(secret)
            + (scope == null ? "" : "&scope=" + encode(scope));
    this.request =
        HttpRequest.newBuilder(URI.create(endpoint))
            .timeout(timeout)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
  }

  @Override
  public synchronized CompletableFuture<Credential> credential() {
    boolean usable =
        token != null
            && !token.isCompletedExceptionally()
            && (!token.isDone() || System.currentTimeMillis() < validUntil);
    if (!usable) {
      CompletableFuture<HttpResponse<String>> sent =
          client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
      // The client's own limit ends with the headers of an answer.
      token =
          sent.copy()
              .orTimeout(2 * timeout.toMillis(), TimeUnit.MILLISECONDS)
              .whenComplete((answer, failure) -> sent.cancel(true))
              .exceptionallyCompose(ClientCredentials::unavailable)
              .thenCompose(ClientCredentials::read)
              .thenApply(this::remember);
    }
    return token.thenApply(this::withLifetimeLeft);
  }

  private Credential withLifetimeLeft(Credential known) {
    return new Credential(known.header(), known.value(), expires - System.currentTimeMillis());
  }

  private Credential remember(Credential fresh) {
    long margin = Math.min(MARGIN_MILLIS, fresh.lifetimeMillis() / 2);
    expires = System.currentTimeMillis() + fresh.lifetimeMillis();
    validUntil = expires - margin;
    return fresh;
  }

  private static CompletableFuture<HttpResponse<String>> unavailable(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return CompletableFuture.failedFuture(
        new DittoUnavailableException("The token endpoint cannot be reached: " + cause, cause));
  }

  private static CompletableFuture<Credential> read(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      return CompletableFuture.failedFuture(
          new DittoUnavailableException(
              "The token endpoint answered with status " + response.statusCode()));
    }
    JsonObject body = JsonObject.of(response.body());
    String value = body.getValue("access_token").map(JsonValue::asString).orElse("");
    if (value.isEmpty()) {
      return CompletableFuture.failedFuture(
          new DittoUnavailableException("The token endpoint gave no access_token"));
    }
    long seconds = body.getValue("expires_in").map(JsonValue::asLong).orElse(60L);
    return CompletableFuture.completedFuture(
        new Credential("Authorization", "Bearer " + value, seconds * 1000));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
