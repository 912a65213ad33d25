package org.twinsuite.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.twinsuite.pipeline.forecast.ForecastPlan;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.sandbox.plant.Fault;
import org.twinsuite.sandbox.plant.Machine;
import org.twinsuite.sandbox.plant.MotorPumpFleet;
import org.twinsuite.sandbox.plant.Sample;
import org.twinsuite.workbench.backtest.BackTestQuestion;
import org.twinsuite.workbench.backtest.BackTestResult;
import org.twinsuite.workbench.backtest.BackTestRun;
import org.twinsuite.workbench.backtest.HistorySource;
import org.twinsuite.workbench.backtest.PastFailure;
import org.twinsuite.workbench.backtest.Samples;
import org.twinsuite.workbench.backtest.ThingFile.ThingKind;

/**
 * The back-test as people run it: a year of simulated motor-pump sets, five points an hour each,
 * out of the app's history file and out of a Parquet file of the same rows. Writing the files is
 * not in the times.
 */
public final class BackTestHistoryBench implements Bench {
  private static final int FLEET = 100;
  private static final int DAYS = 365;
  private static final int THINGS = 1_000;

  @Override
  public String name() {
    return "backtest-history";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    int things = context.parameter("things", THINGS);
    Path folder = Files.createTempDirectory("back-test-bench");
    try {
      Path duckdb = folder.resolve("history.duckdb");
      Path parquet = folder.resolve("history.parquet");
      Map<String, ThingKind> kinds = new TreeMap<>();
      List<PastFailure> failures = new ArrayList<>();
      double written = context.seconds(() -> write(duckdb, things, kinds, failures));
      export(duckdb, parquet);
      context.note(
          "%d machines, %d days, simulated; written in %.0f s, %d MiB of history, %d MiB of Parquet"
              .formatted(things, DAYS, written, mib(duckdb), mib(parquet)));
      measure(context, "history", "duckdb:" + duckdb, kinds, failures);
      measure(context, "parquet", "parquet:" + parquet, kinds, failures);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static void measure(
      BenchContext context,
      String what,
      String source,
      Map<String, ThingKind> kinds,
      List<PastFailure> failures)
      throws Exception {
    BackTestResult[] result = new BackTestResult[1];
    double[] wall = new double[1];
    double cpu =
        context.cpuSeconds(
            () -> wall[0] = context.seconds(() -> result[0] = run(source, kinds, failures)));
    context.figure(what + "_wall_s", wall[0], "s");
    context.figure(what + "_cpu_s", cpu, "s");
    context.figure(what + "_rows", result[0].input().rows(), "rows");
    context.figure(what + "_rows_per_cpu_s", result[0].input().rows() / cpu, "1/s");
    context.figure(what + "_orders", result[0].report().orders().size(), "orders");
    context.figure(what + "_foreseen", result[0].report().foreseen(), "failures");
    context.figure(what + "_failures", result[0].report().failures(), "failures");
  }

  private static BackTestResult run(
      String source, Map<String, ThingKind> kinds, List<PastFailure> failures) throws Exception {
    try (Samples samples = Samples.open(HistorySource.parse(source), Map.of())) {
      return BackTestRun.run(
          new BackTestQuestion(
              RulePack.standard(),
              null,
              BackTestQuestion.contexts(kinds),
              failures,
              List.of(),
              ForecastPlan.read(
                  new java.io.StringReader("definition,forecast,model,feature,failureMode\n")),
              null,
              null,
              Duration.ofDays(30),
              Runtime.getRuntime().availableProcessors()),
          samples,
          (rows, of) -> {});
    }
  }

  /** Hour by hour, as an app writes its history. */
  private static void write(
      Path file, int things, Map<String, ThingKind> kinds, List<PastFailure> failures) {
    List<MotorPumpFleet> fleets = new ArrayList<>();
    for (int i = 0; i < things; i += FLEET) {
      MotorPumpFleet fleet = new MotorPumpFleet(Math.min(FLEET, things - i), DAYS, i);
      fleets.add(fleet);
      String prefix = "f" + i + '-';
      for (Machine machine : fleet.machines()) {
        kinds.put(
            own(prefix, machine.thingId()),
            new ThingKind(machine.definition(), own(prefix, machine.parent())));
      }
      for (Fault fault : fleet.faults()) {
        if (!fault.instrument()) {
          failures.add(new PastFailure(own(prefix, fault.thingId()), null, fault.failure(), null));
        }
      }
    }
    try (History history = History.open(file)) {
      for (int tick = 0; tick < fleets.get(0).ticks(); tick++) {
        List<org.twinsuite.pipeline.history.Sample> rows = new ArrayList<>();
        for (int i = 0; i < fleets.size(); i++) {
          MotorPumpFleet fleet = fleets.get(i);
          Instant at = fleet.start().plus(fleet.step().multipliedBy(tick));
          for (Sample sample : fleet.tick(at).values()) {
            String thing = own("f" + i * FLEET + '-', sample.thingId());
            long revision = tick + 1;
            sample
                .points()
                .forEach(
                    (point, reading) ->
                        rows.add(
                            new org.twinsuite.pipeline.history.Sample(
                                thing, point, at.toEpochMilli(), reading.value(), revision)));
          }
        }
        history.add(rows);
      }
    }
  }

  private static String own(String prefix, String id) {
    return id.replace(":", ":" + prefix);
  }

  private static void export(Path duckdb, Path parquet) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("attach '" + duckdb + "' as past (read_only)");
      statement.execute("copy past.sample to '" + parquet + "' (format parquet)");
    }
  }

  private static long mib(Path file) throws Exception {
    return Files.size(file) >> 20;
  }
}
