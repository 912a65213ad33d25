package org.twinsuite.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.twinsuite.pipeline.store.Actions.AT;
import static org.twinsuite.pipeline.store.Actions.close;
import static org.twinsuite.pipeline.store.Actions.decided;
import static org.twinsuite.pipeline.store.Actions.note;
import static org.twinsuite.pipeline.store.Actions.order;
import static org.twinsuite.pipeline.store.Actions.outcome;
import static org.twinsuite.pipeline.store.Actions.rules;
import static org.twinsuite.pipeline.store.Actions.write;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.pipeline.store.Decisions.Result;
import org.twinsuite.pipeline.store.OutboxItem.State;
import org.twinsuite.rules.autonomy.LevelChange;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RuleInfo;

/** What autonomy and planners' decisions must do, whatever database holds them. */
interface AutonomyStoreContract {

  Database database();

  @BeforeEach
  default void noLevels() {
    database()
        .inTransaction(
            connection -> {
              try (var statement = connection.createStatement()) {
                statement.execute("update ladder set body = ''");
                statement.execute("delete from rung_change");
              }
              return null;
            });
  }

  private AutonomyStore autonomy(Autonomy level, int budget) {
    return new AutonomyStore(database(), () -> rules(level, budget));
  }

  private List<State> states(String reference) {
    return new Outbox(database(), "a")
        .byReference(reference).stream().map(OutboxItem::state).toList();
  }

  private boolean due(String reference) {
    return new Outbox(database(), "look")
        .claims().claim(10_000, Duration.ofMillis(-1), Set.of()).stream()
            .anyMatch(item -> item.reference().equals(reference));
  }

  @Test
  default void eachLevelHasItsState() {
    for (Autonomy level : Autonomy.values()) {
      // WHEN
      new ChangeLedger(database(), autonomy(level, 9)).store(decided(order("level-" + level)));
      // THEN
      State expected =
          switch (level) {
            case SHADOW -> State.SHADOW;
            case RECOMMEND -> State.RECOMMENDED;
            case APPROVE -> State.WAITING;
            case AUTO -> State.PENDING;
          };
      assertThat(states("level-" + level)).containsExactly(expected);
      assertThat(due("level-" + level)).isEqualTo(level == Autonomy.AUTO);
    }
  }

  @Test
  default void aSpentBudgetMovesTheRuleDownForEveryProcessAndIsRecorded() {
    // GIVEN a budget of two and two processes on one database
    ChangeLedger first = new ChangeLedger(database(), autonomy(Autonomy.AUTO, 2));
    ChangeLedger second = new ChangeLedger(database(), autonomy(Autonomy.AUTO, 2));
    // WHEN
    first.store(decided(order("budget-1")));
    second.store(decided(order("budget-2")));
    first.store(decided(order("budget-2")));
    List<LevelChange> moved = second.store(decided(order("budget-3")));
    // THEN an order that is known already was not counted twice
    assertThat(states("budget-2")).containsExactly(State.PENDING);
    // AND the owner of the rule is told
    assertThat(states("budget-3")).containsExactly(State.WAITING, State.PENDING);
    assertThat(moved).singleElement().satisfies(c -> assertThat(c.who()).isEqualTo("budget"));
    assertThat(autonomy(Autonomy.AUTO, 2).changes("R in plant", 9)).isEqualTo(moved);
    assertThat(autonomy(Autonomy.AUTO, 2).rules())
        .hasSize(2)
        .last()
        .satisfies(rule -> assertThat(rule.scope()).isEqualTo("R in plant"))
        .satisfies(rule -> assertThat(rule.level()).isEqualTo(Autonomy.APPROVE))
        .satisfies(rule -> assertThat(rule.lastChange()).isEqualTo(moved.get(0)));
  }

  @Test
  default void badOutcomesMoveTheRuleDown() {
    ChangeLedger ledger = new ChangeLedger(database(), autonomy(Autonomy.AUTO, 99));
    for (int i = 0; i < 3; i++) {
      assertThat(autonomy(Autonomy.AUTO, 99).rules()).hasSize(1);
      ledger.store(decided(order("bad-" + i), outcome("bad-" + i, false)));
      ledger.store(decided(outcome("bad-" + i, false)));
    }
    assertThat(autonomy(Autonomy.AUTO, 99).rules().get(1).level()).isEqualTo(Autonomy.APPROVE);
    assertThat(autonomy(Autonomy.AUTO, 99).changes("R in plant", 9))
        .singleElement()
        .satisfies(change -> assertThat(change.who()).isEqualTo("outcomes"));
  }

