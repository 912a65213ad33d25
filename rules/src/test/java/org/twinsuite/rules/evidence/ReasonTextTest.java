package org.twinsuite.rules.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.fact.Forecast;

/** The reason in sentences a person would say, from the evidence alone. */
class ReasonTextTest {
  private static final Instant AT = Instant.parse("2026-01-15T09:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Evidence evidence(Timing timing) {
    List<Observation> observations = new ArrayList<>();
    for (int hour = 0; hour < 10; hour++) {
      observations.add(
          new Observation(
              "vibration", 3.2 - 0.06 * hour, "mm/s", "good", AT.minusSeconds(3600L * hour), 1));
    }
    return new Evidence(
        "R-VIB-01",
        "1",
        "hash",
        "vibration is above 2.8 mm/s in 7 of the last 10 samples",
        observations,
        List.of(new Threshold("alarm limit", 2.8, "mm/s", "rotating.csv row 2")),
        null,
        List.of(),
        timing,
        "c-1",
        AT);
  }

  private static Timing timing() {
    Forecast life =
        new Forecast(
            "org.acme:pump-11",
            "rul",
            48,
            24,
            84,
            0.9,
            "h",
            "bearing-wear",
            "m",
            "1",
            List.of(),
            AT,
            100,
            "ok",
            AT,
            1);
    return new Timing(
        Instant.parse("2026-01-16T15:00:00Z"),
        Instant.parse("2026-01-16T19:00:00Z"),
        "least expected cost",
        List.of(
            new Timing.Start("chosen", Instant.parse("2026-01-16T15:00:00Z"), 1200, 0.03, 0),
            new Timing.Start(
                "as late as allowed", Instant.parse("2026-01-18T15:00:00Z"), 4100, 0.5, 2)),
        life,
        List.of());
  }

  @Test
  void saysWhatFailsWhatWasMeasuredAndWhenToAct() {
    assertThat(
            ReasonText.sentences(
                evidence(timing()), "pump P-011", "bearing-wear", Locale.ENGLISH, BERLIN))
        .containsExactly(
            "The bearing wear of pump P-011 will probably reach its failure level between Fri 16"
                + " Jan 10:00 and Sun 18 Jan 22:00 (90%).",
            "Its vibration has been above 2.8 mm/s in 7 of the last 10 values (9 h) and is now 3.2"
                + " mm/s, rising 2% an hour.",
            "Do it between Fri 16 Jan 16:00 and Fri 16 Jan 20:00: production is free then, and of 2"
                + " starts that were weighed this one is expected to cost least (1,200; the next"
                + " best 4,100), with a probability of 3% that it fails before.");
  }

  @Test
  void saysTheSameInGerman() {
    List<String> sentences =
        ReasonText.sentences(
            evidence(timing()), "Pumpe P-011", "bearing-wear", Locale.GERMAN, BERLIN);

    assertThat(sentences).hasSize(3);
    assertThat(sentences.get(1)).contains("2,8 mm/s").contains("in 7 der letzten 10 Werte");
    assertThat(sentences.get(2)).startsWith("Ausführen zwischen").contains("1.200");
  }

  @Test
  void whatTheEvidenceDoesNotHoldIsLeftOut() {
    assertThat(
            ReasonText.sentences(
                evidence(null), "pump P-011", null, Locale.ENGLISH, ZoneId.of("UTC")))
        .hasSize(2)
        .first()
        .asString()
        .isEqualTo("pump P-011: vibration is above 2.8 mm/s in 7 of the last 10 samples.");
  }
}
