package org.twinsuite.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.rul.DegradationTrend;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.sandbox.plant.ImsReplay;
import org.twinsuite.sandbox.plant.Machine;
import org.twinsuite.sandbox.plant.Sample;

/** Four bearings of IMS test 2, of which the first fails; no fleet to learn from. */
final class PrescriptionsBearings {

  private static final String POINT = "vibration";
  private static final int EVERY = 6;

  private final BenchContext context;

  PrescriptionsBearings(BenchContext context) {
    this.context = context;
  }

  void run() throws Exception {
    ImsReplay test = ImsReplay.read(context.data("ims"));
    PrescriptionsReplay replay = new PrescriptionsReplay();
    for (Machine bearing : test.machines()) {
      tell(replay, test, bearing);
    }
    report(test, replay.orders());
  }

  private static void tell(PrescriptionsReplay replay, ImsReplay test, Machine bearing) {
    String id = bearing.thingId();
    replay.thing(id, bearing.definition(), bearing.parent(), test.start());
    List<Double> values = new ArrayList<>();
    for (int tick = 0; tick < test.ticks(); tick++) {
      Instant at = test.start().plus(test.step().multipliedBy(tick));
      Sample sample = test.tick(at).get(id);
      double value = sample.points().get(POINT).value();
      replay.sample(id, POINT, value, sample.points().get(POINT).unit(), at, tick);
      values.add(value);
    }
    double[] history = values.stream().mapToDouble(Double::doubleValue).toArray();
    replay.add(
        new PrescriptionsForecasts(DegradationTrend.relative(), test.step())
            .along(id, test.start(), Map.of(RequestSchema.VALUE, history), EVERY));
  }

  private void report(ImsReplay test, List<CreateWorkOrder> orders) {
    Instant failure = test.faults().get(0).failure();
    String failing = test.faults().get(0).thingId();
    List<CreateWorkOrder> hits = orders.stream().filter(o -> o.thingId().equals(failing)).toList();
    context.figure("ims2_orders_bearing_1", hits.size(), "orders");
    if (!hits.isEmpty()) {
      context.figure(
          "ims2_lead", Duration.between(hits.get(0).at(), failure).toMinutes() / 60.0, "h");
    }
    context.figure("ims2_orders_others", orders.size() - hits.size(), "orders");
    orders.forEach(o -> context.note(o.at() + " " + o.title() + ": " + o.evidence().summary()));
  }
}
