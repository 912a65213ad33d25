package org.twinsuite.e2e.camelditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.e2e.camelditto.Patience.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.ditto.EmbeddedDittoConfig;

/** Policy announcements reach a route from a Ditto that keeps the policies. */
class AnnouncementsTest {

  private static final String POLICY = "org.p:shift";

  private final EmbeddedDitto ditto =
      EmbeddedDitto.start(
          EmbeddedDittoConfig.defaults().withExpiryGranularity(Duration.ofSeconds(1)));
  private final CamelContext camel = new DefaultCamelContext();
  private final List<Exchange> seen = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("ditto:announcements?auth=pre:test:guest&url=" + ditto.url())
                .routeId("told")
                .process(exchange -> seen.add(exchange.copy()));
          }
        });
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
    ditto.close();
  }

  @Test
  void subjectIsToldBeforeItsTimeEndsAndWhenItIsTakenOut() throws Exception {
    // WHEN a subject is in a policy for a short time, to be told an hour before its end
    String guest =
        "\"test:guest\":{\"type\":\"t\",\"expiry\":\"%s\",\"announcement\":{\"beforeExpiry\":\"1h\"}}";
    await()
        .until(
            () -> {
              put(String.format(guest, Instant.now().plusSeconds(5)));
              return !seen.isEmpty();
            });

    // THEN the announcement says who and when
    assertThat(seen.get(0).getIn().getHeaders())
        .containsEntry(DittoConstants.THING_ID, POLICY)
        .containsEntry(DittoConstants.SUBJECT, "subjectDeletion");
    String told = seen.get(0).getIn().getBody(String.class);
    assertThat(told).contains("test:guest").contains("deleteAt");

    // AND at the end it is out of the policy
    await().until(() -> !get().contains("test:guest"));
    int before = seen.size();

    // WHEN one that wants to hear of it is taken out
    put("\"test:guest\":{\"type\":\"t\",\"announcement\":{\"whenDeleted\":true}}");
    put("\"test:other\":{\"type\":\"t\"}");

    // THEN it is told
    await().until(() -> seen.size() > before);
  }

  private void put(String subject) throws Exception {
    String policy =
        "{\"entries\":{\"owner\":{\"subjects\":{\"test:owner\":{\"type\":\"t\"}},\"resources\":"
            + "{\"policy:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]}}},"
            + "\"guest\":{\"subjects\":{"
            + subject
            + "},\"resources\":{}}}}";
    int status =
        send(HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofString(policy))).status();
    assertThat(status).isBetween(200, 299);
  }

  private String get() throws Exception {
    return send(HttpRequest.newBuilder().GET()).body();
  }

  private record Answer(int status, String body) {}

  private Answer send(HttpRequest.Builder request) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                request
                    .uri(URI.create(ditto.url() + "/api/2/policies/" + POLICY))
                    .header("content-type", "application/json")
                    .header("x-ditto-pre-authenticated", "test:owner")
                    .build(),
                BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }
}
