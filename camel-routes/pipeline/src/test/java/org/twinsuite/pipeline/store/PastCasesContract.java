package org.twinsuite.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CloseReason;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.episode.RepairOutcome;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.evidence.Observation;
import org.twinsuite.rules.evidence.PastCase;
import org.twinsuite.rules.evidence.Threshold;
import org.twinsuite.rules.json.RulesJson;
import org.twinsuite.rules.pack.Autonomy;

/** New orders come with the past cases that were most like them. */
interface PastCasesContract {
  Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");

  Database database();

  @Test
  default void anOrderComesWithTheNearestPastCasesOfItsKind() {
    // GIVEN closed cases of pumps, some more like the new one, one of a fan, and one that is open
    past("far", "seal-leak", "pump:1", 9.0, CloseReason.RECOVERED, RepairOutcome.PENDING);
    past(
        "near",
        "seal-leak",
        "pump:2",
        5.1,
        CloseReason.ORDER_COMPLETED,
        RepairOutcome.SYMPTOM_GONE);
    past(
        "next",
        "seal-leak",
        "pump:1",
        5.5,
        CloseReason.ORDER_COMPLETED,
        RepairOutcome.SYMPTOM_STAYED);
    past("said", "seal-leak", "pump:1", 4.0, CloseReason.ORDER_CANCELLED, RepairOutcome.PENDING);
    past("fan", "seal-leak", "fan:1", 5.0, CloseReason.ORDER_COMPLETED, RepairOutcome.SYMPTOM_GONE);
    past(
        "other",
        "wear-out",
        "pump:1",
        5.0,
        CloseReason.ORDER_COMPLETED,
        RepairOutcome.SYMPTOM_GONE);
    past("open", "seal-leak", "pump:1", 5.0, null, RepairOutcome.PENDING);
    new Decisions(database()).reject("said", "ann", "the sensor was loose", OPENED);

    // WHEN
    ledger().store(Actions.decided(order("new", "seal-leak", "pump:2", 5.0)));

    // THEN
    Evidence evidence = stored("new");
    assertThat(evidence.similar())
        .extracting(PastCase::reference)
        .containsExactly("near", "next", "said");
    assertThat(evidence.similar())
        .extracting(PastCase::found)
        .containsExactly(
            "the work was done and the symptom was gone",
            "the work was done and the symptom stayed",
            "the order was cancelled; ann: the sensor was loose");
    assertThat(evidence.similar().get(0).apart()).isEqualTo(0.022);
    assertThat(evidence.toText())
        .contains("LIKE PAST CASES", "plant:pump:2, order near of 2026-01-01T00:00:00Z by R")
        .contains("ended 36 h later: the work was done and the symptom was gone");
  }

  @Test
  default void anOrderOfAThingOfUnknownKindComesAlone() {
    past("known", "lost", "pump:1", 5.0, CloseReason.ORDER_COMPLETED, RepairOutcome.SYMPTOM_GONE);
    ledger().store(Actions.decided(order("unknown", "lost", "nobody", 5.0)));
    assertThat(stored("unknown").similar()).isEmpty();
  }

  private ChangeLedger ledger() {
    return new ChangeLedger(
        database(),
        new AutonomyStore(database(), () -> Actions.rules(Autonomy.APPROVE, 1_000)),
        new PastCases(
            thing ->
                thing.startsWith("plant:pump")
                    ? "org:pump:1." + thing.charAt(thing.length() - 1)
                    : thing.startsWith("plant:fan") ? "org:fan:1.0" : null));
  }

  private Evidence stored(String reference) {
    Action action =
        RulesJson.read(
            new Outbox(database(), "a").byReference(reference).get(0).body(), Action.class);
    return action.evidence();
  }

  private static CreateWorkOrder order(
      String reference, String failureMode, String thing, double value) {
    Evidence evidence =
        new Evidence(
            "R",
            "1",
            "hash",
            "because",
            List.of(new Observation("vibration", value, "mm/s", "good", OPENED, 1)),
            List.of(new Threshold("alarm limit", 4.5, "mm/s", "table")),
            null,
            List.of(),
            "corr",
            OPENED);
    return new CreateWorkOrder(
        "plant:" + thing,
        failureMode,
        1,
        reference,
        "R",
        "VIB",
        2,
        "Look at " + thing,
        null,
        Map.of(),
        OPENED,
        evidence);
  }

  private void past(
      String reference,
      String failureMode,
      String thing,
      double value,
      CloseReason reason,
      RepairOutcome effect) {
    CreateWorkOrder order = order(reference, failureMode, thing, value);
    Episode episode =
        new Episode(
            order.thingId(),
            failureMode,
            reference.hashCode(),
            "R",
            reference,
            OPENED,
            OPENED,
            null,
            2,
            0,
            OPENED,
            "R",
            reason == null ? Episode.State.OPEN : Episode.State.CLOSED,
            reason == null ? null : OPENED.plus(Duration.ofHours(36)),
            reason,
            effect);
    Consequences consequences = new Consequences();
    consequences.decided(List.of(order), List.of(episode));
    ledger().store(consequences);
  }
}
