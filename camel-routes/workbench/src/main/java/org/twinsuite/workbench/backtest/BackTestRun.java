package org.twinsuite.workbench.backtest;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.forecast.ForecastPlan;
import org.twinsuite.pipeline.history.HistoryException;
import org.twinsuite.rules.backtest.BackTest;
import org.twinsuite.rules.backtest.BackTestDifference;
import org.twinsuite.rules.backtest.BackTestReport;
import org.twinsuite.rules.backtest.KnownFailure;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.RulePack;

/** Runs packs over samples of the past, things of one parent together. */
public final class BackTestRun {
  /** Rows sorted at a time; it bounds the memory. */
  private static final long ROWS = 2_000_000;

  /** Orders of two packs that are so near are for the same trouble. */
  private static final Duration SAME = Duration.ofDays(7);

  /** Takes how many rows are done, and how many there are. */
  @FunctionalInterface
  public interface Progress {
    void done(long rows, long of);
  }

  private final BackTestQuestion question;
  private final Samples samples;
  private final Progress progress;
  private final AtomicLong done = new AtomicLong();
  private final Map<String, ForecastPlan.Line> lines = new ConcurrentHashMap<>();
  private List<String> properties = List.of();
  private List<ThingContext> things = List.of();
  private long total;
  private Instant first;
  private Instant last;

  private BackTestRun(BackTestQuestion question, Samples samples, Progress progress) {
    this.question = question;
    this.samples = samples;
    this.progress = progress;
  }

  /**
   * Runs it; an interrupt stops it.
   *
   * @throws ConfigException when there is nothing to run over, with the reason
   */
  public static BackTestResult run(BackTestQuestion question, Samples samples, Progress progress) {
    try {
      return new BackTestRun(question, samples, progress).run();
    } catch (SQLException failed) {
      throw new HistoryException("history cannot be read", failed);
    }
  }

  private BackTestResult run() throws SQLException {
    Instant[] span = samples.span(question.from(), question.to());
    if (span == null) {
      throw new ConfigException(
          "the history has no row"
              + (question.from() == null ? "" : " from " + question.from())
              + (question.to() == null ? "" : " before " + question.to())
              + samples.refused().stream().findFirst().map(row -> "; " + row).orElse(""));
    }
    first = span[0];
    last = span[1];
    Map<String, Long> rows = samples.things(question.from(), question.to());
    List<String> ids = List.copyOf(rows.keySet());
    things = ids.stream().map(id -> question.contexts().apply(id).dated(first)).toList();
    int unknown = (int) things.stream().filter(t -> t.equipmentClass() == null).count();
    if (unknown == things.size()) {
      throw new ConfigException(
          "of no thing the definition is known: add the columns definition and parent to the"
              + " history, or give a table of things with the columns thing, definition and parent"
              + " (--things FILE)");
    }
    properties = samples.properties();
    int[] partitions = partitions(rows);
    samples.partition(ids, partitions);
    long all = rows.values().stream().mapToLong(Long::longValue).sum();
    total = question.against() == null ? all : 2 * all;
    BackTestReport report = run(question.pack(), partitions);
    BackTestReport against =
        question.against() == null ? null : run(question.against(), partitions);
    progress.done(total, total);
    return new BackTestResult(
        report,
        against,
        against == null ? null : BackTestDifference.of(against, report, SAME),
        new BackTestResult.Input(
            all, ids.size(), unknown, samples.refusedCount(), samples.refused()));
  }

  /** Partition of each thing, so many rows in each that there is work for every thread. */
  private int[] partitions(Map<String, Long> rows) {
    Map<String, Long> groups = new LinkedHashMap<>();
    for (ThingContext thing : things) {
      groups.merge(group(thing), rows.get(thing.thingId()), Long::sum);
    }
    long all = rows.values().stream().mapToLong(Long::longValue).sum();
    long most = Math.max(1, Math.min(ROWS, all / Math.max(1, question.threads())));
    Map<String, Integer> partitionOf = new HashMap<>();
    int partition = 0;
    long taken = 0;
    for (Map.Entry<String, Long> group : groups.entrySet()) {
      if (taken > 0 && taken + group.getValue() > most) {
        partition++;
        taken = 0;
      }
      partitionOf.put(group.getKey(), partition);
      taken += group.getValue();
    }
    return things.stream().mapToInt(thing -> partitionOf.get(group(thing))).toArray();
  }

  private static String group(ThingContext thing) {
    return thing.parent() == null ? thing.thingId() : thing.parent();
  }

  private BackTestReport run(RulePack pack, int[] partitionOf) {
    int count = IntStream.of(partitionOf).max().orElse(0) + 1;
    List<List<ThingContext>> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(new ArrayList<>());
    }
    for (int i = 0; i < partitionOf.length; i++) {
      members.get(partitionOf[i]).add(things.get(i));
    }
    BiFunction<ThingContext, String, ForecastPlan.Line> plan =
        FactRows.lines(question.plan(), lines);
    List<SampleRows> open = new ArrayList<>();
    List<Iterator<? extends Fact>> partitions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SampleRows rows = samples.rows(i, question.from(), question.to());
      open.add(rows);
      partitions.add(
          new FactRows(
              members.get(i), things, properties, plan, repairs(members.get(i)), rows, done));
    }
    try {
      return new BackTest(pack, question.horizon(), facts -> progress.done(done.get(), total))
          .run(partitions, failures(), question.threads(), last);
    } finally {
      open.forEach(SampleRows::close);
    }
  }

  private List<KnownFailure> failures() {
    return question.failures().stream()
        .filter(failure -> !failure.at().isBefore(first))
        .map(PastFailure::known)
        .toList();
  }

  /** Work that was done on things of a partition, in the order of time. */
  private List<OpenWorkOrder> repairs(List<ThingContext> members) {
    Set<String> ids = new HashSet<>();
    members.forEach(thing -> ids.add(thing.thingId()));
    return Stream.concat(
            question.failures().stream().flatMap(failure -> failure.repair().stream()),
            question.work().stream())
        .filter(work -> ids.contains(work.thingId()))
        .sorted(Comparator.comparing(OpenWorkOrder::at))
        .toList();
  }
}
