package org.twinsuite.pipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.pipeline.config.ForecastOptions;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.OrderStatus;

class ForecastPlanTest {
  private static final String HEADER = "definition,forecast,model,feature,failureMode\n";
  private static final Instant T0 = Instant.parse("2026-01-31T10:00:00Z");

  @Test
  void assignsByDefinitionWithOrWithoutVersion() throws IOException {
    ForecastPlan plan =
        ForecastPlan.read(
            new StringReader("# a comment\n" + HEADER + "a:pump,rul,m,vibration,wear\n"));
    assertThat(plan.of("a:pump:1.0.0")).hasSize(1);
    assertThat(plan.of("a:pump")).hasSize(1);
    assertThat(plan.of("a:pumpkin:1.0.0")).isEmpty();
    assertThat(plan.of(null)).isEmpty();
  }

  @Test
  void theBuiltInPlanScoresPumpsAtTheLevelTheirModelForecasts() throws IOException {
    ForecastPlan plan;
    try (Reader reader =
        new InputStreamReader(
            ForecastPlan.class.getResourceAsStream("/forecasts.csv"), StandardCharsets.UTF_8)) {
      plan = ForecastPlan.read(reader);
    }
    ForecastPlan.Line pump = plan.of("org.twinsuite:motor-pump:1.0.0").get(0);
    assertThat(ForecastOptions.THRESHOLDS.defaultValue())
        .isEqualTo(pump.model() + '=' + pump.failed().level());
    assertThat(pump.failed()).isEqualTo(new FailureSign(pump.feature(), true, 7.1));
    // AND what has no sample that tells a failure makes none up
    assertThat(plan.lines())
        .filteredOn(line -> line.failed() == null)
        .extracting(ForecastPlan.Line::definition)
        .containsExactly("org.twinsuite:bearing", "org.twinsuite:turbofan");
  }

  @Test
  void aWrongLineIsNamed() {
    assertThatThrownBy(() -> ForecastPlan.read(new StringReader(HEADER + "a:pump,rul,m\n")))
        .hasMessageContaining("plan.csv, E2: failureMode is empty");
    assertThatThrownBy(() -> ForecastPlan.read(new StringReader(HEADER + "a:pump,r,m,v,w,x\n")))
        .hasMessageContaining("plan.csv, F2: 'x' belongs to no column (the header has 5)");
    assertThatThrownBy(() -> ForecastPlan.read(new StringReader("x,y\n")))
        .hasMessageContaining("header: missing columns [definition,");
    assertThatThrownBy(
            () -> ForecastPlan.read(new StringReader(HEADER.replace("model", "forecast"))))
        .hasMessageContaining("C1: column 'forecast' is already in B1");
  }

  @Test
  void aCommaInQuotesIsPartOfItsCell() throws IOException {
    // GIVEN a model whose options have a comma
    ForecastPlan plan =
        ForecastPlan.read(
            new StringReader(HEADER + "a:pump,rul,\"ridge(3,2)\",\"flow, \"\"hot\"\"\",wear\n"));
    // THEN
    assertThat(plan.lines()).hasSize(1);
    assertThat(plan.lines().get(0).model()).isEqualTo("ridge(3,2)");
    assertThat(plan.lines().get(0).feature()).isEqualTo("flow, \"hot\"");
  }

  @Test
  void namesChallengerHorizonSeasonAndSignOfFailureWhereThereAreSuchColumns() throws IOException {
    ForecastPlan plan =
        ForecastPlan.read(
            new StringReader(
                "failed,definition,forecast,model,feature,failureMode,challenger,horizon,season\n"
                    + "trip <= 2.5,a:pump,heat,theta,heat,wear,auto,PT24H,P7D\n"
                    + ",a:pump,rul,m,vibration,wear,,,\n"));
    ForecastPlan.Line line = plan.of("a:pump").get(0);
    assertThat(line.challenger()).isEqualTo("auto");
    assertThat(line.failed()).isEqualTo(new FailureSign("trip", false, 2.5));
    Duration step = Duration.ofHours(1);
    assertThat(ForecastPlan.Line.steps(line.horizon(), step)).isEqualTo(24);
    assertThat(ForecastPlan.Line.steps(line.season(), step)).isEqualTo(168);
    assertThat(plan.lines().get(1).failed()).isNull();
    assertThat(ForecastPlan.Line.steps(plan.lines().get(1).horizon(), step)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'m,1 day,,', 'F2: horizon ''1 day'' is not a valid ISO-8601 duration'",
    "'m,PT0S,,', F2: horizon must be longer",
    "'m,,vibration > 7,', 'G2: failed ''vibration > 7'' is not a condition'",
    "'m,,,m', 'H2: challenger ''m'' is the model itself'"
  })
  void aWrongCellIsNamed(String cells, String message) {
    String header = "definition,forecast,feature,failureMode,model,horizon,failed,challenger\n";
    assertThatThrownBy(
            () -> ForecastPlan.read(new StringReader(header + "a:pump,x,v,wear," + cells + "\n")))
        .hasMessageContaining(message);
  }

  @Test
  void aThingIsDueAgainAfterTheStepOfTimeAndNotBeforeItsRepairShows() {
    ForecastDue due = new ForecastDue(Duration.ofHours(1));
    due.seen(sample(T0));
    assertThat(due.due()).containsExactly("a:1");
    assertThat(due.isDue("a:1", "rul")).isTrue();
    due.done("a:1", "rul", T0);
    due.seen(sample(T0.plusSeconds(60)));
    assertThat(due.due()).isEmpty();
    // WHEN another forecast is asked for and not made
    due.asked("a:1", "heat");
    // THEN that one alone is due
    assertThat(due.due()).containsExactly("a:1");
    assertThat(due.isDue("a:1", "heat")).isTrue();
    assertThat(due.isDue("a:1", "rul")).isFalse();
    due.done("a:1", "heat", T0);
    due.seen(sample(T0.plusSeconds(3600)));
    assertThat(due.due()).containsExactly("a:1");
    // WHEN an order was completed after the last sample
    due.seen(
        new OrderStatus(
            "a:1", "TSX", "1", OrderState.COMPLETED, "wear", 1, T0.plusSeconds(7200), 9));
    // THEN nothing is known of the new part yet
    assertThat(due.due()).isEmpty();
    assertThat(due.life("a:1").begin()).isEqualTo(T0.plusSeconds(7200));
  }

  private static Measurement sample(Instant at) {
    return new Measurement("a:1", "vibration", 1, null, null, at, 1);
  }
}
