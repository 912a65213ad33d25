package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.fact.Quality;
import org.twinsuite.rules.pack.PackFolder;
import org.twinsuite.rules.pack.StandardPackCopy;

class ReloadTest {

  @TempDir Path folder;
  private StandardPackCopy copy;
  private PackFolder watched;
  private RuleEngine engine;
  private final List<Action> actions = new ArrayList<>();
  private int hour;

  @BeforeEach
  void open() throws IOException {
    copy = StandardPackCopy.in(folder);
    watched = new PackFolder(folder);
    engine =
        RuleEngine.open(
            ((PackFolder.Changed) watched.scan()).pack(), List.of(), EngineOptions.defaults());
    actions.addAll(
        engine.handle(Plant.thing("demo:p1", "org.twinsuite:motor-pump:1.0.0")).actions());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aReloadNeverOrdersAgainWhatWasOrdered() throws IOException {
    vibration(20, 5.0);
    assertThat(orders()).hasSize(1);
    copy.change("zones.csv", "2/rigid,1.4,2.8,4.5", "2/rigid,1.4,2.7,4.5");
    reload();
    vibration(20, 5.0);
    assertThat(orders()).hasSize(1);
    // and the episode still ends by recovery
    vibration(60, 1.0);
    vibration(20, 5.0);
    assertThat(orders()).hasSize(2);
  }

  @Test
  void aLowerLimitHoldsForTheSamplesAlreadySeen() throws IOException {
    vibration(20, 2.0);
    assertThat(orders()).isEmpty();
    copy.change("zones.csv", "2/rigid,1.4,2.8,4.5", "2/rigid,1.4,1.9,4.5");
    reload();
    assertThat(orders()).isEmpty();
    vibration(1, 2.0);
    assertThat(orders())
        .singleElement()
        .satisfies(o -> assertThat(o.evidence().packHash()).isNotEqualTo(Plant.PACK.hash()));
  }

  @Test
  void aBadPackIsRefusedOnceAndTheOldOneRunsOn() throws IOException {
    copy.change("zones.csv", "2/rigid,1.4,2.8,4.5", "2/rigid,1.4,nonsense,4.5");
    assertThat(watched.scan())
        .isInstanceOfSatisfying(
            PackFolder.Refused.class,
            r -> assertThat(r.errors()).singleElement().asString().contains("zones.csv, C6"));
    assertThat(watched.scan()).isInstanceOf(PackFolder.Unchanged.class);
    vibration(20, 5.0);
    assertThat(orders()).hasSize(1);
  }

  @Test
  void silenceStaysKnownOverAReload() throws IOException {
    vibration(20, 1.0);
    copy.change("zones.csv", "2/rigid,1.4,2.8,4.5", "2/rigid,1.4,2.7,4.5");
    reload();
    actions.addAll(engine.advanceTo(Plant.at(40)).actions());
    assertThat(orders()).extracting(CreateWorkOrder::failureMode).containsExactly("sensor-loss");
  }

  @Test
  void aRuleThatThrowsIsParkedAndTheOthersGoOn() throws IOException {
    copy.change(
        "data.drl",
        "// Sensor drift",
        """
        rule "throws" @ruleId("X-1") @version("1")
        when $w : LevelDetector(violationCount > 0)
        then throw new IllegalStateException("broken on purpose");
        end
        // Sensor drift""");
    reload();
    vibration(20, 5.0);
    assertThat(orders()).hasSize(1);
    List<RuleProblem> problems = engine.problems();
    assertThat(problems).hasSize(3).allMatch(p -> p.rule().equals("throws"));
    assertThat(problems.get(2).parked()).isTrue();
    assertThat(problems.get(2).message()).contains("broken on purpose");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deep(1);",
        "throw new AssertionError(\"on purpose\");",
        "throw new NoClassDefFoundError(\"org/plant/Missing\");",
        "throw new ExceptionInInitializerError(\"on purpose\");"
      })
  void aRuleThatThrowsAnErrorIsParkedAndTheOthersGoOn(String consequence) throws IOException {
    // GIVEN a rule that ends in an Error, not in an exception
    copy.change(
        "data.drl",
        "// Sensor drift",
        """
        function int deep(int i) { return deep(i + 1) + 1; }
        rule "throws" @ruleId("X-1") @version("1") salience 100
        when $w : LevelDetector(violationCount > 0)
        then %s
        end
        // Sensor drift"""
            .formatted(consequence));
    reload();
    // WHEN
    vibration(20, 5.0);
    // THEN
    assertThat(orders()).hasSize(1);
    List<RuleProblem> problems = engine.problems();
    assertThat(problems).hasSize(3).allMatch(p -> p.rule().equals("throws"));
    assertThat(problems.get(2).parked()).isTrue();
    // AND the episode ends and opens again as ever
    vibration(60, 1.0);
    vibration(20, 5.0);
    assertThat(orders()).hasSize(2);
  }

