package org.twinsuite.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * From recorded run-to-failure data to orders, in one process and without transport: forecasts of
 * the predictors, facts, the standard rule pack, orders. The planner leaves every order open.
 * {@code -Dbench.sets=FD001,FD003,IMS1,IMS2,IMS3,PUMPS}.
 *
 * <p>Turbofan figures over all sets named: {@code units}; {@code exactly_one_pct} of them with
 * exactly one order until failure; {@code lead_10_60_pct} with one order 10 to 60 cycles before
 * failure; {@code begun_before_failure_pct} whose work was to begin before the failure; {@code
 * false_per_100_healthy} orders raised in the first 40 % of life per 100 units.
 */
public final class PrescriptionsBench implements Bench {

  private static final int PUMP_FLEETS = 5;

  @Override
  public String name() {
    return "prescriptions";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    List<PrescriptionsUnit> all = new ArrayList<>();
    List<String> sets = context.list("sets", "FD001");
    for (String set : sets) {
      if ("PUMPS".equalsIgnoreCase(set)) {
        new PrescriptionsPumps(context).run(PUMP_FLEETS);
      } else if (set.toUpperCase(Locale.ROOT).startsWith("IMS")) {
        new PrescriptionsBearings(context, set).run();
      } else {
        List<PrescriptionsUnit> units = new PrescriptionsTurbofans(context, set).run();
        if (sets.size() > 1) {
          report(context, units, "_" + set);
        }
        all.addAll(units);
      }
    }
    if (!all.isEmpty()) {
      report(context, all, "");
    }
  }

  private static void report(BenchContext context, List<PrescriptionsUnit> units, String suffix) {
    context.figure("units" + suffix, units.size(), "units");
    context.figure("exactly_one_pct" + suffix, percent(units, u -> u.orders().size() == 1), "%");
    context.figure("none_pct" + suffix, percent(units, u -> u.orders().isEmpty()), "%");
    context.figure(
        "lead_10_60_pct" + suffix,
        percent(units, u -> u.orders().size() == 1 && u.lead() >= 10 && u.lead() <= 60),
        "%");
    context.figure(
        "begun_before_failure_pct" + suffix, percent(units, PrescriptionsUnit::begun), "%");
    context.figure(
        "false_per_100_healthy" + suffix,
        100.0 * units.stream().mapToInt(PrescriptionsUnit::early).sum() / units.size(),
        "orders");
    double[] leads =
        units.stream()
            .filter(u -> !u.orders().isEmpty())
            .mapToDouble(PrescriptionsUnit::lead)
            .sorted()
            .toArray();
    if (leads.length > 0) {
      context.figure("lead_min" + suffix, leads[0], "cycles");
      context.figure("lead_median" + suffix, leads[leads.length / 2], "cycles");
      context.figure("lead_max" + suffix, leads[leads.length - 1], "cycles");
    }
  }

  private static double percent(List<PrescriptionsUnit> units, Predicate<PrescriptionsUnit> holds) {
    return 100.0 * units.stream().filter(holds).count() / units.size();
  }
}