  @Test
  default void badOutcomesMoveTheModelDownAndAPersonMovesItUp() {
    AutonomyStore autonomy = autonomy(Autonomy.AUTO, 99);
    ChangeLedger ledger = new ChangeLedger(database(), autonomy);
    assertThatThrownBy(() -> autonomy.move("model:m@1", Autonomy.AUTO, "ann", "why", AT))
        .hasMessageContaining("rests on model:m@1");
    for (int i = 0; i < 3; i++) {
      ledger.store(decided(order("model-" + i), outcome("model-" + i, "m@1", false)));
      ledger.store(decided(order("fine-" + i), outcome("fine-" + i, true)));
      ledger.store(decided(order("good-" + i), outcome("good-" + i, true)));
    }
    assertThat(autonomy.models())
        .extracting(AutonomyStore.Model::model, AutonomyStore.Model::level)
        .containsExactly(
            tuple("model:m@1", Autonomy.AUTO), tuple("model:m@1 in plant", Autonomy.APPROVE));
    assertThat(autonomy.models().get(1).lastChange().who()).isEqualTo("outcomes");
    // WHEN a person moves it up
    assertThat(autonomy.move("model:m@1 in plant", Autonomy.AUTO, "ann", "trained again", AT))
        .isPresent();
    // THEN nothing is left of the change
    assertThat(autonomy.models()).extracting("level").containsExactly(Autonomy.AUTO);
  }

  @Test
  default void aPersonMovesARuleOnceAndIsRecorded() {
    AutonomyStore autonomy = autonomy(Autonomy.SHADOW, 9);
    assertThat(autonomy.move("R", Autonomy.AUTO, "ann", "three good weeks", AT)).isPresent();
    assertThat(autonomy.move("R", Autonomy.AUTO, "ann", "three good weeks", AT)).isEmpty();
    assertThat(autonomy(Autonomy.SHADOW, 9).changes("R", 9))
        .containsExactly(
            new LevelChange("R", Autonomy.SHADOW, Autonomy.AUTO, "ann", "three good weeks", AT));
    assertThatThrownBy(() -> autonomy.move("X", Autonomy.AUTO, "ann", "why", AT))
        .hasMessageContaining("no rule X");
  }

  @Test
  default void whatBelongsToAnOrderWaitsWithItAndLeavesWithIt() {
    // GIVEN
    ChangeLedger ledger = new ChangeLedger(database(), autonomy(Autonomy.APPROVE, 9));
    ledger.store(decided(order("yes"), note("yes", 1)));
    assertThat(states("yes")).containsExactly(State.WAITING, State.WAITING);
    assertThat(due("yes")).isFalse();
    // WHEN
    Decisions decisions = new Decisions(database());
    assertThat(decisions.approve("yes", "ann", "sounds right", AT)).isEqualTo(Result.DONE);
    assertThat(decisions.approve("yes", "bob", "me too", AT)).isEqualTo(Result.ALREADY);
    assertThat(decisions.reject("yes", "bob", "no", AT)).isEqualTo(Result.TOO_LATE);
    ledger.store(decided(note("yes", 2)));
    // THEN
    assertThat(states("yes")).containsOnly(State.PENDING).hasSize(3);
    assertThat(due("yes")).isTrue();
    assertThat(decisions.of("yes"))
        .containsExactly(
            new Decisions.Entry(Decisions.Verdict.APPROVE, "ann", "sounds right", null, AT));
  }

