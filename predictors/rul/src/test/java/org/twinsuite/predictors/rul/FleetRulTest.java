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
import java.util.stream.DoubleStream;
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

class FleetRulTest extends PredictorContract {

  private static FleetRul trained;

  @BeforeAll
  static void train() {
    trained = SyntheticFleet.trainer().train(SyntheticFleet.units(40, 1));
  }

  @Override
  protected Predictor predictor() {
    return trained;
  }

  @Override
  protected SeriesRequest soundRow(String seriesId) {
    return row(seriesId, 100, 80, 5);
  }

  private static SeriesRequest row(String seriesId, int life, int cycles, long seed) {
    Map<String, double[]> columns = SyntheticFleet.columns(life, cycles, new Random(seed));
    return new SeriesRequest(seriesId, Instant.EPOCH, Duration.ofHours(1), 1, 1, columns);
  }

  @Test
  void onlyWhatVariesIsAskedFor() {
    assertThat(RequestSchema.properties(trained.requestSchema()))
        .containsExactly("load", "heat", "noise");
  }

  @Test
  void unseenUnitsArePredictedWithinTheirIntervals() {
    Random random = new Random(9);
    List<SeriesRequest> rows = new ArrayList<>();
    List<Integer> truths = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int truth = random.nextInt(55);
      truths.add(truth);
      rows.add(row("unit " + i, 120, 119 - truth, i));
    }

    List<Prediction> answers = predict(rows);

    double square = 0;
    int covered = 0;
    for (int i = 0; i < answers.size(); i++) {
      Prediction answer = answers.get(i);
      square += Math.pow(answer.mean()[0] - truths.get(i) - 1, 2) / answers.size();
      boolean inside =
          truths.get(i) + 1 >= answer.lower()[0] && !(truths.get(i) + 1 > answer.upper()[0]);
      covered += inside ? 1 : 0;
    }
    assertThat(Math.sqrt(square)).isLessThan(15);
    assertThat(covered).isBetween(160, 200);
  }

  @Test
  void theWearingSensorIsNamedAsDriver() {
    Prediction worn = predict(List.of(row("worn", 100, 97, 4))).get(0);

    Driver first = worn.drivers().get(0);
    assertThat(first.name()).isEqualTo("heat");
    assertThat(first.weight()).isNegative();
  }

  @Test
  void givenAnOverhauledUnitWhenPredictedThenItsFormerWearIsForgotten() {
    Map<String, double[]> worn = SyntheticFleet.columns(100, 97, new Random(4));
    Map<String, double[]> renewed = SyntheticFleet.columns(130, 60, new Random(6));
    Map<String, double[]> both = new LinkedHashMap<>();
    worn.forEach(
        (name, values) ->
            both.put(
                name,
                DoubleStream.concat(Arrays.stream(values), Arrays.stream(renewed.get(name)))
                    .toArray()));
    SeriesRequest overhauled =
        new SeriesRequest("overhauled", Instant.EPOCH, Duration.ofHours(1), 1, 1, both);

    List<Prediction> answers = predict(List.of(row("worn", 100, 97, 4), overhauled));

    assertThat(answers.get(0).mean()[0]).isLessThan(20);
    assertThat(answers.get(1).mean()[0]).isGreaterThan(40);
  }

  @Test
  void aSavedModelPredictsTheSame(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("engine.fleetrul");
    FleetRul saved = SyntheticFleet.trainer().train(SyntheticFleet.units(40, 1), file);

    PredictorCatalog catalog = new PredictorCatalog();
    assertThat(catalog.load(folder).loaded()).containsExactly("engine");
    FleetRul loaded = (FleetRul) catalog.get("engine");

    assertThat(loaded.metadata().withFileHash("")).isEqualTo(saved.metadata());
    assertThat(loaded.version()).isEqualTo(trained.version());
    assertThat(loaded.learnt().toBytes()).isEqualTo(trained.learnt().toBytes());
  }

  @Test
  void aDamagedFileIsRefusedAndTheOthersStay(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("engine.fleetrul");
    SyntheticFleet.trainer().train(SyntheticFleet.units(12, 1), file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Files.writeString(folder.resolve("text.fleetrul"), "not a model");
    PredictorCatalog catalog = new PredictorCatalog().add(trained);

    PredictorCatalog.Loaded loaded = catalog.load(folder);

    assertThat(loaded.refused().get("engine.fleetrul")).contains("damaged", "checksum");
    assertThat(loaded.refused().get("text.fleetrul")).contains("not a model file");
    assertThat(catalog.get("engine")).isSameAs(trained);
    assertThatThrownBy(() -> new FleetRulFormat().load(file))
        .isInstanceOf(DamagedModelException.class);
  }

  @Test
  void aSmallFleetIsRefused() {
    assertThatThrownBy(() -> SyntheticFleet.trainer().train(SyntheticFleet.units(3, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 units");
  }
}
