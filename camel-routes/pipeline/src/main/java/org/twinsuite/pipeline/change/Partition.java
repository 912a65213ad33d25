package org.twinsuite.pipeline.change;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.observe.ProgressMonitor;
import org.twinsuite.pipeline.time.RetryPause;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.pack.RulePack;

/**
 * One supervised thread that judges the changes of its things. Whatever ends a session of rules, an
 * Error included, another one is opened from what is stored, after a pause, and the changes that
 * were under way are judged again. Meanwhile the partition's health is down.
 */
final class Partition implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Partition.class);
  static final int BATCH = 256;
  private static final long TICK_MS = 500;

  /** How often a change may end a session before it is parked. */
  private static final int ATTEMPTS = 3;

  /** Opens the partition's rule session with the state that is stored. */
  @FunctionalInterface
  interface Preparation {
    Ready run(RulePack pack) throws InterruptedException;
  }

  /**
   * A session with the state it had.
   *
   * @param marks last handled revision by thing, if changes may come that were handled before;
   *     {@code null} if the caller deduplicates
   */
  record Ready(RuleEngine engine, Map<String, Long> marks) {}

  /**
   * A change and whom to notify when it is stored.
   *
   * @param change {@code null} if there is nothing to judge and somebody to notify
   * @param group the group it came with; {@code null} if unpartitioned
   * @param again judge it although it may have been handled
   */
  record Work(TwinChange change, String group, boolean again, long arrivedNanos, Runnable done) {}

  private final String name;
  private final JudgingContext context;
  private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(4 * BATCH);
  private final Preparation preparation;
  private final BooleanSupplier caughtUp;
  private final BiPredicate<String, ThingView> ours;
  private final ProgressMonitor monitor;
  private final Supplier<ProgressMonitor.Progress> progress = this::progress;
  private final Thread thread;

  /** Taken from the queue and not stored yet; survives the session that was to judge it. */
  private final Deque<Work> pending = new ArrayDeque<>();

  /** Packs no session could be opened with or changed to; the former one decides on. */
  private final Set<RulePack> unusable = new HashSet<>();

  private RulePack pack;
  private int failures;

  /** So many of those pending were in a batch that failed: each of them is judged alone. */
  private int alone;

  /** How often the first of those pending failed alone. */
  private int attempts;

  private volatile long oldest;
  private volatile String failure;
  private volatile long failedSince;
  private volatile boolean running = true;

  /**
   * @param caughtUp whether no change waits elsewhere; only then may a thing be taken for silent
   * @param ours whether a thing of this view is judged here
   * @param monitor is told where this partition is while it runs
   */
  Partition(
      String name,
      JudgingContext context,
      Preparation preparation,
      BooleanSupplier caughtUp,
      BiPredicate<String, ThingView> ours,
      ProgressMonitor monitor) {
    this.name = name;
    this.context = context;
    this.preparation = preparation;
    this.caughtUp = caughtUp;
    this.ours = ours;
    this.monitor = monitor;
    this.thread = new Thread(this::run, "partition-" + name);
  }

  void start() {
    monitor.watch(name, progress);
    thread.start();
  }

  /** Hands a change over; waits while the partition is behind. */
  void offer(Work work) throws InterruptedException {
    queue.put(work);
  }

  /** Hands a change over unless the partition is behind. */
  boolean tryOffer(Work work) {
    return queue.offer(work);
  }

  /** For how long no session could be kept open; zero while one judges. */
  Duration failingFor() {
    return failure == null
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, System.nanoTime() - failedSince));
  }

  /** Why no session can be kept open; null while one judges. */
  String failure() {
    return failure;
  }

  ProgressMonitor.Progress progress() {
    Work next = queue.peek();
    long since = oldest;
    OptionalLong arrived =
        since != 0
            ? OptionalLong.of(since)
            : next == null ? OptionalLong.empty() : OptionalLong.of(next.arrivedNanos());
    return new ProgressMonitor.Progress(arrived, failure);
  }

  private void run() {
    while (running) {
      try {
        judge();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      } catch (Throwable failed) {
        failures++;
        if (failure == null) {
          failedSince = System.nanoTime();
        }
        failure = String.valueOf(failed);
        LOG.error("{} starts again, {} failures in a row", thread.getName(), failures, failed);
        try {
          RetryPause.sleep(failures);
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  /** Opens a session and judges with it until it is damaged or the partition is closed. */
  private void judge() throws InterruptedException {
    try (PartitionSession session = open()) {
      while (running && !session.isDamaged()) {
        followPack(session);
        List<Work> batch = next();
        try {
          if (attempts >= ATTEMPTS) {
            session.park(
                batch.get(0), "it ended the rule session " + ATTEMPTS + " times: " + failure);
          } else {
            session.judge(batch, queue.isEmpty() && pending.size() == batch.size());
          }
        } catch (RuntimeException | Error failed) {
          alone = pending.size();
          attempts += batch.size() == 1 ? 1 : 0;
          throw failed;
        }
        if (!running) {
          return;
        }
        settle(batch);
        failures = 0;
        failure = null;
      }
    }
  }

  private PartitionSession open() throws InterruptedException {
    RulePack live = context.packs().current();
    if (pack != null && unusable.contains(live)) {
      live = pack;
    }
    try {
      Ready ready = preparation.run(live);
      pack = live;
      return new PartitionSession(context, ready, ours, caughtUp, () -> running);
    } catch (InterruptedException | RuntimeException | Error failed) {
      if (!(failed instanceof InterruptedException) && pack != null && pack != live) {
        unusable.add(live);
      }
      throw failed;
    }
  }

  /** Windows and episodes stay, so a new pack prescribes nothing for what was handled. */
  private void followPack(PartitionSession session) {
    RulePack live = context.packs().current();
    if (live == pack || unusable.contains(live)) {
      return;
    }
    try {
      session.reload(live);
    } catch (RuntimeException | Error failed) {
      // The session is of no use now; the next one is opened with the former pack.
      unusable.add(live);
      context.packs().unusable(live, "no rule session can be opened with it: " + failed);
      throw failed;
    }
    pack = live;
    unusable.clear();
    LOG.info("{} decides by rule pack {}", thread.getName(), live);
  }

  /** After a failure one change at a time, so that the one that causes it is found. */
  private List<Work> next() throws InterruptedException {
    if (pending.isEmpty()) {
      oldest = 0;
      Work first = queue.poll(TICK_MS, TimeUnit.MILLISECONDS);
      if (first == null) {
        return List.of();
      }
      oldest = first.arrivedNanos();
      pending.add(first);
      queue.drainTo(pending, BATCH - 1);
    }
    return alone == 0 ? new ArrayList<>(pending) : List.of(pending.peek());
  }

  /** Each is notified although another one's notification fails. */
  private void settle(List<Work> batch) {
    for (Work work : batch) {
      pending.remove();
      try {
        context.metrics().recorded(work.arrivedNanos());
        work.done().run();
      } catch (Throwable failed) {
        LOG.error("a stored change could not be acknowledged", failed);
      }
    }
    attempts = 0;
    alone = Math.max(0, alone - batch.size());
    Work next = pending.peek();
    oldest = next == null ? 0 : next.arrivedNanos();
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.join(5_000);
    thread.interrupt();
    monitor.unwatch(name, progress);
  }
}
