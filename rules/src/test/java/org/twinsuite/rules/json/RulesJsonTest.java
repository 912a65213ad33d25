package org.twinsuite.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.Window;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.evidence.Observation;
import org.twinsuite.rules.evidence.PastCase;
import org.twinsuite.rules.evidence.Threshold;
import org.twinsuite.rules.fact.Driver;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;

class RulesJsonTest {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

  private static final Forecast FORECAST =
      new Forecast(
          "demo:engine-1",
          "rul",
          41.5,
          30,
          55,
          0.9,
          "h",
          "hpc-degradation",
          "boost",
          "3",
          List.of(new Driver("s11", 0.7)),
          AT,
          30,
          null,
          AT,
          17);

  private static final Evidence EVIDENCE =
      new Evidence(
          "R-RUL-01",
          "1.0",
          "abc",
          "RUL 41.5 h is below the horizon",
          List.of(new Observation("s11", 47.3, "1", "good", AT, 17)),
          List.of(new Threshold("horizon", 48, "h", "rul.csv row 3")),
          FORECAST,
          List.of("a mean above 48 h"),
          "c-1",
          AT);

  @Test
  void actionSurvivesJson() {
    Action action =
        new CreateWorkOrder(
            "demo:engine-1",
            "hpc-degradation",
            1,
            "TSX",
            "R-RUL-01",
            "PDE",
            2,
            "title",
            new Window(AT, AT.plusSeconds(60)),
            Map.of("assetnum", "1"),
            AT,
            EVIDENCE.like(
                List.of(
                    new PastCase(
                        "demo:engine-2", "TSY", "1007", "R-RUL-01", AT, AT, "repaired", 0.1))));

    assertThat(RulesJson.read(RulesJson.write(action), Action.class)).isEqualTo(action);
  }

  @Test
  void factSurvivesJson() {
    assertThat(RulesJson.read(RulesJson.write(FORECAST), Fact.class)).isEqualTo(FORECAST);
  }

  @Test
  void refusesWhatIsNoAction() {
    assertThatThrownBy(() -> RulesJson.read("{\"type\":\"Nonsense\"}", Action.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a Action");
  }

  @Test
  void textTellsAPlannerWhy() {
    assertThat(EVIDENCE.toText())
        .contains("WHY: RUL 41.5 h is below the horizon")
        .contains("FORECAST rul: 41.50 h, between 30.00 and 55.00")
        .contains("horizon: 48.00 h (rul.csv row 3)")
        .contains("s11 = 47.30 1, good, revision 17")
        .contains("a mean above 48 h")
        .contains("RULE: R-RUL-01 version 1.0, pack abc");
  }

  @Test
  void textNamesTheSimilarUnitsOfAForecast() {
    Forecast byUnits =
        new Forecast(
            "demo:engine-1",
            "rul",
            41.5,
            30,
            55,
            0.9,
            "h",
            "hpc-degradation",
            "rul-similarity",
            "1",
            List.of(new Driver("steps left of similar unit 17 (distance 0.53)", 44)),
            AT,
            30,
            null,
            AT,
            17);
    Evidence evidence = new Evidence("R", "1", "h", "why", null, null, byUnits, null, "c", AT);

    assertThat(evidence.toText())
        .contains("by units that were like this one:")
        .contains("steps left of similar unit 17 (distance 0.53) (44.00)")
        .doesNotContain("moved by");
    assertThat(EVIDENCE.toText()).contains("moved by:").doesNotContain("like this one");
  }
}
