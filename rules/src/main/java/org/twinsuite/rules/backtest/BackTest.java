package org.twinsuite.rules.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.engine.EngineOptions;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.engine.RuleProblem;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.pack.RulePack;

/**
 * Runs a pack over facts of the past, with the engine that runs live, and compares its orders with
 * what happened.
 */
public final class BackTest {

  private static final int PROGRESS = 10_000;

  private final RulePack pack;
  private final Duration horizon;
  private final LongConsumer progress;

  /**
   * @param horizon an order counts for a failure that follows within this time
   * @param progress called with the number of facts done, about every 10,000 facts, from any of the
   *     threads that work
   */
  public BackTest(RulePack pack, Duration horizon, LongConsumer progress) {
    this.pack = pack;
    this.horizon = horizon;
    this.progress = progress;
  }

  /**
   * Runs all facts through one session, up to the last of them.
   *
   * @param facts in event-time order
   */
  public BackTestReport run(Iterator<? extends Fact> facts, Collection<KnownFailure> failures) {
    return run(List.of(facts), failures, 1, null);
  }

  /**
   * Runs each partition through a session of its own. The threads have the priority of the caller;
   * an interrupt of the caller stops them.
   *
   * @param partitions facts in event-time order each; things that share a parent belong into one
   * @param threads partitions that run at the same time
   * @param until the clock of each session is moved to this time at the end, so that what fell
   *     silent is found whoever shares its partition; null leaves it at the last fact
   */
  public BackTestReport run(
      List<Iterator<? extends Fact>> partitions,
      Collection<KnownFailure> failures,
      int threads,
      Instant until) {
    AtomicLong done = new AtomicLong();
    int priority = Thread.currentThread().getPriority();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.max(1, threads),
            work -> {
              Thread thread = new Thread(work, "back-test");
              thread.setDaemon(true);
              thread.setPriority(priority);
              return thread;
            });
    try {
      List<Future<Part>> running =
          partitions.stream().map(facts -> pool.submit(() -> run(facts, until, done))).toList();
      List<Part> parts = new ArrayList<>();
      for (Future<Part> part : running) {
        parts.add(part.get());
      }
      return report(parts, failures);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the back-test was stopped", stopped);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed.getCause());
    } finally {
      stop(pool);
    }
  }

  /** Nobody reads the facts any more when this returns. */
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    boolean stopped = Thread.interrupted();
    try {
      if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the back-test does not stop");
      }
    } catch (InterruptedException again) {
      stopped = true;
    }
    if (stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** What one session brought; times are null without facts. */
  private record Part(
      long count,
      Instant from,
      Instant to,
      List<CreateWorkOrder> orders,
      List<Notify> messages,
      List<RuleProblem> problems) {}

  private Part run(Iterator<? extends Fact> facts, Instant until, AtomicLong done) {
    List<Action> actions = new ArrayList<>();
    List<RuleProblem> problems = new ArrayList<>();
    long count = 0;
    Instant from = null;
    Instant to = null;
    try (RuleEngine engine = RuleEngine.open(pack, List.of(), EngineOptions.defaults())) {
      while (facts.hasNext() && !Thread.currentThread().isInterrupted()) {
        Fact fact = facts.next();
        from = from == null ? fact.at() : from;
        to = fact.at();
        actions.addAll(engine.handle(fact).actions());
        if (++count % PROGRESS == 0) {
          progress.accept(done.addAndGet(PROGRESS));
          problems.addAll(engine.problems());
        }
      }
      if (until != null && count > 0) {
        actions.addAll(engine.advanceTo(until).actions());
      }
      problems.addAll(engine.problems());
    }
    return new Part(
        count,
        from,
        to,
        all(actions, CreateWorkOrder.class),
        all(actions, Notify.class).stream().filter(message -> message.topic() == null).toList(),
        problems);
  }

  private static <T extends Action> List<T> all(List<Action> actions, Class<T> type) {
    return actions.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private BackTestReport report(List<Part> parts, Collection<KnownFailure> failures) {
    List<CreateWorkOrder> orders =
        parts.stream()
            .flatMap(part -> part.orders().stream())
            .sorted(Comparator.comparing(CreateWorkOrder::at).thenComparing(Action::key))
            .toList();
    return new BackTestReport(
        pack.toString(),
        parts.stream().mapToLong(Part::count).sum(),
        parts.stream().map(Part::from).filter(f -> f != null).min(Instant::compareTo).orElse(null),
        parts.stream().map(Part::to).filter(t -> t != null).max(Instant::compareTo).orElse(null),
        orders,
        RuleScore.of(
            pack,
            orders,
            parts.stream().flatMap(part -> part.messages().stream()).toList(),
            failures,
            horizon),
        failures.size(),
        (int) failures.stream().filter(f -> foresaw(orders, f)).count(),
        (int) orders.stream().filter(o -> useful(o, failures, horizon)).count(),
        leads(orders, failures),
        parts.stream()
            .flatMap(part -> part.problems().stream())
            .map(problem -> "rule '%s': %s".formatted(problem.rule(), problem.message()))
            .distinct()
            .sorted()
            .toList());
  }

  private boolean foresaw(List<CreateWorkOrder> orders, KnownFailure failure) {
    return orders.stream().anyMatch(order -> failure.foreseenBy(order, horizon));
  }

  static boolean useful(
      CreateWorkOrder order, Collection<KnownFailure> failures, Duration horizon) {
    return failures.stream().anyMatch(failure -> failure.foreseenBy(order, horizon));
  }

  private List<Double> leads(List<CreateWorkOrder> orders, Collection<KnownFailure> failures) {
    return failures.stream()
        .flatMap(
            failure ->
                orders.stream()
                    .filter(order -> failure.foreseenBy(order, horizon))
                    .findFirst()
                    .stream()
                    .map(order -> Duration.between(order.at(), failure.at()).toMinutes() / 60.0))
        .sorted()
        .toList();
  }
}
