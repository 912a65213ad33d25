package org.twinsuite.pipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.pipeline.history.Points;
import org.twinsuite.predictors.SeriesRequest;

class GridTest {
  private static final Duration FALLBACK = Duration.ofMinutes(10);

  @Test
  void fillsStepsWithoutASampleAndKeepsColumnsAlike() {
    SeriesRequest row =
        Grid.of(
            "a:1",
            Map.of(
                "x",
                    new Points(
                        new long[] {0, 1_000, 2_000, 4_000, 5_000}, new double[] {1, 2, 3, 5, 6}),
                "y", new Points(new long[] {1_000}, new double[] {7})),
            List.of("x", "y", "z"),
            Instant.EPOCH,
            FALLBACK);
    assertThat(row.step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(row.values("x")).containsExactly(1, 2, 3, Double.NaN, 5, 6);
    assertThat(row.values("y"))
        .containsExactly(Double.NaN, 7, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    assertThat(row.values("z")).containsOnly(Double.NaN);
  }

  @Test
  void leavesOutWhatWasBeforeTheMachineWasRepaired() {
    Map<String, Points> points =
        Map.of("x", new Points(new long[] {0, 1_000, 2_000, 3_000}, new double[] {9, 9, 1, 1}));
    assertThat(
            Grid.of("a:1", points, List.of("x"), Instant.ofEpochMilli(1_500), FALLBACK).values("x"))
        .containsExactly(1, 1);
    assertThat(Grid.of("a:1", points, List.of("x"), Instant.ofEpochMilli(3_000), FALLBACK))
        .isNull();
  }
}
