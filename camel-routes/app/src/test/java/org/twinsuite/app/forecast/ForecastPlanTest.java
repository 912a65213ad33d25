package org.twinsuite.app.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
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
  void aWrongLineIsNamed() {
    assertThatThrownBy(() -> ForecastPlan.read(new StringReader(HEADER + "a:pump,rul,m\n")))
        .hasMessageContaining("line 2")
        .hasMessageContaining("5 cells");
    assertThatThrownBy(() -> ForecastPlan.read(new StringReader("x,y\n")))
        .hasMessageContaining("line 1");
  }

  @Test
  void aThingIsDueAgainAfterTheStepOfTimeAndNotBeforeItsRepairShows() {
    ForecastDue due = new ForecastDue(Duration.ofHours(1));
    due.seen(sample(T0));
    assertThat(due.due()).containsExactly("a:1");
    due.done("a:1", T0);
    due.seen(sample(T0.plusSeconds(60)));
    assertThat(due.due()).isEmpty();
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
