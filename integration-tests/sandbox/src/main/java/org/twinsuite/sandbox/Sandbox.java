package org.twinsuite.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.twinsuite.sandbox.plant.Fault;
import org.twinsuite.sandbox.plant.Plant;
import org.twinsuite.sandbox.plant.SimulatedClock;

/**
 * Plays a plant through the whole suite in one process and tells what came of it. The options are
 * system properties, see {@link SandboxOptions} and the README.
 *
 * <p>Exit code: 0 if nothing was lost or doubled, 1 if something was, 2 if the run could not be
 * made.
 */
public final class Sandbox {

  private Sandbox() {}

  /** Runs and ends the process. */
  public static void main(String[] args) {
    int code;
    try {
      code = run(SandboxOptions.of(System.getProperties()), System.out) ? 0 : 1;
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      code = 2;
    } catch (Exception failed) {
      System.err.println("The run ended early: " + failed);
      failed.printStackTrace();
      code = 2;
    }
    // Some libraries leave threads behind that would keep the process alive.
    System.exit(code);
  }

  /**
   * Plays one run.
   *
   * @return whether nothing was lost or doubled
   */
  static boolean run(SandboxOptions options, PrintStream out) throws Exception {
    Path folder = Files.createTempDirectory("twinsuite-sandbox");
    try {
      return run(options, out, folder);
    } finally {
      delete(folder);
    }
  }

  private static boolean run(SandboxOptions options, PrintStream out, Path folder)
      throws Exception {
    Plant plant = options.plant();
    Progress progress = new Progress(out, Progress.wanted(), plant.ticks());
    Path models = Files.createDirectories(folder.resolve("models"));
    if (options.turbofan()) {
      FoldModels.train(options.turbofanFolder(), options.set(), models, progress::say);
    }
    progress.say("starting Kafka, Ditto, the simulated Maximo and the app");
    SimulatedClock clock = new SimulatedClock(plant.start());
    try (Stand stand = Stand.start(plant, clock, folder, models, options.approve())) {
      out.println("Workbench: " + stand.workbench());
      out.println("As administrator, valid once: " + stand.signInLink());
      progress.say("sending");
      PlantRun run = new PlantRun(stand, plant, clock, progress, options.approve());
      RunResult result = run.play();
      progress.done();
      AppView app = stand.appView();
      Evidence.keep(result, app, options.out());
      List<Case> cases = cases(plant, result);
      Verdict verdict = Verdict.of(result, cases, app.orders(), app.parked());
      Report report = new Report(plant, result, cases);
      out.println("Everything here is simulated or recorded: plant, Ditto, Maximo, planner.");
      out.println(report.table());
      report.summary().forEach(out::println);
      out.println("Evidence lies below " + options.out().toAbsolutePath());
      verdict.findings().forEach(finding -> out.println("LOST OR DOUBLED: " + finding));
      if (verdict.clean()) {
        out.println("Nothing was lost, nothing was doubled.");
      }
      if (options.stay()) {
        out.println(
            "The plant goes on, an hour a second: " + stand.workbench() + " (Ctrl-C ends it)");
        run.goOn();
      }
      return verdict.clean();
    }
  }

  private static List<Case> cases(Plant plant, RunResult result) {
    Map<String, Fault> faults = new HashMap<>();
    plant.faults().forEach(fault -> faults.put(fault.thingId(), fault));
    return plant.machines().stream()
        .map(machine -> Case.of(machine.thingId(), faults.get(machine.thingId()), result.orders()))
        .toList();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
