package org.twinsuite.rules.autonomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.action.RecordOutcome;
import org.twinsuite.rules.action.ScadaWrite;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.evidence.RulesJson;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RuleInfo;

class AutonomyLadderTest {

  private static final Instant DAY = Instant.parse("2026-03-01T08:00:00Z");
  private static final Map<String, RuleInfo> RULES =
      Map.of("R", new RuleInfo("R", "rule", "1", "me", Autonomy.AUTO, 3));

  private AutonomyLadder ladder = new AutonomyLadder(RULES, LadderState.empty());

  @Test
  void theBudgetOfADayMovesTheRuleDownAndTheNextDayDoesNotMoveItUp() {
    for (int i = 1; i <= 3; i++) {
      assertThat(ladder.judge(order("R", i, DAY)).rung()).isEqualTo(Autonomy.AUTO);
    }
    Verdict fourth = ladder.judge(order("R", 4, DAY.plusSeconds(60)));
    assertThat(fourth.rung()).isEqualTo(Autonomy.APPROVE);
    assertThat(fourth.changes())
        .singleElement()
        .satisfies(c -> assertThat(c.who()).isEqualTo("budget"))
        .satisfies(c -> assertThat(c.why()).isEqualTo("more than 3 orders on 2026-03-01"));
    assertThat(ladder.judge(order("R", 5, DAY.plus(Duration.ofDays(1)))).rung())
        .isEqualTo(Autonomy.APPROVE);
  }

  @Test
  void ordersOfDifferentDaysDoNotAddUp() {
    for (int i = 1; i <= 10; i++) {
      Verdict verdict = ladder.judge(order("R", i, DAY.plus(Duration.ofDays(i / 3))));
      assertThat(verdict.rung()).isEqualTo(Autonomy.AUTO);
    }
  }

  @Test
  void badOutcomesMoveTheRuleDown() {
    assertThat(ladder.judge(outcome(1, false)).changes()).isEmpty();
    assertThat(ladder.judge(outcome(2, true)).changes()).isEmpty();
    assertThat(ladder.judge(outcome(3, false)).changes()).isEmpty();
    assertThat(ladder.judge(outcome(4, false)).changes())
        .singleElement()
        .satisfies(c -> assertThat(c.who()).isEqualTo("outcomes"))
        .satisfies(c -> assertThat(c.to()).isEqualTo(Autonomy.APPROVE));
  }

  @Test
  void anUnknownRuleStaysInShadow() {
    assertThat(ladder.judge(order("NEW", 1, DAY)).rung()).isEqualTo(Autonomy.SHADOW);
  }

  @Test
  void laterActionsOfAnEpisodeStayOnTheRungOfItsOrderAlsoAfterARestart() {
    ladder.judge(order("R", 1, DAY));
    ladder.move("R", Autonomy.SHADOW, "planner", "too many", DAY);
    // GIVEN a restart with the stored state
    ladder =
        new AutonomyLadder(
            RULES, RulesJson.read(RulesJson.write(ladder.state()), LadderState.class));
    assertThat(ladder.judge(note(1)).rung()).isEqualTo(Autonomy.AUTO);
    assertThat(ladder.judge(note(2)).rung()).isEqualTo(Autonomy.SHADOW);
    assertThat(ladder.judge(order("R", 3, DAY)).rung()).isEqualTo(Autonomy.SHADOW);
  }

  @Test
  void theOwnerIsToldOfEveryDemotion() {
    for (int i = 1; i <= 3; i++) {
      assertThat(ladder.judge(order("R", i, DAY)).notices()).isEmpty();
    }
    assertThat(ladder.judge(order("R", 4, DAY)).notices())
        .singleElement()
        .satisfies(n -> assertThat(n.channel()).isEqualTo("me"))
        .satisfies(
            n -> assertThat(n.text()).contains("R was moved from AUTO to APPROVE: more than 3"));
  }

  @Test
  void aWriteToThePlantGoesNoFurtherThanItsOwnRule() {
    ladder.judge(order("R", 1, DAY));
    assertThat(ladder.judge(write("R", 1)).rung()).isEqualTo(Autonomy.AUTO);
    assertThat(ladder.judge(write("S", 1)).rung()).isEqualTo(Autonomy.SHADOW);
    ladder.move("R", Autonomy.RECOMMEND, "planner", "not yet", DAY);
    ladder.move("S", Autonomy.AUTO, "planner", "proven", DAY);
    ladder.judge(order("R", 2, DAY));
    assertThat(ladder.judge(write("S", 2)).rung()).isEqualTo(Autonomy.RECOMMEND);
  }

  @Test
  void messagesCountForTheBudgetAndAreSentUnlessInShadow() {
    for (int i = 1; i <= 3; i++) {
      assertThat(ladder.judge(message("R", i)).rung()).isEqualTo(Autonomy.AUTO);
    }
    assertThat(ladder.judge(message("R", 4)).changes()).hasSize(1);
    assertThat(ladder.judge(message("R", 5)).rung()).isEqualTo(Autonomy.AUTO);
    assertThat(ladder.judge(message("S", 1)).rung()).isEqualTo(Autonomy.SHADOW);
  }

