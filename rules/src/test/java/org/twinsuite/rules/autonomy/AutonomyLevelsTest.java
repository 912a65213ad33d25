package org.twinsuite.rules.autonomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.action.RecordOutcome;
import org.twinsuite.rules.action.ScadaWrite;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.json.RulesJson;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RuleInfo;

class AutonomyLevelsTest {

  private static final Instant DAY = Instant.parse("2026-03-01T08:00:00Z");
  private static final Map<String, RuleInfo> RULES =
      Map.of("R", new RuleInfo("R", "rule", "1", "me", Autonomy.AUTO, 3));

  private AutonomyLevels levels = new AutonomyLevels(RULES, AutonomyState.empty());

  @Test
  void theBudgetOfADayMovesTheRuleDownInItsTenantAndTheNextDayDoesNotMoveItUp() {
    // GIVEN a budget of three, spent by three things of one tenant
    for (int i = 1; i <= 3; i++) {
      assertThat(levels.judge(order("R", "t:" + i, i, DAY)).level()).isEqualTo(Autonomy.AUTO);
    }
    // WHEN a fourth one raises an order
    AutonomyDecision fourth = levels.judge(order("R", "t:4", 4, DAY.plusSeconds(60)));
    // THEN the tenant's level is lower, the day after as well
    assertThat(fourth.level()).isEqualTo(Autonomy.APPROVE);
    assertThat(fourth.changes())
        .singleElement()
        .satisfies(c -> assertThat(c.ruleId()).isEqualTo("R in t"))
        .satisfies(c -> assertThat(c.who()).isEqualTo("budget"))
        .satisfies(c -> assertThat(c.why()).isEqualTo("more than 3 orders on 2026-03-01"));
    assertThat(levels.judge(order("R", "t:5", 5, DAY.plus(Duration.ofDays(1)))).level())
        .isEqualTo(Autonomy.APPROVE);
    // AND another tenant's is not
    assertThat(levels.judge(order("R", "u:1", 6, DAY)).level()).isEqualTo(Autonomy.AUTO);
  }

  @Test
  void aThingThatSpendsMoreThanItsShareIsMovedDownAlone() {
    // GIVEN two orders of one thing, its share of a budget of three
    levels.judge(order("R", "t:1", 1, DAY));
    levels.judge(order("R", "t:1", 2, DAY));
    // WHEN
    AutonomyDecision third = levels.judge(order("R", "t:1", 3, DAY));
    // THEN
    assertThat(third.changes())
        .singleElement()
        .satisfies(c -> assertThat(c.ruleId()).isEqualTo("R for t:1"))
        .satisfies(c -> assertThat(c.why()).isEqualTo("more than 2 orders on 2026-03-01"));
    assertThat(levels.level("R", "t:1")).isEqualTo(Autonomy.APPROVE);
    assertThat(levels.judge(order("R", "t:2", 4, DAY)).level()).isEqualTo(Autonomy.AUTO);
    // AND a person moves it up again, for that thing
    levels.move("R for t:1", Autonomy.AUTO, "ann", "sensor replaced", DAY);
    assertThat(levels.level("R", "t:1")).isEqualTo(Autonomy.AUTO);
    assertThat(levels.state().levels()).isEmpty();
  }

  @Test
  void aRuleThatSpendsItsBudgetInHalfOfItsTenantsIsMovedDownEverywhere() {
    // GIVEN three tenants, one of which has spent the budget
    levels.judge(order("R", "c:1", 0, DAY));
    spend("a");
    assertThat(levels.level("R")).isEqualTo(Autonomy.AUTO);
    // WHEN a second one spends it
    List<LevelChange> changes = spend("b");
    // THEN
    assertThat(changes).extracting(LevelChange::ruleId).containsExactly("R in b", "R");
    assertThat(changes.get(1).why())
        .isEqualTo("more than 3 orders on 2026-03-01 in each of 2 of 3 tenants");
    assertThat(levels.judge(order("R", "c:2", 9, DAY)).level()).isEqualTo(Autonomy.APPROVE);
  }

  private List<LevelChange> spend(String tenant) {
    List<LevelChange> changes = List.of();
    for (int i = 0; i < 4; i++) {
      changes = levels.judge(order("R", tenant + ":" + i, 100 + i, DAY)).changes();
    }
    return changes;
  }

  @Test
  void aBudgetOfZeroMovesTheRuleDownAtItsFirstOrder() {
    levels =
        new AutonomyLevels(
            Map.of("R", new RuleInfo("R", "rule", "1", "me", Autonomy.AUTO, 0)),
            AutonomyState.empty());
    assertThat(levels.judge(order("R", "t:1", 1, DAY)).level()).isEqualTo(Autonomy.APPROVE);
  }

