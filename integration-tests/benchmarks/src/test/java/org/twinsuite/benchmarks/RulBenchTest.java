package org.twinsuite.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.SeriesPredictor;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.Status;
import org.twinsuite.predictors.rul.training.UnitHistory;

/** The bench on made-up engines in the competition's format. */
class RulBenchTest {

  private static final int UNITS = 15;

  @TempDir Path folder;

  @BeforeEach
  void set() {
    System.setProperty("bench.data", folder.toString());
    System.setProperty("bench.sets", "FD009");
  }

  @AfterEach
  void clear() {
    List.of("data", "sets", "cv").forEach(name -> System.clearProperty("bench." + name));
  }

  @Test
  void givenOtherLabelsWhenRunThenOnlyTheJudgementDiffers() throws Exception {
    files(i -> 20 + 5 * i);
    System.setProperty("bench.cv", "true");
    Map<String, String> first = run();
    System.setProperty("bench.cv", "false");
    files(i -> 90 - 5 * i);
    Map<String, String> other = run();

    assertThat(first)
        .containsKeys(
            "fd009_rmse_capped",
            "fd009_rmse_raw",
            "fd009_score_capped",
            "fd009_score_raw",
            "fd009_coverage_90",
            "fd009_train_cpu_s",
            "fd009_predictions_per_cpu_s",
            "fd009_held_out_rmse_capped",
            "fd009_cv_rmse_capped",
            "fd009_cv_coverage_90");
    assertThat(other.get("fd009_rmse_raw")).isNotEqualTo(first.get("fd009_rmse_raw"));
    assertThat(other.get("fd009_held_out_rmse_capped"))
        .isEqualTo(first.get("fd009_held_out_rmse_capped"));
  }

  @Test
  void givenCrossValidationThenAUnitIsNeverPredictedByAModelThatHasSeenIt() {
    List<UnitHistory> units =
        IntStream.range(0, 23)
            .mapToObj(i -> new UnitHistory("u" + i, Map.of("age", new double[60 + 10 * i])))
            .toList();
    Map<String, Integer> lives =
        units.stream().collect(Collectors.toMap(UnitHistory::unitId, UnitHistory::cycles));
    Set<String> predicted = new HashSet<>();

    RulScore score =
        new RulCrossValidation(5, 4, 1)
            .run(
                units,
                others -> {
                  Set<String> seen =
                      others.stream().map(UnitHistory::unitId).collect(Collectors.toSet());
                  return new Recorder(
                      row -> {
                        assertThat(seen).doesNotContain(row.seriesId());
                        predicted.add(row.seriesId());
                        return lives.get(row.seriesId()) - row.values("age").length;
                      });
                },
                125);

    assertThat(predicted).hasSize(23);
    assertThat(score.truth()).hasSize(23 * 4);
    assertThat(Arrays.stream(score.truth()).boxed().toList())
        .allSatisfy(left -> assertThat(left).isBetween(6.0, 145.0));
    assertThat(score.rmse(false)).isZero();
  }

  private Map<String, String> run() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new RulBench().run(new BenchContext("rul", new PrintStream(out, true, StandardCharsets.UTF_8)));
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words.length == 5 && "bench".equals(words[0]))
        .collect(Collectors.toMap(words -> words[2], words -> words[3]));
  }

  private void files(IntUnaryOperator label) throws IOException {
    Random random = new Random(3);
    StringBuilder train = new StringBuilder();
    StringBuilder test = new StringBuilder();
    StringBuilder labels = new StringBuilder();
    for (int u = 0; u < UNITS; u++) {
      int life = 110 + random.nextInt(60);
      unit(train, u + 1, life, life, random);
      unit(test, u + 1, life, life - 20 - 5 * u, random);
      labels.append(label.applyAsInt(u)).append('\n');
    }
    Files.writeString(folder.resolve("train_FD009.txt"), train);
    Files.writeString(folder.resolve("test_FD009.txt"), test);
    Files.writeString(folder.resolve("RUL_FD009.txt"), labels);
  }

  /** Three settings in two regimes and 21 sensors, of which the first four wear. */
  private static void unit(StringBuilder to, int unit, int life, int cycles, Random random) {
    for (int t = 0; t < cycles; t++) {
      int regime = random.nextInt(2);
      to.append(unit).append(' ').append(t + 1);
      to.append(' ').append(35 * regime).append(' ').append(regime).append(" 100");
      for (int s = 0; s < 21; s++) {
        double wear = s < 4 ? Math.exp(-(life - t) / 30.0) : 0;
        to.append(' ').append((float) (500 + 100 * regime + 8 * wear + random.nextGaussian()));
      }
      to.append('\n');
    }
  }

  /** Answers what it is told to. */
  private static final class Recorder extends SeriesPredictor {

    interface Life {
      double of(SeriesRequest row);
    }

    private final Life life;

    Recorder(Life life) {
      this.life = life;
    }

    @Override
    public String name() {
      return "recorder";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Schema requestSchema() {
      return RequestSchema.of(List.of("age"));
    }

    @Override
    public Schema responseSchema() {
      return ResponseSchema.remainingLife();
    }

    @Override
    protected List<Prediction> predict(List<SeriesRequest> rows, PredictionOptions options) {
      return rows.stream()
          .map(
              row ->
                  Prediction.life(
                      row.seriesId(), life.of(row), 0, 300, model(), Status.OK, List.of()))
          .toList();
    }
  }
}
