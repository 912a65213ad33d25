package org.twinsuite.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The running app over its own HTTP pages, as a planner or an operator sees it. */
final class AppView {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String token;

  /**
   * @param token of a planner; null looks on without a name
   */
  AppView(int port, String token) {
    this.token = token;
    base = URI.create("http://127.0.0.1:" + port + "/");
  }

  /** Orders the app prescribed, newest first. */
  JsonNode orders() {
    return json("orders");
  }

  /** Items that were put aside with a reason, newest first. */
  JsonNode parked() {
    return json("parked");
  }

  /** Evidence of an order as text; a remark if the app has none. */
  String evidence(String reference) {
    HttpResponse<String> answer = get("orders/" + reference + "/evidence");
    return answer.statusCode() == 200
        ? answer.body()
        : "The app has no evidence for this order: it answered " + answer.statusCode() + "\n";
  }

  /** A counter of the app; 0 while it has not been used. */
  long counter(String name) {
    Pattern line =
        Pattern.compile(
            "^" + Pattern.quote(name) + "(?:\\{[^}]*\\})? ([0-9.eE+]+)$", Pattern.MULTILINE);
    Matcher found = line.matcher(get("observe/metrics").body());
    double sum = 0;
    while (found.find()) {
      sum += Double.parseDouble(found.group(1));
    }
    return Math.round(sum);
  }

  /** Approves every order that waits, as the scripted planner does. */
  void approveWaiting() {
    for (JsonNode order : json("orders?state=WAITING")) {
      String reference = order.path("reference").asText();
      send(
          request("api/prescriptions/" + reference + "/approve")
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"why\": \"the reason is convincing\"}"))
              .build());
    }
  }

  private JsonNode json(String path) {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("the app answered " + answer.statusCode() + " for " + path);
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("the app's answer for " + path + " is no JSON", e);
    }
  }

  private HttpResponse<String> get(String path) {
    return send(request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("the app does not answer at " + base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the app", e);
    }
  }
}
