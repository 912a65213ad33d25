package org.twinsuite.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.twinsuite.app.remote.JsonHttp;
import org.twinsuite.app.remote.JsonHttp.Answer;
import org.twinsuite.app.remote.RemoteFailure;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.DittoOptions;
import org.twinsuite.pipeline.config.IngestOptions;

/** Ditto: there, lets the app in, its clock, what the app may see and write, its events. */
public final class DittoCheck implements Check {
  private static final Duration HISTORY = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration CLOCK_WARN = Duration.ofSeconds(5);
  private static final Duration CLOCK_FAIL = Duration.ofMinutes(2);

  private final JsonHttp http;
  private final String base;
  private final List<String> namespaces;
  private final boolean samples;

  public DittoCheck(AppConfig config) {
    this.base = config.get(DittoOptions.DITTO_URL).toString().replaceAll("/+$", "");
    this.http = new JsonHttp("Ditto", URI.create(base + '/'), config.get(DittoOptions.DITTO_AUTH));
    this.namespaces = config.get(DittoOptions.DITTO_NAMESPACES);
    this.samples = !config.get(IngestOptions.SAMPLES_TOPIC).isEmpty();
  }

  @Override
  public String area() {
    return "ditto";
  }

  @Override
  public void look(Consumer<Finding> findings) throws InterruptedException {
    Answer count;
    Instant asked = Instant.now();
    try {
      count = http.get("api/2/search/things/count" + query(""));
    } catch (RemoteFailure nobody) {
      findings.accept(
          Finding.failed(
              area(),
              base,
              nobody.getMessage().contains("unknown host")
                  ? "unknown host " + URI.create(base).getHost()
                  : "does not answer",
              "start Ditto or correct twinsuite.ditto.url"));
      return;
    }
    if (count.status() == 401) {
      findings.accept(
          Finding.failed(area(), base, "does not let the app in", "correct twinsuite.ditto.auth"));
      return;
    }
    if (count.status() != 200) {
      findings.accept(
          Finding.failed(
              area(),
              base,
              "answers " + count.status() + " to a search",
              "look into the logs of Ditto's gateway and search"));
      return;
    }
    findings.accept(Finding.ok(area(), base, "answers and lets the app in"));
    clock(count, asked, findings);
    events(findings);
    things(count.text().strip(), findings);
  }

  private void clock(Answer answer, Instant asked, Consumer<Finding> findings) {
    String date = answer.header("date");
    if (date == null) {
      findings.accept(
          Finding.warn(
              "clock", "Ditto", "tells no time", "compare the clocks of both machines by hand"));
      return;
    }
    Duration apart =
        apart(
            ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(),
            asked.truncatedTo(ChronoUnit.SECONDS),
            Instant.now());
    String seen = "differs from this machine's by " + apart.toSeconds() + " s";
    String fix = "let NTP set the clocks of both machines";
    findings.accept(
        apart.compareTo(CLOCK_FAIL) > 0
            ? Finding.failed("clock", "Ditto", seen, fix)
            : apart.compareTo(CLOCK_WARN) > 0
                ? Finding.warn("clock", "Ditto", seen, fix)
                : Finding.ok("clock", "Ditto", seen));
  }

  /** How far a time is outside of the call in which it was told: a slow call says nothing. */
  static Duration apart(Instant told, Instant asked, Instant answered) {
    return told.isBefore(asked)
        ? Duration.between(told, asked)
        : told.isAfter(answered) ? Duration.between(answered, told) : Duration.ZERO;
  }

