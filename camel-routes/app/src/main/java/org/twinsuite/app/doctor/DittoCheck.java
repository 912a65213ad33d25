package org.twinsuite.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.twinsuite.app.config.AppConfig;
import org.twinsuite.app.config.DittoOptions;

/** Ditto: there, lets the app in, its clock, what the app may see and write, its events. */
public final class DittoCheck implements Check {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration CLOCK_WARN = Duration.ofSeconds(5);
  private static final Duration CLOCK_FAIL = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String base;
  private final String auth;
  private final List<String> namespaces;

  public DittoCheck(AppConfig config) {
    this.base = config.get(DittoOptions.DITTO_URL).toString().replaceAll("/+$", "");
    this.auth = config.get(DittoOptions.DITTO_AUTH);
    this.namespaces = config.get(DittoOptions.DITTO_NAMESPACES);
  }

  @Override
  public String area() {
    return "ditto";
  }

  @Override
  public void look(Consumer<Finding> findings) throws InterruptedException {
    HttpResponse<String> count;
    try {
      count = get("/api/2/search/things/count" + query(""));
    } catch (IOException nobody) {
      findings.accept(
          Finding.failed(
              area(), base, "does not answer", "start Ditto or correct twinsuite.ditto.url"));
      return;
    }
    if (count.statusCode() == 401) {
      findings.accept(
          Finding.failed(area(), base, "does not let the app in", "correct twinsuite.ditto.auth"));
      return;
    }
    if (count.statusCode() != 200) {
      findings.accept(
          Finding.failed(
              area(),
              base,
              "answers " + count.statusCode() + " to a search",
              "look into the logs of Ditto's gateway and search"));
      return;
    }
    findings.accept(Finding.ok(area(), base, "answers and lets the app in"));
    clock(count, findings);
    events(findings);
    things(count.body().strip(), findings);
  }

  private void clock(HttpResponse<String> answer, Consumer<Finding> findings) {
    String date = answer.headers().firstValue("date").orElse(null);
    if (date == null) {
      findings.accept(
          Finding.warn(
              "clock", "Ditto", "tells no time", "compare the clocks of both machines by hand"));
      return;
    }
    Duration apart =
        Duration.between(
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(),
                Instant.now())
            .abs();
    String seen = "differs from this machine's by " + apart.toSeconds() + " s";
    String fix = "let NTP set the clocks of both machines";
    findings.accept(
        apart.compareTo(CLOCK_FAIL) > 0
            ? Finding.failed("clock", "Ditto", seen, fix)
            : apart.compareTo(CLOCK_WARN) > 0
                ? Finding.warn("clock", "Ditto", seen, fix)
                : Finding.ok("clock", "Ditto", seen));
  }

  private void events(Consumer<Finding> findings) throws InterruptedException {
    try {
      WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(PATIENCE);
      String[] header = header();
      builder.header(header[0], header[1]);
      WebSocket socket =
          builder
              .buildAsync(
                  URI.create(base.replaceFirst("^http", "ws") + "/ws/2"),
                  new WebSocket.Listener() {})
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      socket.abort();
      findings.accept(Finding.ok(area(), "/ws/2", "opens a WebSocket for twin changes"));
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      findings.accept(
          Finding.failed(
              area(),
              "/ws/2",
              "opens no WebSocket",
              "let the proxy in front of Ditto pass WebSocket upgrades for /ws/2"));
    }
  }

  private void things(String count, Consumer<Finding> findings) throws InterruptedException {
    String where = namespaces.isEmpty() ? "all namespaces" : String.join(", ", namespaces);
    if (count.equals("0")) {
      findings.accept(
          Finding.warn(
              area(),
              where,
              "the app sees no thing",
              "onboard things, or give the app's subject READ on thing:/ in their policies"));
      return;
    }
    findings.accept(Finding.ok(area(), where, "the app sees " + count + " things"));
    try {
      writing(findings);
      uncared(findings);
    } catch (IOException gone) {
      findings.accept(Finding.failed(area(), where, "broke off", "run the doctor again"));
    }
  }

  /** A merge whose condition cannot hold is refused with 412 only to whom might have merged. */
  private void writing(Consumer<Finding> findings) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        get("/api/2/search/things" + query("fields=thingId&option=size(1)"));
    JsonNode items = JSON.readTree(answer.body()).path("items");
    if (items.isEmpty()) {
      return;
    }
    String thingId = items.get(0).path("thingId").asText();
    HttpRequest merge =
        request("/api/2/things/" + encoded(thingId) + "/features")
            .header("Content-Type", "application/merge-patch+json")
            .header("condition", "eq(thingId,\"twinsuite:never\")")
            .method(
                "PATCH",
                HttpRequest.BodyPublishers.ofString("{\"twinsuite-doctor\":{\"properties\":{}}}"))
            .build();
    int status = http.send(merge, HttpResponse.BodyHandlers.discarding()).statusCode();
    findings.accept(
        status == 412
            ? Finding.ok(area(), thingId, "the app may write features (tried on this thing)")
            : Finding.failed(
                area(),
                thingId,
                "the app may not write features (answer " + status + ")",
                "give its subject WRITE on thing:/features in the thing's policy"));
  }

  private void uncared(Consumer<Finding> findings) throws IOException, InterruptedException {
    String filter =
        "filter="
            + encoded(
                "and(exists(definition),not(exists(attributes/cmms/system)),"
                    + "exists(attributes/parent))");
    String without = get("/api/2/search/things/count" + query(filter)).body().strip();
    findings.accept(
        without.equals("0")
            ? Finding.ok(area(), "attributes/cmms", "every machine names its maintenance system")
            : Finding.warn(
                area(),
                "attributes/cmms",
                without + " machines name no maintenance system",
                "set attributes/cmms/system; orders for them are parked until then"));
  }

  private String query(String more) {
    String own = namespaces.isEmpty() ? "" : "namespaces=" + String.join(",", namespaces);
    String all = own.isEmpty() || more.isEmpty() ? own + more : own + '&' + more;
    return all.isEmpty() ? "" : '?' + all;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    String[] header = header();
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(PATIENCE)
        .header(header[0], header[1]);
  }

  private String[] header() {
    if (auth.startsWith("basic:")) {
      byte[] pair = auth.substring("basic:".length()).getBytes(StandardCharsets.UTF_8);
      return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)};
    }
    return new String[] {"x-ditto-pre-authenticated", auth.replaceFirst("^pre:", "")};
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
