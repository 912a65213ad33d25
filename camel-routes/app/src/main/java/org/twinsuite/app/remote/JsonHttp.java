package org.twinsuite.app.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/**
 * JSON over HTTP against one system, with its authentication. Every status is an answer, for who
 * asks decides by it: a connector's client would make a failure of most.
 */
public final class JsonHttp {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int SHOWN = 300;
  public static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String system;
  private final URI base;
  private final Map<String, String> headers;

  /**
   * @param system its name in messages
   * @param base ends with a slash
   * @param auth empty, {@code pre:<subject>}, {@code basic:<user>:<password>} or {@code
   *     bearer:<token>}
   */
  public JsonHttp(String system, URI base, String auth) {
    this.system = system;
    this.base = base;
    this.headers = authentication(auth);
  }

  /**
   * @param body {@code null} when there is none or it is no JSON
   */
  public record Answer(int status, HttpHeaders headers, JsonNode body, String text) {
    /** {@code null} when the system sent none. */
    public String header(String name) {
      return headers.firstValue(name).orElse(null);
    }

    public boolean missing() {
      return status == 404;
    }

    public boolean ok() {
      return status / 100 == 2;
    }

    /** Somebody else changed or created it since it was read. */
    public boolean raced() {
      return status == 412 || status == 409;
    }
  }

  /** Names and values of the headers that say who asks. */
  public Map<String, String> login() {
    return headers;
  }

  public Answer get(String path) {
    return send("GET", path, null, "application/json", Map.of());
  }

  /**
   * @param headers further ones
   */
  public Answer get(String path, Map<String, String> headers) {
    return send("GET", path, null, "application/json", headers);
  }

  public Answer post(String path, JsonNode body) {
    return send("POST", path, body, "application/json", Map.of());
  }

  public Answer put(String path, JsonNode body, Map<String, String> conditions) {
    return send("PUT", path, body, "application/json", conditions);
  }

  public Answer patch(String path, JsonNode body, Map<String, String> conditions) {
    return send("PATCH", path, body, "application/merge-patch+json", conditions);
  }

  private Answer send(
      String method, String path, JsonNode body, String type, Map<String, String> conditions) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).header("Accept", "*/*");
    headers.forEach(request::header);
    conditions.forEach(request::header);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", type)
          .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(), answer.headers(), parsed(answer.body()), answer.body());
    } catch (ConnectException nobody) {
      throw new RemoteFailure(
          isUnresolved(nobody)
              ? system + " cannot be reached: unknown host " + base.getHost() + " in " + base
              : system + " does not answer at " + base + ". Start it or correct its URL");
    } catch (HttpTimeoutException late) {
      throw new RemoteFailure(
          system + " did not answer within " + TIMEOUT.toSeconds() + " s. Repeat the call");
    } catch (IOException broken) {
      throw new RemoteFailure(system + " broke off (" + broken.getMessage() + "). Repeat the call");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RemoteFailure("stopped before " + system + " answered. Repeat the call");
    }
  }

  private static boolean isUnresolved(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof UnresolvedAddressException || at instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  /** An answer nobody expected, in the system's own words. */
  public RemoteFailure unexpected(String doing, Answer answer) {
    String said = answer.text() == null ? "" : answer.text().strip();
    if (answer.body() != null) {
      JsonNode message = answer.body().path("message");
      said = message.isTextual() ? message.asText() : answer.body().path("error").asText(said);
    }
    String fix =
        switch (answer.status()) {
          case 401 -> ". Correct the credentials of " + system;
          case 403 -> ". The user of " + system + " lacks the right to do that";
          case 429, 503 -> ". Repeat the call later";
          default -> "";
        };
    return new RemoteFailure(
        "%s: %s answered %d %s%s"
            .formatted(
                doing,
                system,
                answer.status(),
                said.length() > SHOWN ? said.substring(0, SHOWN) + "…" : said,
                fix));
  }

  private static JsonNode parsed(String text) {
    try {
      return text == null || text.isBlank() ? null : JSON.readTree(text);
    } catch (JsonProcessingException noJson) {
      return null;
    }
  }

  private static Map<String, String> authentication(String auth) {
    if (auth.startsWith("pre:")) {
      return Map.of("x-ditto-pre-authenticated", auth.substring("pre:".length()));
    }
    if (auth.startsWith("basic:")) {
      byte[] pair = auth.substring("basic:".length()).getBytes(StandardCharsets.UTF_8);
      return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    if (auth.startsWith("bearer:")) {
      return Map.of("Authorization", "Bearer " + auth.substring("bearer:".length()));
    }
    return Map.of();
  }
}
