package org.twinsuite.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.forecast.methods.Naive2;
import org.twinsuite.predictors.forecast.series.ForecastTask;

class ForecastScoreTest {

  @Test
  void thePublishedForecastsOfThetaGetTheirPublishedScore() throws IOException {
    Path m3 = data("m3");
    List<ForecastSeries> series =
        ForecastData.readAll(
            m3.resolve("M3.train.csv.gz"), m3.resolve("M3.test.csv.gz"), "m3", null);
    List<double[]> published = published(m3.resolve("M3Forecast-THETA.csv.gz"));

    List<double[]> forecasts = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      forecasts.add(Arrays.copyOf(published.get(i), series.get(i).horizon()));
    }
    ForecastScore score = ForecastScore.of(series, forecasts);

    assertThat(series).hasSize(3003);
    assertThat(score.smape()).isCloseTo(12.76, within(0.005));
    assertThat(score.mase()).isCloseTo(1.39, within(0.005));
  }

  @Test
  void naive2GetsTheScoreOfTheCompetition() throws IOException {
    Path m4 = data("m4");
    List<ForecastSeries> series =
        ForecastData.readAll(m4.resolve("train"), m4.resolve("test"), "m4", null);
    List<double[]> forecasts =
        new Naive2()
            .forecast(
                series.stream()
                    .map(s -> new ForecastTask(s.train(), new int[] {24}, s.horizon()))
                    .toList());
    ForecastScore score = ForecastScore.of(series, forecasts);

    assertThat(score.smape()).isCloseTo(18.383, within(0.0005));
    assertThat(score.mase()).isCloseTo(2.395, within(0.0005));
    assertThat(score.owa(score)).isEqualTo(1);
  }

  @Test
  void smapeFollowsItsDefinition() {
    assertThat(ForecastScore.smape(new double[] {100, 0}, new double[] {50, 0}))
        .isCloseTo(200.0 * 50 / 150 / 2, within(1e-12));
  }

  @Test
  void heldOutSeriesEndOneHorizonEarlier() {
    ForecastSeries series =
        new ForecastSeries(
            "a", ForecastFrequency.YEARLY, new double[] {1, 2, 3, 4}, new double[] {5, 6});

    assertThat(series.heldOut().train()).containsExactly(1, 2);
    assertThat(series.heldOut().test()).containsExactly(3, 4);
  }

  @Test
  void theFrequencyIsTakenFromTheFileNameOrTheId() {
    assertThat(ForecastFrequency.in("Weekly-train.csv", "x")).isEqualTo(ForecastFrequency.WEEKLY);
    assertThat(ForecastFrequency.in("train.csv", "D17")).isEqualTo(ForecastFrequency.DAILY);
    assertThatThrownBy(() -> ForecastFrequency.in("train.csv", "Dax"))
        .hasMessageContaining("-Dbench.frequency");
  }

  private static Path data(String set) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared/data").resolve(set))) {
      folder = folder.getParent();
    }
    assumeThat(folder).as("no shared/data/" + set + " above the working directory").isNotNull();
    return folder.resolve("shared/data").resolve(set);
  }

  private static List<double[]> published(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .skip(1)
          .map(line -> line.replace("\"", "").split(","))
          .map(
              row ->
                  Arrays.stream(row)
                      .skip(1)
                      .filter(cell -> !cell.equals("NA"))
                      .mapToDouble(Double::parseDouble)
                      .toArray())
          .toList();
    }
  }
}
