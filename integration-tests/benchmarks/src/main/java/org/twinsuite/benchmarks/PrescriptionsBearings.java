package org.twinsuite.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.rul.DegradationTrend;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.sandbox.plant.Fault;
import org.twinsuite.sandbox.plant.ImsReplay;
import org.twinsuite.sandbox.plant.Machine;
import org.twinsuite.sandbox.plant.Sample;

/**
 * The bearings of an IMS test; no fleet to learn from. {@code -Dbench.failing=3,4} names the
 * bearings that fail where other data stand in the test's file.
 */
final class PrescriptionsBearings {

  private static final String POINT = "vibration";
  private static final int EVERY = 6;

  private final BenchContext context;
  private final int number;

  /**
   * @param set {@code IMS1}, {@code IMS2} or {@code IMS3}
   */
  PrescriptionsBearings(BenchContext context, String set) {
    this.context = context;
    if (!set.matches("(?i)IMS[1-3]")) {
      throw new IllegalArgumentException(
          "bench.sets: '" + set + "' is not one of IMS1, IMS2, IMS3");
    }
    this.number = set.charAt(3) - '0';
  }

  void run() throws Exception {
    ImsReplay test =
        context.parameter("failing").isPresent()
            ? ImsReplay.read(
                context.data("ims"),
                number,
                context.list("failing", "").stream().map(Integer::parseInt).toList())
            : ImsReplay.read(context.data("ims"), number);
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
    long others = orders.size();
    for (Fault fault : test.faults()) {
      List<CreateWorkOrder> hits =
          orders.stream().filter(o -> o.thingId().equals(fault.thingId())).toList();
      String bearing = fault.thingId().substring(fault.thingId().lastIndexOf('-') + 1);
      context.figure("ims%d_orders_bearing_%s".formatted(number, bearing), hits.size(), "orders");
      if (!hits.isEmpty()) {
        double lead = Duration.between(hits.get(0).at(), fault.failure()).toMinutes() / 60.0;
        context.figure(
            "ims%d_lead".formatted(number)
                + (test.faults().size() > 1 ? "_bearing_" + bearing : ""),
            lead,
            "h");
        context.figure(
            "ims%d_begun_ahead".formatted(number)
                + (test.faults().size() > 1 ? "_bearing_" + bearing : ""),
            Duration.between(hits.get(0).window().from(), fault.failure()).toMinutes() / 60.0,
            "h");
      }
      others -= hits.size();
    }
    context.figure("ims%d_orders_others".formatted(number), others, "orders");
    orders.forEach(o -> context.note(o.at() + " " + o.title() + ": " + o.evidence().summary()));
  }
}
