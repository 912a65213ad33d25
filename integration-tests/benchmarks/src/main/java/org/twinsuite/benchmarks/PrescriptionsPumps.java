package org.twinsuite.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.rul.DegradationConfig;
import org.twinsuite.predictors.rul.DegradationTrend;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.engine.EngineOptions;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.OrderStatus;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.sandbox.plant.Fault;
import org.twinsuite.sandbox.plant.Machine;
import org.twinsuite.sandbox.plant.MotorPumpFleet;
import org.twinsuite.sandbox.plant.Sample;

/**
 * The sandbox's simulated motor-pump sets, in one process and without transport. An order is
 * completed 16 hours after it was raised, which repairs the machine.
 */
final class PrescriptionsPumps {

  private static final int MACHINES = 60;
  private static final int DAYS = 20;
  private static final double ZONE_D = 7.1;
  private static final Duration WORK = Duration.ofHours(16);
  private final BenchContext context;
  private final RulePack pack = RulePack.standard();

  /** What happened to the machines of all fleets. */
  private final Map<String, int[]> named = new TreeMap<>();

  private final List<Double> leads = new ArrayList<>();
  private int failures;
  private int exactlyOne;
  private int rightName;
  private int beforeFailure;
  private int sensors;
  private int sensorsOne;
  private int sound;
  private int soundOrders;
  private int late;
  private int begun;
  private final Map<String, List<Forecast>> lives = new HashMap<>();
  private final List<Double> tooLate = new ArrayList<>();
  private int covered;

  PrescriptionsPumps(BenchContext context) {
    this.context = context;
  }

  void run(int fleets) {
    for (int seed = 1; seed <= fleets; seed++) {
      MotorPumpFleet fleet = new MotorPumpFleet(MACHINES, DAYS, seed);
      lives.clear();
      judge(fleet, orders(fleet));
    }
    context.figure("pumps_failures", failures, "faults");
    context.figure("pumps_exactly_one_pct", 100.0 * exactlyOne / failures, "%");
    context.figure("pumps_right_name_pct", 100.0 * rightName / failures, "%");
    context.figure("pumps_before_failure_pct", 100.0 * beforeFailure / failures, "%");
    leads.sort(null);
    context.figure("pumps_lead_min", leads.get(0), "h");
    context.figure("pumps_lead_median", leads.get(leads.size() / 2), "h");
    context.figure("pumps_lead_max", leads.get(leads.size() - 1), "h");
    context.figure("pumps_begun_before_failure_pct", 100.0 * begun / failures, "%");
    context.figure("pumps_life_forecasts", tooLate.size(), "forecasts");
    context.figure("pumps_life_coverage_90_pct", 100.0 * covered / tooLate.size(), "%");
    tooLate.sort(null);
    context.figure("pumps_life_too_late_median", tooLate.get(tooLate.size() / 2), "h");
    context.figure("pumps_sensor_faults_exactly_one_pct", 100.0 * sensorsOne / sensors, "%");
    context.figure("pumps_sound", sound, "machines");
    context.figure("pumps_orders_for_sound", soundOrders, "orders");
    context.figure("pumps_orders_before_onset", late, "orders");
    named.forEach((name, count) -> context.note(name + ": " + count[0]));
  }

  private Map<String, List<CreateWorkOrder>> orders(MotorPumpFleet fleet) {
    Map<String, List<CreateWorkOrder>> orders = new HashMap<>();
    Map<String, List<Double>> histories = new LinkedHashMap<>();
    Map<String, Instant> begins = new HashMap<>();
    List<CreateWorkOrder> open = new ArrayList<>();
    PrescriptionsForecasts forecasts =
        new PrescriptionsForecasts(
            new DegradationTrend(DegradationConfig.absolute("vibration-zone-d", ZONE_D)),
            fleet.step(),
            "bearing-wear");
    try (RuleEngine engine = RuleEngine.open(pack, List.of(), EngineOptions.defaults())) {
      for (Machine m : fleet.machines()) {
        engine.handle(
            new ThingContext(
                m.thingId(), m.definition(), m.parent(), Map.of(), Map.of(), fleet.start(), 0));
        begins.put(m.thingId(), fleet.start());
        histories.put(m.thingId(), new ArrayList<>());
      }
      for (int tick = 0; tick < fleet.ticks(); tick++) {
        Instant at = fleet.start().plus(fleet.step().multipliedBy(tick));
        List<Action> actions = new ArrayList<>();
        for (Map.Entry<String, Sample> sample : fleet.tick(at).entrySet()) {
          String id = sample.getKey();
          for (Fact fact : facts(sample.getValue(), tick)) {
            actions.addAll(engine.handle(fact).actions());
          }
          var vibration = sample.getValue().points().get("vibration");
          histories.get(id).add(vibration == null ? Double.NaN : vibration.value());
          if (vibration != null) {
            for (Fact fact : forecast(forecasts, id, histories.get(id), begins.get(id))) {
              lives.computeIfAbsent(id, key -> new ArrayList<>()).add((Forecast) fact);
              actions.addAll(engine.handle(fact).actions());
            }
          }
        }
        for (Action action : actions) {
          if (action instanceof CreateWorkOrder order) {
            orders.computeIfAbsent(order.thingId(), id -> new ArrayList<>()).add(order);
            open.add(order);
          }
        }
        for (CreateWorkOrder order : List.copyOf(open)) {
          if (!order.at().plus(WORK).isAfter(at)) {
            open.remove(order);
            fleet.repair(order.thingId(), order.failureMode(), at);
            histories.get(order.thingId()).clear();
            begins.put(order.thingId(), at.plus(fleet.step()));
            engine.handle(completed(order, at));
          }
        }
      }
    }
    return orders;
  }