  @Test
  void aConditionThatThrowsAnErrorGivesWayToTheFormerPack() throws IOException {
    copy.change(
        "data.drl",
        "// Sensor drift",
        """
        function int deep(int i) { return deep(i + 1) + 1; }
        rule "throws" @ruleId("X-3") @version("1")
        when $w : LevelDetector(violationCount > 2) eval(deep($w.getViolationCount()) > 0)
        then findings.raise($w);
        end
        // Sensor drift""");
    vibration(2, 5.0);
    reload();
    vibration(20, 5.0);
    assertThat(orders())
        .singleElement()
        .satisfies(o -> assertThat(o.evidence().packHash()).isEqualTo(Plant.PACK.hash()));
    assertThat(engine.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.parked()).isTrue())
        .satisfies(p -> assertThat(p.message()).contains("a condition failed", "StackOverflow"));
  }

  @Test
  void anEndlessRuleIsStoppedAndParked() throws IOException {
    copy.change(
        "data.drl",
        "// Sensor drift",
        """
        rule "endless" @ruleId("X-2") @version("1")
        when $w : LevelDetector(violationCount > 0)
        then update($w);
        end
        // Sensor drift""");
    reload();
    vibration(20, 5.0);
    assertThat(orders()).hasSize(1);
    assertThat(engine.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.parked()).isTrue())
        .satisfies(p -> assertThat(p.rule()).isEqualTo("endless"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$w : LevelDetector(Integer.parseInt(source) > 0)",
        "$w : LevelDetector(violationCount > 2) eval(Integer.parseInt($w.getSource()) > 0)",
        "$w : LevelDetector(violationCount > 2) LevelDetector(Integer.parseInt($w.source + source) > 0)"
      })
  void aPackWithAConditionThatThrowsGivesWayToTheFormerOne(String condition) throws IOException {
    copy.change(
        "data.drl",
        "// Sensor drift",
        """
        rule "throws" @ruleId("X-3") @version("1")
        when %s
        then findings.raise($w);
        end
        // Sensor drift"""
            .formatted(condition));
    // GIVEN a machine that begins to shake, so that the condition is looked at at once or later
    vibration(2, 5.0);
    reload();
    vibration(20, 5.0);
    // THEN the former pack orders, and people are told which pack failed and where
    assertThat(orders())
        .singleElement()
        .satisfies(o -> assertThat(o.evidence().packHash()).isEqualTo(Plant.PACK.hash()));
    assertThat(engine.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.parked()).isTrue())
        .satisfies(p -> assertThat(p.message()).contains("a condition failed", "For input string"));
    // and a sound pack runs again
    copy.change("data.drl", condition, "$w : LevelDetector(violationCount > 1000)");
    reload();
    vibration(60, 1.0);
    vibration(20, 5.0);
    assertThat(orders()).hasSize(2);
    assertThat(engine.problems()).isEmpty();
  }

  private void reload() throws IOException {
    engine.reload(((PackFolder.Changed) watched.scan()).pack());
  }

  private void vibration(int hours, double value) {
    for (int i = 0; i < hours; i++) {
      hour++;
      actions.addAll(
          engine.handle(Plant.vibration("demo:p1", hour, value, Quality.GOOD, hour)).actions());
    }
  }

  private List<CreateWorkOrder> orders() {
    return actions.stream()
        .filter(CreateWorkOrder.class::isInstance)
        .map(CreateWorkOrder.class::cast)
        .toList();
  }
}
