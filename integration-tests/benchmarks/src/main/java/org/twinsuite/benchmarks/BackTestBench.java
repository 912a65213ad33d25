package org.twinsuite.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.twinsuite.rules.backtest.BackTest;
import org.twinsuite.rules.backtest.BackTestReport;
import org.twinsuite.rules.backtest.KnownFailure;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.sandbox.plant.Fault;
import org.twinsuite.sandbox.plant.Machine;
import org.twinsuite.sandbox.plant.MotorPumpFleet;
import org.twinsuite.sandbox.plant.Sample;

/**
 * A back-test of the standard pack over a year of simulated motor-pump sets, five points an hour
 * each. The samples are made while they are judged, so making them is in the time. Nobody repairs
 * anything: a machine that failed stands still to the end.
 */
public final class BackTestBench implements Bench {
  private static final int FLEET = 100;
  private static final int DAYS = 365;
  private static final int THINGS = 1_000;

  @Override
  public String name() {
    return "backtest";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    int things = context.parameter("things", THINGS);
    List<Iterator<? extends Fact>> fleets = new ArrayList<>();
    List<KnownFailure> failures = new ArrayList<>();
    for (int i = 0; i < things; i += FLEET) {
      Facts facts = new Facts("f" + i + '-', Math.min(FLEET, things - i), i);
      fleets.add(facts);
      failures.addAll(facts.failures());
    }
    BackTest test = new BackTest(RulePack.standard(), Duration.ofDays(30), done -> {});
    BackTestReport[] report = new BackTestReport[1];
    double[] wall = new double[1];
    double cpu =
        context.cpuSeconds(
            () ->
                wall[0] =
                    context.seconds(
                        () ->
                            report[0] =
                                test.run(
                                    fleets,
                                    failures,
                                    Runtime.getRuntime().availableProcessors(),
                                    null)));
    context.note(things + " machines, " + DAYS + " days, simulated; no forecasts, no repairs");
    context.figure("wall_s", wall[0], "s");
    context.figure("cpu_s", cpu, "s");
    context.figure("facts", report[0].facts(), "facts");
    context.figure("facts_per_cpu_s", report[0].facts() / cpu, "1/s");
    context.figure("orders", report[0].orders().size(), "orders");
    context.figure("orders_per_week", report[0].ordersPerWeek(), "1/week");
    context.figure("failures", failures.size(), "failures");
    context.figure("foreseen", report[0].foreseen(), "failures");
  }

  /** The facts of one fleet in the order of time. */
  private static final class Facts implements Iterator<Fact> {
    private final String prefix;
    private final MotorPumpFleet fleet;
    private final Deque<Fact> ready = new ArrayDeque<>();
    private int tick;

    Facts(String prefix, int machines, long seed) {
      this.prefix = prefix;
      this.fleet = new MotorPumpFleet(machines, DAYS, seed);
      for (Machine machine : fleet.machines()) {
        ready.add(
            new ThingContext(
                own(machine.thingId()),
                machine.definition(),
                own(machine.parent()),
                null,
                null,
                fleet.start(),
                0));
      }
    }

    private String own(String id) {
      return id.replace(":", ":" + prefix);
    }

    List<KnownFailure> failures() {
      List<KnownFailure> failures = new ArrayList<>();
      for (Fault fault : fleet.faults()) {
        if (!fault.instrument()) {
          failures.add(new KnownFailure(own(fault.thingId()), null, fault.failure()));
        }
      }
      return failures;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && tick < fleet.ticks()) {
        Instant at = fleet.start().plus(fleet.step().multipliedBy(tick++));
        for (Sample sample : fleet.tick(at).values()) {
          String thing = own(sample.thingId());
          sample
              .points()
              .forEach(
                  (point, reading) ->
                      ready.add(
                          new Measurement(
                              thing, point, reading.value(), reading.unit(), null, at, tick)));
        }
      }
      return !ready.isEmpty();
    }

    @Override
    public Fact next() {
      return ready.remove();
    }
  }
}