  private static OrderStatus completed(CreateWorkOrder order, Instant at) {
    return new OrderStatus(
        order.thingId(),
        order.reference(),
        "1",
        OrderState.COMPLETED,
        order.failureMode(),
        order.episode(),
        at,
        0);
  }

  private static List<Fact> facts(Sample sample, int tick) {
    List<Fact> facts = new ArrayList<>();
    sample
        .points()
        .forEach(
            (name, reading) ->
                facts.add(
                    new Measurement(
                        sample.thingId(),
                        name,
                        reading.value(),
                        reading.unit(),
                        null,
                        sample.at(),
                        tick)));
    return facts;
  }

  private static List<Fact> forecast(
      PrescriptionsForecasts forecasts, String id, List<Double> history, Instant begin) {
    double[] values = history.stream().mapToDouble(Double::doubleValue).toArray();
    return forecasts.along(
        id, begin, Map.of(RequestSchema.VALUE, values), Math.max(1, values.length));
  }

  /** Forecasts against the truth, from the onset until the order that ends the fault. */
  private void judge(Fault fault, Instant until) {
    for (Forecast life : lives.getOrDefault(fault.thingId(), List.of())) {
      if (!Double.isNaN(life.value())
          && !life.at().isBefore(fault.onset())
          && !life.at().isAfter(until)) {
        double truth = Duration.between(life.at(), fault.failure()).toMinutes() / 60.0;
        tooLate.add(life.value() - truth);
        covered += truth < life.lower() || truth > life.upper() ? 0 : 1;
      }
    }
  }

  private void judge(MotorPumpFleet fleet, Map<String, List<CreateWorkOrder>> orders) {
    Map<String, Fault> faults = new HashMap<>();
    fleet.faults().forEach(fault -> faults.put(fault.thingId(), fault));
    for (Machine machine : fleet.machines()) {
      Fault fault = faults.get(machine.thingId());
      List<CreateWorkOrder> all = orders.getOrDefault(machine.thingId(), List.of());
      String truth = fault == null ? "sound" : fault.mode();
      for (CreateWorkOrder order : all) {
        count(truth + " ordered as " + order.failureMode());
        if (fault == null || order.at().isBefore(fault.onset())) {
          count("too early: " + truth + ": " + order.evidence().summary());
        }
        late += fault != null && order.at().isBefore(fault.onset()) ? 1 : 0;
      }
      if (all.isEmpty() && fault != null) {
        count(truth + " not ordered");
      }
      if (fault == null) {
        sound++;
        soundOrders += all.size();
      } else if (fault.instrument()) {
        sensors++;
        sensorsOne += all.size() == 1 ? 1 : 0;
      } else {
        failures++;
        all.stream()
            .limit(1)
            .forEach(o -> leads.add(Duration.between(o.at(), fault.failure()).toMinutes() / 60.0));
        exactlyOne += all.size() == 1 ? 1 : 0;
        begun += !all.isEmpty() && all.get(0).window().from().isBefore(fault.failure()) ? 1 : 0;
        judge(fault, all.isEmpty() ? fault.failure() : all.get(0).at().plus(WORK));
        rightName += !all.isEmpty() && all.get(0).failureMode().equals(fault.mode()) ? 1 : 0;
        beforeFailure += !all.isEmpty() && all.get(0).at().isBefore(fault.failure()) ? 1 : 0;
      }
    }
  }

  private void count(String what) {
    named.computeIfAbsent(what, key -> new int[1])[0]++;
  }
}