  @Test
  void ordersOfDifferentDaysDoNotAddUp() {
    for (int i = 1; i <= 10; i++) {
      Instant at = DAY.plus(Duration.ofDays(i / 3));
      AutonomyDecision decision = levels.judge(order("R", "t:" + i, i, at));
      assertThat(decision.level()).isEqualTo(Autonomy.AUTO);
    }
  }

  @Test
  void badOutcomesOfAThingMoveTheRuleDownForIt() {
    assertThat(levels.judge(outcome("t:1", 1, false)).changes()).isEmpty();
    assertThat(levels.judge(outcome("t:1", 2, true)).changes()).isEmpty();
    assertThat(levels.judge(outcome("t:1", 3, false)).changes()).isEmpty();
    assertThat(levels.judge(outcome("t:1", 4, false)).changes())
        .containsExactly(
            new LevelChange(
                "R for t:1",
                Autonomy.AUTO,
                Autonomy.APPROVE,
                "outcomes",
                "the symptom stayed after 3 of the last orders",
                DAY));
    assertThat(levels.level("R", "t:2")).isEqualTo(Autonomy.AUTO);
  }

  @Test
  void badOutcomesOfThreeThingsMoveTheRuleDownInTheirTenantAndOfThreeTenantsEverywhere() {
    bad("a");
    assertThat(levels.level("R", "a:9")).isEqualTo(Autonomy.APPROVE);
    assertThat(levels.level("R", "b:9")).isEqualTo(Autonomy.AUTO);
    levels.judge(outcome("b:1", 8, false));
    assertThat(levels.level("R")).isEqualTo(Autonomy.AUTO);
    levels.judge(outcome("c:1", 9, false));
    assertThat(levels.level("R")).isEqualTo(Autonomy.APPROVE);
  }

  private void bad(String tenant) {
    for (int i = 0; i < 3; i++) {
      levels.judge(outcome(tenant + ":" + i, i, false));
    }
  }

  @Test
  void aStateThatAFormerVersionStoredIsRead() {
    String stored =
        "{\"rungs\":{\"R\":\"RECOMMEND\"},\"orders\":{\"R\":2},\"day\":\"2026-03-01\","
            + "\"outcomes\":{\"R\":[true,false]},\"references\":{}}";
    levels = new AutonomyLevels(RULES, RulesJson.read(stored, AutonomyState.class));
    assertThat(levels.level("R")).isEqualTo(Autonomy.RECOMMEND);
    assertThat(levels.score("R")).isEqualTo(0.5);
  }

  @Test
  void anUnknownRuleStaysInShadow() {
    assertThat(levels.judge(order("NEW", "t:1", 1, DAY)).level()).isEqualTo(Autonomy.SHADOW);
  }

  @Test
  void laterActionsOfAnEpisodeStayOnTheLevelOfItsOrderAlsoAfterARestart() {
    levels.judge(order("R", "t:1", 1, DAY));
    levels.move("R", Autonomy.SHADOW, "planner", "too many", DAY);
    // GIVEN a restart with the stored state
    levels =
        new AutonomyLevels(
            RULES, RulesJson.read(RulesJson.write(levels.state()), AutonomyState.class));
    assertThat(levels.judge(note(1)).level()).isEqualTo(Autonomy.AUTO);
    assertThat(levels.judge(note(2)).level()).isEqualTo(Autonomy.SHADOW);
    assertThat(levels.judge(order("R", "t:1", 3, DAY)).level()).isEqualTo(Autonomy.SHADOW);
  }

  @Test
  void theOwnerIsToldOfEveryDemotion() {
    for (int i = 1; i <= 3; i++) {
      assertThat(levels.judge(order("R", "t:" + i, i, DAY)).notices()).isEmpty();
    }
    assertThat(levels.judge(order("R", "t:4", 4, DAY)).notices())
        .singleElement()
        .satisfies(n -> assertThat(n.channel()).isEqualTo("me"))
        .satisfies(
            n ->
                assertThat(n.text())
                    .startsWith("rule R in t: moved from AUTO to APPROVE, more than 3 orders"));
  }

  @Test
  void aWriteToThePlantGoesNoFurtherThanItsOwnRule() {
    levels.judge(order("R", "t:1", 1, DAY));
    assertThat(levels.judge(write("R", 1)).level()).isEqualTo(Autonomy.AUTO);
    assertThat(levels.judge(write("S", 1)).level()).isEqualTo(Autonomy.SHADOW);
    levels.move("R", Autonomy.RECOMMEND, "planner", "not yet", DAY);
    levels.move("S", Autonomy.AUTO, "planner", "proven", DAY);
    levels.judge(order("R", "t:1", 2, DAY));
    assertThat(levels.judge(write("S", 2)).level()).isEqualTo(Autonomy.RECOMMEND);
  }