  private void events(Consumer<Finding> findings) throws InterruptedException {
    try {
      WebSocket.Builder builder =
          HttpClient.newHttpClient().newWebSocketBuilder().connectTimeout(PATIENCE);
      http.login().forEach(builder::header);
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

  private void things(String count, Consumer<Finding> findings) {
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
      messages(findings);
      history(findings);
      uncared(findings);
    } catch (RemoteFailure gone) {
      findings.accept(Finding.failed(area(), where, "broke off", "run the doctor again"));
    }
  }

  /** A merge whose condition cannot hold is refused with 412 only to whom might have merged. */
  private void writing(Consumer<Finding> findings) {
    String thingId = one("");
    if (thingId.isEmpty()) {
      return;
    }
    int status =
        http.patch(
                "api/2/things/" + encoded(thingId) + "/features",
                feature(),
                Map.of("condition", "eq(thingId,\"twinsuite:never\")"))
            .status();
    findings.accept(
        status == 412
            ? Finding.ok(area(), thingId, "the app may write features (tried on this thing)")
            : Finding.failed(
                area(),
                thingId,
                "the app may not write features (answer " + status + ")",
                "give its subject WRITE on thing:/features in the thing's policy"));
  }

  /** What mappers could not put into a twin leaves as a live message, which needs this right. */
  private void messages(Consumer<Finding> findings) {
    String thingId = samples ? one("") : "";
    if (thingId.isEmpty()) {
      return;
    }
    int status =
        http.post(
                "api/2/things/" + encoded(thingId) + "/outbox/messages/twinsuite-doctor?timeout=0",
                JsonHttp.JSON.createObjectNode())
            .status();
    findings.accept(
        status == 202
            ? Finding.ok(area(), thingId, "the app may send messages (tried on this thing)")
            : Finding.failed(
                area(),
                thingId,
                "the app may not send messages (answer "
                    + status
                    + "): late and rejected samples and rebirth requests vanish",
                "give the subjects of the app and of the connections READ and WRITE on message:/ in"
                    + " the thing's policy"));
  }

  /** Changes that happen while the app is down are read from Ditto's history afterwards. */
  private void history(Consumer<Finding> findings) {
    Instant before = Instant.now().minus(HISTORY);
    String thingId = one("filter=" + encoded("lt(_created,\"" + before + "\")"));
    if (thingId.isEmpty()) {
      return;
    }
    Answer answer =
        http.get(
            "api/2/things/" + encoded(thingId) + "?fields=thingId",
            Map.of("at-historical-timestamp", before.toString()));
    findings.accept(
        answer.status() == 200
            ? Finding.ok(area(), "history", "reaches back " + HISTORY.toHours() + " h or more")
            : Finding.warn(
                area(),
                "history",
                "reaches back less than " + HISTORY.toHours() + " h (tried on " + thingId + ")",
                "raise history-retention-duration of Ditto's things service above the longest time"
                    + " the app may be down; what is older is passed over"));
  }

  private String one(String filter) {
    String more = (filter.isEmpty() ? "" : filter + '&') + "fields=thingId&option=size(1)";
    Answer answer = http.get("api/2/search/things" + query(more));
    return answer.body() == null ? "" : answer.body().at("/items/0/thingId").asText();
  }

  private void uncared(Consumer<Finding> findings) {
    String filter =
        "filter="
            + encoded(
                "and(exists(definition),not(exists(attributes/cmms/system)),"
                    + "exists(attributes/parent))");
    String without = http.get("api/2/search/things/count" + query(filter)).text().strip();
    findings.accept(
        without.equals("0")
            ? Finding.ok(area(), "attributes/cmms", "every machine names its maintenance system")
            : Finding.warn(
                area(),
                "attributes/cmms",
                without + " machines name no maintenance system",
                "set attributes/cmms/system; orders for them are parked until then"));
  }

  /**
   * How many things the app sees whose definition is this one, in any version.
   *
   * @return empty when Ditto does not tell
   */
  public OptionalLong thingsOfDefinition(String definition) {
    String filter =
        "filter="
            + encoded(
                "or(eq(definition,\"%s\"),like(definition,\"%s:*\"))"
                    .formatted(definition, definition));
    try {
      Answer count = http.get("api/2/search/things/count" + query(filter));
      return count.status() == 200
          ? OptionalLong.of(Long.parseLong(count.text().strip()))
          : OptionalLong.empty();
    } catch (RemoteFailure | NumberFormatException untold) {
      return OptionalLong.empty();
    }
  }

  private String query(String more) {
    String own = namespaces.isEmpty() ? "" : "namespaces=" + String.join(",", namespaces);
    String all = own.isEmpty() || more.isEmpty() ? own + more : own + '&' + more;
    return all.isEmpty() ? "" : '?' + all;
  }

  private static JsonNode feature() {
    ObjectNode features = JsonHttp.JSON.createObjectNode();
    features.putObject("twinsuite-doctor").putObject("properties");
    return features;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
