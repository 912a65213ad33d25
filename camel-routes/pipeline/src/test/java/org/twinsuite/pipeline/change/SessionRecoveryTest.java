package org.twinsuite.pipeline.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.config.ClockMode;
import org.twinsuite.pipeline.forecast.ForecastDue;
import org.twinsuite.pipeline.history.Sample;
import org.twinsuite.pipeline.time.EventClock;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.health.HealthTree;
import org.twinsuite.rules.pack.RulePack;

class SessionRecoveryTest {
  private static final String PUMP = "plant:p1";

  @Test
  void aSampleOfNextYearIsNeitherTheRulesTimeNorTheNewestOfHistory() throws Exception {
    // GIVEN a journal with a sample of a device whose clock is a year ahead
    Instant now = Instant.now();
    Instant sampled = now.minus(Duration.ofMinutes(5));
    Instant nextYear = now.plus(Duration.ofDays(365));
    List<TwinChange> journal = List.of(sample(1, sampled), sample(2, nextYear));
    List<Sample> history = new ArrayList<>();
    EventClock clock = new EventClock(ClockMode.WALL, Instant.EPOCH);
    ForecastDue due = new ForecastDue(Duration.ofHours(1));
    SessionRecovery rebuild =
        new SessionRecovery(
            (thing, from, to) -> CompletableFuture.completedFuture(journal),
            100,
            new ThingViews(thing -> Optional.of(JsonObject.empty())),
            new FactReader(),
            clock,
            due,
            new HealthTree(),
            history::addAll);

    // WHEN the state is rebuilt
    try (RuleEngine engine =
        rebuild.run(List.of(), List.of(new SessionRecovery.Mark(PUMP, 2)), RulePack.standard())) {

      // THEN it is today
      assertThat(engine.clock()).isBefore(nextYear);
    }
    assertThat(history).extracting(Sample::at).containsExactly(sampled.toEpochMilli());
  }

  private static TwinChange sample(long revision, Instant at) {
    return new TwinChange(
        PUMP,
        "/features/vibration/properties",
        TwinChange.MERGED,
        JsonFactory.readFrom("{\"value\":1.0,\"sourceTimestamp\":\"" + at + "\"}"),
        revision,
        at,
        null,
        null);
  }
}
