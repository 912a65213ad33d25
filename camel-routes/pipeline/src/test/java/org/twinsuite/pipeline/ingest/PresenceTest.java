package org.twinsuite.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.hono.HonoConstants;

/** Hono's Event API: an empty notification tells that a device is ready to receive commands. */
class PresenceTest {
  private static final String EMPTY = "application/vnd.eclipse-hono-empty-notification";
  private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
  private IngestHarness line;

  @BeforeEach
  void open() throws Exception {
    line = new IngestHarness();
  }

  @AfterEach
  void close() {
    line.close();
  }

  private static Map<String, Object> headers(String contentType, Integer ttd) {
    Map<String, Object> headers = new HashMap<>();
    headers.put(HonoConstants.CREATION_TIME, CREATED.toEpochMilli());
    if (contentType != null) {
      headers.put(HonoConstants.CONTENT_TYPE, contentType);
    }
    if (ttd != null) {
      headers.put(HonoConstants.TTD, ttd);
    }
    return headers;
  }

  @Test
  void itIsAFactOfItsOwnAndNoBadData() {
    // WHEN a device subscribes for 30 s, until further notice, and goes
    line.send("org.x:d1", null, headers(EMPTY, 30));
    line.send("org.x:d1", null, headers(EMPTY, -1));
    line.send("org.x:d1", "", headers(EMPTY + ";charset=utf-8", 0));
    line.send("org.x:d1", null, headers(null, 15));
    // THEN
    assertThat(line.merged).hasSize(4).allMatch(p -> p.contains("/features/connectivity"));
    assertThat(line.merged.get(0)).contains("\"readyUntil\":\"2026-03-01T10:00:30.000Z\"");
    assertThat(line.merged.get(1)).contains("\"readyUntil\":\"9999-12-31T23:59:59.000Z\"");
    assertThat(line.merged.get(2)).contains("\"readyUntil\":\"2026-03-01T10:00:00.000Z\"");
    assertThat(line.merged.get(3)).contains("\"readyUntil\":\"2026-03-01T10:00:15.000Z\"");
    assertThat(line.reasons()).isEmpty();
    assertThat(line.noted()).isEmpty();
    assertThat(line.counted("twinsuite.ingest.presence")).isEqualTo(4);
    // AND a later one is not overwritten by an earlier one
    assertThat(line.conditions.get(0)).contains("le(features/connectivity/properties/at,");
  }

  @Test
  void aTwinThatDoesNotTakeItIsNoFault() {
    // GIVEN no such thing, or a model without that feature
    for (int status : new int[] {404, 400, 412, 403}) {
      line.ditto = patch -> new DittoCommandException(status, "things:x", "no");
      assertThat(line.send("org.x:d1", null, headers(EMPTY, 30)).getException()).isNull();
    }
    assertThat(line.reasons()).isEmpty();
    // AND an outage is waited for
    line.ditto = patch -> new DittoUnavailableException("away");
    assertThat(line.send("org.x:d1", null, headers(EMPTY, 30)).getException()).isNotNull();
  }

  @Test
  void oneWithoutATimeOrWithAnImpossibleOneIsPassedOver() {
    line.send("org.x:d1", null, headers(EMPTY, null));
    line.send("org.x:d1", null, headers(EMPTY, -7));
    line.send("org.x:d1", null, headers(EMPTY, Integer.MAX_VALUE));
    assertThat(line.merged).hasSize(1).allMatch(p -> p.contains("2094-"));
    assertThat(line.reasons()).isEmpty();
  }

  @Test
  void aMessageWithoutAnythingIsStillParked() {
    line.send("org.x:d1", null, headers("application/json", null));
    assertThat(line.reasons()).singleElement().asString().contains("no payload");
  }
}