  @Test
  void anEpisodeOnSomebodyElsesOrderHasTheRungOfItsRule() {
    AddToWorkOrder first =
        new AddToWorkOrder(
            "t:1", "m", 1, "REF1", "R", 1, 1, null, "text", DAY, evidence("R"), "4711");
    assertThat(ladder.judge(first).rung()).isEqualTo(Autonomy.AUTO);
    assertThat(ladder.state().orders()).containsEntry("R", 1);
    assertThat(ladder.judge(note(1)).rung()).isEqualTo(Autonomy.AUTO);
    assertThat(ladder.state().orders()).containsEntry("R", 1);
  }

  @Test
  void outcomesScoreTheRuleAndTheModel() {
    assertThat(ladder.score("R")).isNaN();
    for (int i = 0; i < 4; i++) {
      ladder.judge(new RecordOutcome("t:1", "m", i, "REF" + i, "R", "trend@2", i > 0, DAY, null));
    }
    assertThat(ladder.score("R")).isEqualTo(0.75);
    assertThat(ladder.score("model:trend@2")).isEqualTo(0.75);
  }

  @Test
  void ordersThatRestOnAModelWithBadOutcomesGoLessFar() {
    // GIVEN a rule that is fine and a model that is not
    for (int i = 0; i < 3; i++) {
      ladder.judge(new RecordOutcome("t:1", "m", i, "OK" + i, "R", true, DAY, null));
    }
    Verdict third = null;
    for (int i = 0; i < 3; i++) {
      ladder.judge(new RecordOutcome("t:1", "m", i, "A" + i, "R", true, DAY, null));
      ladder.judge(new RecordOutcome("t:1", "m", i, "C" + i, "R", true, DAY, null));
      third =
          ladder.judge(new RecordOutcome("t:1", "m", i, "B" + i, "R", "trend@2", false, DAY, null));
    }
    // THEN the model was moved, which is recorded and told, and the rule was not
    assertThat(third.changes())
        .containsExactly(
            new RungChange(
                "model:trend@2",
                Autonomy.AUTO,
                Autonomy.APPROVE,
                "outcomes",
                "the symptom stayed after 3 of the last orders",
                DAY));
    assertThat(third.notices())
        .singleElement()
        .satisfies(n -> assertThat(n.channel()).isEqualTo("me"))
        .satisfies(n -> assertThat(n.text()).startsWith("orders by model:trend@2 was moved"));
    assertThat(ladder.rung("R")).isEqualTo(Autonomy.AUTO);
    // AND orders that rest on it wait for a yes, others do not, also after a restart
    ladder =
        new AutonomyLadder(
            RULES, RulesJson.read(RulesJson.write(ladder.state()), LadderState.class));
    assertThat(ladder.judge(by("trend", 1)).rung()).isEqualTo(Autonomy.APPROVE);
    assertThat(ladder.judge(by("other", 2)).rung()).isEqualTo(Autonomy.AUTO);
    // AND a person moves it up
    ladder.move("model:trend@2", Autonomy.AUTO, "ann", "trained again", DAY);
    assertThat(ladder.judge(by("trend", 3)).rung()).isEqualTo(Autonomy.AUTO);
  }

  private static CreateWorkOrder by(String model, int n) {
    Forecast forecast =
        new Forecast("t:1", "rul", 1, 0, 2, 0.9, "h", "m", model, "2", null, DAY, 1, null, DAY, 1);
    return new CreateWorkOrder(
        "t:1",
        "m",
        n,
        "BY" + n,
        "R",
        "VIB",
        2,
        "title",
        null,
        Map.of(),
        DAY.plus(Duration.ofDays(n)),
        new Evidence("R", "1", "0", "why", null, null, forecast, null, "c", DAY));
  }

  private static ScadaWrite write(String rule, int n) {
    return new ScadaWrite("t:1", "m", n, "REF" + n, "speed", 80, "%", DAY, evidence(rule));
  }

  private static Notify message(String rule, int n) {
    return new Notify("t:1", "m", n, "MSG" + n, "me", "text", DAY, evidence(rule));
  }

  private static Evidence evidence(String rule) {
    return new Evidence(rule, "1", "0", "why", null, null, null, null, "c", DAY);
  }

  private static CreateWorkOrder order(String rule, int n, Instant at) {
    return new CreateWorkOrder(
        "t:1", "m", n, "REF" + n, rule, "VIB", 2, "title", null, Map.of(), at, null);
  }

  private static AddToWorkOrder note(int n) {
    return new AddToWorkOrder("t:1", "m", n, "REF" + n, "R", 1, 1, null, "text", DAY, null);
  }

  private static RecordOutcome outcome(int n, boolean gone) {
    return new RecordOutcome("t:1", "m", n, "REF" + n, "R", gone, DAY, null);
  }
}
