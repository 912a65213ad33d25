package org.twinsuite.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.twinsuite.rules.engine.EngineOptions;
import org.twinsuite.rules.engine.Outcome;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.RulePack;

/**
 * Twin changes through the whole standard pack in one partition: motor-pump sets with five measured
 * points a minute and a forecast an hour, one set in 200 faulty. The facts are made outside the
 * measured time.
 */
public final class RulesBench implements Bench {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> POINTS =
      List.of("vibration", "temperature", "flow", "pressure", "current");
  private static final int FAULTY = 200;

  private RulePack pack;

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    context.figure("compile_s", context.seconds(() -> pack = RulePack.standard()), "s");
    context.note("one partition, one thread; standard pack " + pack.hash());
    new Load(1_000).minutes(300);
    for (int things : new int[] {1_000, 10_000, 100_000}) {
      speed(context, things);
    }
    restless(context);
    flatness(context);
  }

  /**
   * The worst case: every vibration sample is a throw of a coin, so nearly all are visible to
   * rules.
   */
  private void restless(BenchContext context) throws Exception {
    Load load = new Load(10_000);
    load.restless = true;
    double cpu = load.minutes(30);
    context.figure("restless_changes_per_cpu_s_10k_things", load.changes / cpu, "1/s");
    load.close();
  }

  private void speed(BenchContext context, int things) throws Exception {
    long before = heap();
    Load load = new Load(things);
    int rounds = Math.max(12, 2_000_000 / (things * POINTS.size()));
    double cpu = load.minutes(rounds);
    String size = things / 1000 + "k_things";
    context.figure("changes_per_cpu_s_" + size, load.changes / cpu, "1/s");
    context.figure("actions_" + size, load.actions, "actions");
    context.figure("heap_bytes_per_thing_" + size, (double) (heap() - before) / things, "B");
    load.close();
  }

  private void flatness(BenchContext context) throws Exception {
    Load load = new Load(1_000);
    load.minutes(60);
    context.figure("heap_after_1_h_1k_things", heap() / 1048576.0, "MiB");
    load.minutes(23 * 60);
    context.figure("heap_after_24_h_1k_things", heap() / 1048576.0, "MiB");
    load.close();
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Things and the engine that watches them. */
  private final class Load {

    private final int things;
    private final String[] ids;
    private final Random random = new Random(42);
    private final RuleEngine engine = RuleEngine.open(pack, List.of(), EngineOptions.defaults());
    private boolean restless;
    private int minute;
    private long changes;
    private long actions;

    Load(int things) {
      this.things = things;
      ids = new String[things];
      for (int i = 0; i < things; i++) {
        ids[i] = "bench:pump-" + i;
        engine.handle(
            new ThingContext(
                ids[i], "org.twinsuite:motor-pump:1.0.0", null, Map.of(), Map.of(), START, 1));
      }
    }

    /** Returns the CPU seconds of the engine's thread. */
    double minutes(int count) {
      double cpu = 0;
      for (int i = 0; i < count; i++) {
        minute++;
        Fact[] facts = facts();
        long before = threadCpu();
        for (Fact fact : facts) {
          Outcome outcome = engine.handle(fact);
          actions += outcome.actions().size();
        }
        cpu += (threadCpu() - before) / 1e9;
        changes += facts.length;
      }
      return cpu;
    }

    private Fact[] facts() {
      boolean hourly = minute % 60 == 0;
      int points = restless ? 1 : POINTS.size();
      Fact[] facts = new Fact[things * (points + (hourly ? 1 : 0))];
      int n = 0;
      for (int i = 0; i < things; i++) {
        Instant at = START.plusSeconds(60L * minute).plusMillis(i % 1000);
        boolean faulty = i % FAULTY == 0;
        for (String point : restless ? POINTS.subList(0, 1) : POINTS) {
          double level = "vibration".equals(point) ? faulty ? 2.8 : 1.5 : 50;
          double value =
              restless ? random.nextBoolean() ? 5 : 1 : level + 0.3 * random.nextGaussian();
          facts[n++] = new Measurement(ids[i], point, value, "", null, at, minute);
        }
        if (hourly) {
          facts[n++] =
              new Forecast(
                  ids[i],
                  "rul",
                  faulty ? 100 : 3000,
                  80,
                  4000,
                  0.9,
                  "h",
                  "bearing-wear",
                  "m",
                  "1",
                  null,
                  START,
                  30,
                  null,
                  at,
                  minute);
        }
      }
      return facts;
    }

    void close() {
      engine.close();
    }
  }

  private static long threadCpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
