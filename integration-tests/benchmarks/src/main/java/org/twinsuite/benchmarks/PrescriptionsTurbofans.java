package org.twinsuite.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.rul.training.FleetRulTrainer;
import org.twinsuite.predictors.rul.training.FleetTrainingConfig;
import org.twinsuite.predictors.rul.training.UnitHistory;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.sandbox.plant.CmapssFiles;
import org.twinsuite.sandbox.plant.CmapssReplay;

/**
 * Turbofan engines run to failure (C-MAPSS, train files), a cycle an hour. Five folds over units: a
 * unit's forecasts come from a model trained on the other four folds only.
 */
final class PrescriptionsTurbofans {

  private static final int FOLDS = 5;
  private static final double CAP = 125;
  private static final Duration CYCLE = Duration.ofHours(1);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String TURBOFAN = "org.twinsuite:turbofan:1.0.0";
  private static final List<String> SETTINGS = CmapssFiles.COLUMNS.subList(0, 3);
  private static final List<String> SENSORS = CmapssFiles.COLUMNS.subList(3, 24);

  private final BenchContext context;
  private final String set;

  PrescriptionsTurbofans(BenchContext context, String set) {
    this.context = context;
    this.set = set;
  }

  List<PrescriptionsUnit> run() throws Exception {
    List<CmapssFiles.Unit> units = new CmapssFiles(context.data("cmapss")).train(set);
    PrescriptionsReplay replay = new PrescriptionsReplay();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<UnitHistory> others = new ArrayList<>();
      List<CmapssFiles.Unit> held = new ArrayList<>();
      for (CmapssFiles.Unit unit : units) {
        if (unit.number() % FOLDS == fold) {
          held.add(unit);
        } else {
          others.add(new UnitHistory("" + unit.number(), history(unit)));
        }
      }
      Predictor model =
          new FleetRulTrainer(FleetTrainingConfig.of("fleet", SETTINGS, SENSORS, CAP))
              .train(others);
      held.forEach(unit -> tell(replay, unit, model));
      context.note(
          "%s fold %d of %d: trained on %d units, replayed %d"
              .formatted(set, fold + 1, FOLDS, others.size(), held.size()));
    }
    return judge(units, replay.orders());
  }

  private void tell(PrescriptionsReplay replay, CmapssFiles.Unit unit, Predictor model) {
    String thingId = CmapssReplay.thingId(set, unit.number());
    replay.thing(thingId, TURBOFAN, null, START);
    for (int cycle = 0; cycle < unit.length(); cycle++) {
      for (int i = 0; i < CmapssFiles.COLUMNS.size(); i++) {
        replay.sample(
            thingId,
            CmapssFiles.COLUMNS.get(i),
            unit.cycles()[cycle][i],
            "1",
            START.plus(CYCLE.multipliedBy(cycle)),
            cycle);
      }
    }
    replay.add(new PrescriptionsForecasts(model, CYCLE).along(thingId, START, history(unit), 1));
  }

  private static Map<String, double[]> history(CmapssFiles.Unit unit) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int i = 0; i < CmapssFiles.COLUMNS.size(); i++) {
      columns.put(CmapssFiles.COLUMNS.get(i), unit.column(i));
    }
    return columns;
  }

  private List<PrescriptionsUnit> judge(
      List<CmapssFiles.Unit> units, List<CreateWorkOrder> orders) {
    List<PrescriptionsUnit> judged = new ArrayList<>();
    for (CmapssFiles.Unit unit : units) {
      String thingId = CmapssReplay.thingId(set, unit.number());
      Instant failure = START.plus(CYCLE.multipliedBy(unit.length() - 1L));
      judged.add(
          new PrescriptionsUnit(
              thingId,
              START,
              failure,
              orders.stream()
                  .filter(o -> o.thingId().equals(thingId) && !o.at().isAfter(failure))
                  .toList()));
    }
    return judged;
  }
}
