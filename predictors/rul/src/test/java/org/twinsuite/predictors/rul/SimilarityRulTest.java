package org.twinsuite.predictors.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.predictors.DamagedModelException;
import org.twinsuite.predictors.Driver;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.PredictorContract;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.rul.training.SimilarityRulTrainer;
import org.twinsuite.predictors.rul.training.SimilarityTrainingConfig;
import org.twinsuite.predictors.rul.training.UnitHistory;

class SimilarityRulTest extends PredictorContract {

  private static final List<UnitHistory> FLEET = SyntheticFleet.units(40, 1);
  private static SimilarityRul trained;

  private static SimilarityRulTrainer trainer() {
    return new SimilarityRulTrainer(
        SimilarityTrainingConfig.of(
            List.of("load"), List.of("heat", "noise", "constant"), (int) SyntheticFleet.CAP));
  }

  @BeforeAll
  static void train() {
    trained = trainer().train(FLEET);
  }

  @Override
  protected Predictor predictor() {
    return trained;
  }

  @Override
  protected SeriesRequest soundRow(String seriesId) {
    return row(seriesId, SyntheticFleet.columns(100, 80, new Random(5)));
  }

  private static SeriesRequest row(String seriesId, Map<String, double[]> columns) {
    return new SeriesRequest(seriesId, Instant.EPOCH, Duration.ofHours(1), 1, 1, columns);
  }

  @Test
  void onlyWhatVariesIsAskedFor() {
    assertThat(trained.name()).isEqualTo("rul-similarity");
    assertThat(RequestSchema.properties(trained.requestSchema()))
        .containsExactly("load", "heat", "noise");
  }

  @Test
  void givenUnseenUnitsWhenPredictedThenTheirLivesLieWithinTheirIntervals() {
    Random random = new Random(9);
    List<SeriesRequest> rows = new ArrayList<>();
    List<Integer> truths = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int truth = random.nextInt(55);
      truths.add(truth);
      rows.add(row("unit " + i, SyntheticFleet.columns(120, 120 - truth, new Random(i))));
    }

    List<Prediction> answers = predict(rows);

    double square = 0;
    double naive = 0;
    int covered = 0;
    for (int i = 0; i < answers.size(); i++) {
      Prediction answer = answers.get(i);
      int truth = truths.get(i);
      square += Math.pow(answer.mean()[0] - truth, 2) / answers.size();
      naive += Math.pow(27 - truth, 2) / answers.size();
      covered += truth >= answer.lower()[0] && !(truth > answer.upper()[0]) ? 1 : 0;
    }
    assertThat(Math.sqrt(square)).isLessThan(15).isLessThan(Math.sqrt(naive));
    assertThat(covered).isBetween(160, 200);
  }

  @Test
  void givenAUnitOfTheLibraryCutShortWhenPredictedThenItIsItsOwnNearestCase() {
    int left = 12;
    UnitHistory unit = FLEET.get(7);
    Map<String, double[]> cut = new LinkedHashMap<>();
    for (String property : List.of("load", "heat", "noise")) {
      cut.put(property, Arrays.copyOf(unit.values(property), unit.cycles() - left));
    }

    Prediction answer = predict(List.of(row("again", cut))).get(0);

    Driver nearest = answer.drivers().get(0);
    assertThat(nearest.name()).contains("similar unit " + unit.unitId(), "distance 0.00");
    assertThat(nearest.weight()).isEqualTo(left);
    assertThat(answer.drivers()).hasSize(5);
  }

  @Test
  void givenAShortHistoryWhenPredictedThenItIsComparedOverWhatIsThere() {
    Prediction answer =
        predict(List.of(row("young", SyntheticFleet.columns(120, 8, new Random(2))))).get(0);

    assertThat(answer.ok()).isTrue();
    assertThat(answer.mean()[0]).isGreaterThan(40);
    assertThat(answer.upper()[0]).isNaN();
  }

  @Test
  void givenAUnitOlderThanAllWhenPredictedThenOnlyTheLastWindowCounts() {
    Prediction answer =
        predict(List.of(row("old", SyntheticFleet.columns(400, 398, new Random(2))))).get(0);

    assertThat(answer.mean()[0]).isLessThan(20);
  }

  @Test
  void aSavedModelPredictsTheSame(@TempDir Path folder) throws IOException {
    SimilarityRul saved = trainer().train(FLEET, folder.resolve("fleet.similarrul"));

    PredictorCatalog catalog = new PredictorCatalog();
    assertThat(catalog.load(folder).loaded()).containsExactly("rul-similarity");
    SimilarityRul loaded = (SimilarityRul) catalog.get("rul-similarity");

    assertThat(loaded.trained().orElseThrow().withFileHash(""))
        .isEqualTo(saved.trained().orElseThrow());
    assertThat(loaded.version()).isEqualTo(trained.version());
    assertThat(loaded.learnt().toBytes()).isEqualTo(trained.learnt().toBytes());
  }

  @Test
  void aDamagedFileOrOneOfAnotherKindIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("fleet.similarrul");
    trainer().train(FLEET, file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(folder.resolve("other.fleetrul"), bytes);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    PredictorCatalog.Loaded loaded = new PredictorCatalog().load(folder);

    assertThat(loaded.loaded()).isEmpty();
    assertThat(loaded.refused().get("fleet.similarrul")).contains("damaged", "checksum");
    assertThat(loaded.refused().get("other.fleetrul"))
        .contains("kind similarity-rul/2", "expected fleet-rul/2");
    assertThatThrownBy(() -> new SimilarityFormat().load(file))
        .isInstanceOf(DamagedModelException.class);
  }

  @Test
  void aSmallFleetIsRefused() {
    assertThatThrownBy(() -> trainer().train(SyntheticFleet.units(3, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 units");
  }
}