  @Test
  default void aResponseMayWaitBesideAnOrderThatLeft() {
    // GIVEN an order that leaves by itself, and writes by rules that may not
    AutonomyStore autonomy =
        new AutonomyStore(
            database(),
            () ->
                Map.of(
                    "R", new RuleInfo("R", "rule", "1", "me", Autonomy.AUTO, 9),
                    "S", new RuleInfo("S", "rule", "1", "me", Autonomy.APPROVE, 9),
                    "T", new RuleInfo("T", "rule", "1", "me", Autonomy.SHADOW, 9)));
    ChangeLedger ledger = new ChangeLedger(database(), autonomy);
    for (String reference : List.of("beside-yes", "beside-no")) {
      ledger.store(
          decided(order(reference), write(reference, "S", "slow"), write(reference, "T", "stop")));
      assertThat(states(reference)).containsExactly(State.PENDING, State.WAITING, State.SHADOW);
    }
    Outbox outbox = new Outbox(database(), "a");
    assertThat(outbox.ordersWithWaitingSteps(1000))
        .extracting(OutboxItem::reference)
        .contains("beside-yes", "beside-no");
    // WHEN
    Decisions decisions = new Decisions(database());
    assertThat(decisions.approve("beside-yes", "ann", "yes", AT)).isEqualTo(Result.DONE);
    assertThat(decisions.approve("beside-yes", "ann", "yes", AT)).isEqualTo(Result.ALREADY);
    assertThat(decisions.reject("beside-no", "ann", "no", AT)).isEqualTo(Result.DONE);
    assertThat(decisions.reject("beside-no", "ann", "no", AT)).isEqualTo(Result.TOO_LATE);
    // THEN only what waited moved
    assertThat(states("beside-yes")).containsExactly(State.PENDING, State.PENDING, State.SHADOW);
    assertThat(states("beside-no")).containsExactly(State.PENDING, State.REJECTED, State.SHADOW);
    assertThat(outbox.ordersWithWaitingSteps(1000))
        .extracting(OutboxItem::reference)
        .doesNotContain("beside-yes", "beside-no");
  }

  @Test
  default void aRejectedOrderIsToldToTheTwinAndNothingElseLeaves() {
    ChangeLedger ledger = new ChangeLedger(database(), autonomy(Autonomy.APPROVE, 9));
    ledger.store(decided(order("no"), note("no", 1)));
    Decisions decisions = new Decisions(database());
    // WHEN
    assertThat(decisions.reject("no", "ann", "sensor is loose", AT)).isEqualTo(Result.DONE);
    assertThat(decisions.reject("no", "ann", "sensor is loose", AT)).isEqualTo(Result.ALREADY);
    assertThat(decisions.approve("no", "bob", "but", AT)).isEqualTo(Result.TOO_LATE);
    // THEN
    assertThat(states("no")).containsExactly(State.REJECTING, State.REJECTED);
    assertThat(due("no")).isTrue();
    Outbox outbox = new Outbox(database(), "a");
    outbox.done(outbox.byReference("no").get(0).id());
    ledger.store(decided(note("no", 2), close("no")));
    assertThat(states("no"))
        .containsExactly(State.REJECTED, State.REJECTED, State.REJECTED, State.PENDING);
  }

  @Test
  default void anOrderWhoseSymptomWentBeforeTheDecisionIsWithdrawn() {
    ChangeLedger ledger = new ChangeLedger(database(), autonomy(Autonomy.APPROVE, 9));
    ledger.store(decided(order("gone"), note("gone", 1)));
    ledger.store(decided(close("gone")));
    assertThat(states("gone")).containsOnly(State.WITHDRAWN).hasSize(3);
    assertThat(new Decisions(database()).approve("gone", "ann", "late", AT))
        .isEqualTo(Result.TOO_LATE);
  }

  @Test
  default void aSnoozeIsRecordedOnce() {
    new ChangeLedger(database(), autonomy(Autonomy.APPROVE, 9)).store(decided(order("zz")));
    Decisions decisions = new Decisions(database());
    assertThat(decisions.snooze("zz", AT.plusSeconds(60), "ann", "later", AT))
        .isEqualTo(Result.DONE);
    assertThat(decisions.snooze("zz", AT.plusSeconds(60), "ann", "later", AT))
        .isEqualTo(Result.ALREADY);
    assertThat(decisions.snooze("unknown", AT, "ann", "later", AT)).isEqualTo(Result.UNKNOWN);
    assertThat(new Outbox(database(), "a").byReference("zz").get(0).snoozedUntil())
        .isEqualTo(AT.plusSeconds(60));
    assertThat(decisions.of("zz")).hasSize(1);
  }

  @Test
  default void decisionsAtOnceAreOneDecision() throws Exception {
    // GIVEN
    new ChangeLedger(database(), autonomy(Autonomy.APPROVE, 9)).store(decided(order("race")));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<Result>> votes =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    (Callable<Result>)
                        () ->
                            i % 2 == 0
                                ? new Decisions(database()).approve("race", "a" + i, "yes", AT)
                                : new Decisions(database()).reject("race", "a" + i, "no", AT))
            .toList();
    // WHEN
    int done = 0;
    for (var vote : threads.invokeAll(votes)) {
      done += vote.get() == Result.DONE ? 1 : 0;
    }
    threads.shutdown();
    // THEN
    assertThat(done).isEqualTo(1);
    assertThat(new Decisions(database()).of("race")).hasSize(1);
  }
}