  @Test
  void messagesCountForTheBudgetAndAreSentUnlessInShadow() {
    for (int i = 1; i <= 2; i++) {
      assertThat(levels.judge(message("R", i)).level()).isEqualTo(Autonomy.AUTO);
    }
    assertThat(levels.judge(message("R", 4)).changes()).hasSize(1);
    assertThat(levels.judge(message("R", 5)).level()).isEqualTo(Autonomy.AUTO);
    assertThat(levels.judge(message("S", 1)).level()).isEqualTo(Autonomy.SHADOW);
  }

  @Test
  void anEpisodeOnSomebodyElsesOrderHasTheLevelOfItsRule() {
    AddToWorkOrder first =
        new AddToWorkOrder(
            "t:1", "m", 1, "REF1", "R", 1, 1, null, "text", DAY, evidence("R"), "4711");
    assertThat(levels.judge(first).level()).isEqualTo(Autonomy.AUTO);
    assertThat(levels.state().orders()).containsEntry("R", 1);
    assertThat(levels.judge(note(1)).level()).isEqualTo(Autonomy.AUTO);
    assertThat(levels.state().orders()).containsEntry("R", 1);
  }

  @Test
  void outcomesScoreTheRuleAndTheModel() {
    assertThat(levels.score("R")).isNaN();
    for (int i = 0; i < 4; i++) {
      levels.judge(new RecordOutcome("t:1", "m", i, "REF" + i, "R", "trend@2", i > 0, DAY, null));
    }
    assertThat(levels.score("R")).isEqualTo(0.75);
    assertThat(levels.score("model:trend@2")).isEqualTo(0.75);
  }

  @Test
  void ordersThatRestOnAModelWithBadOutcomesGoLessFar() {
    // GIVEN a rule that is fine and a model that is not
    for (int i = 0; i < 3; i++) {
      levels.judge(new RecordOutcome("t:1", "m", i, "OK" + i, "R", true, DAY, null));
    }
    AutonomyDecision third = null;
    for (int i = 0; i < 3; i++) {
      levels.judge(new RecordOutcome("t:1", "m", i, "A" + i, "R", true, DAY, null));
      levels.judge(new RecordOutcome("t:1", "m", i, "C" + i, "R", true, DAY, null));
      third =
          levels.judge(new RecordOutcome("t:1", "m", i, "B" + i, "R", "trend@2", false, DAY, null));
    }
    // THEN the model was moved, which is recorded and told, and the rule was not
    assertThat(third.changes())
        .containsExactly(
            new LevelChange(
                "model:trend@2 for t:1",
                Autonomy.AUTO,
                Autonomy.APPROVE,
                "outcomes",
                "the symptom stayed after 3 of the last orders",
                DAY));
    assertThat(third.notices())
        .singleElement()
        .satisfies(n -> assertThat(n.channel()).isEqualTo("me"))
        .satisfies(n -> assertThat(n.text()).startsWith("orders by model:trend@2 for t:1: moved"));
    assertThat(levels.level("R")).isEqualTo(Autonomy.AUTO);
    // AND orders that rest on it wait for a yes, others do not, also after a restart
    levels =
        new AutonomyLevels(
            RULES, RulesJson.read(RulesJson.write(levels.state()), AutonomyState.class));
    assertThat(levels.judge(by("trend", 1)).level()).isEqualTo(Autonomy.APPROVE);
    assertThat(levels.judge(by("other", 2)).level()).isEqualTo(Autonomy.AUTO);
    // AND a person moves it up
    levels.move("model:trend@2 for t:1", Autonomy.AUTO, "ann", "trained again", DAY);
    assertThat(levels.judge(by("trend", 3)).level()).isEqualTo(Autonomy.AUTO);
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

  private static CreateWorkOrder order(String rule, String thing, int n, Instant at) {
    return new CreateWorkOrder(
        thing, "m", n, "REF" + n, rule, "VIB", 2, "title", null, Map.of(), at, null);
  }

  private static AddToWorkOrder note(int n) {
    return new AddToWorkOrder("t:1", "m", n, "REF" + n, "R", 1, 1, null, "text", DAY, null);
  }

  private static RecordOutcome outcome(String thing, int n, boolean gone) {
    return new RecordOutcome(thing, "m", n, "REF" + n, "R", gone, DAY, null);
  }
}
