package org.twinsuite.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.twinsuite.sandbox.cmms.CmmsOrder;
import org.twinsuite.sandbox.cmms.Planner;
import org.twinsuite.sandbox.plant.DittoHttp;
import org.twinsuite.sandbox.plant.Fault;
import org.twinsuite.sandbox.plant.Plant;
import org.twinsuite.sandbox.plant.Provisioning;
import org.twinsuite.sandbox.plant.Sample;
import org.twinsuite.sandbox.plant.SimulatedClock;
import org.twinsuite.sandbox.plant.TelemetryJson;

/** Plays a plant tick by tick: machines send, the line follows, the planner works. */
final class PlantRun {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LAST_PATIENCE = Duration.ofMinutes(2);
  private static final Duration AFTERWARDS = Duration.ofDays(2);
  private static final long HOUR_PER_SECOND = 3_600;

  private final Stand stand;
  private final Plant plant;
  private final SimulatedClock clock;
  private final Progress progress;
  private final AppView app;
  private final OrderLog orders;
  private final Planner planner;
  private final Pacing pacing;
  private final boolean approve;
  private final Map<String, Fault> faults = new HashMap<>();
  private Duration firstOrder;
  private long messages;

  PlantRun(Stand stand, Plant plant, SimulatedClock clock, Progress progress, boolean approve) {
    this.approve = approve;
    this.stand = stand;
    this.plant = plant;
    this.clock = clock;
    this.progress = progress;
    this.app = stand.appView();
    plant.faults().forEach(fault -> faults.put(fault.thingId(), fault));
    orders = new OrderLog(plant, stand.cmms()::orders);
    planner =
        Planner.of(
            stand.cmms(), Planner.Pace.DEFAULT, this::workDone, (asset, order) -> repair(order));
    TwinWatch watch = new TwinWatch(new DittoHttp(stand.ditto().url(), Provisioning.VIEWER), plant);
    String feature = plant.machines().get(0).forecastFeature();
    pacing = new Pacing(watch, orders, feature, plant.step(), PATIENCE, LAST_PATIENCE);
  }

  /** Plays to the end and waits until everything has settled. */
  RunResult play() {
    Instant end = plant.start();
    for (int tick = 0; tick < plant.ticks(); tick++) {
      end = at(tick);
      step(end);
      long changes = pacing.states().values().stream().mapToLong(TwinState::revision).sum();
      progress.show(
          end,
          tick + 1,
          plant.machines().size(),
          changes,
          pacing.forecasts(),
          stand.cmms().orders().size());
    }
    // Orders still open are worked off; a simulated plant runs on meanwhile.
    Instant last = end.plus(AFTERWARDS);
    for (int tick = plant.ticks(); !at(tick).isAfter(last) && workLeft(); tick++) {
      end = at(tick);
      step(end);
    }
    pacing.awaitAll(end);
    return new RunResult(
        end,
        messages,
        progress.elapsed(),
        firstOrder,
        pacing.states(),
        pacing.sent(),
        orders.entries(),
        pacing.hurried(),
        pacing.lastReason());
  }

  /** Plays on, an hour a second, until the thread is interrupted or the process ends. */
  void goOn() throws InterruptedException {
    Instant at = clock.instant();
    while (!Thread.currentThread().isInterrupted()) {
      at = at.plus(plant.step());
      step(at);
      Thread.sleep(Math.max(1, plant.step().toMillis() / HOUR_PER_SECOND));
    }
  }

  private void step(Instant at) {
    clock.moveTo(at);
    Map<String, Sample> samples = plant.tick(at);
    CompletableFuture.allOf(
            samples.values().stream().map(this::send).toArray(CompletableFuture[]::new))
        .join();
    messages += samples.size();
    pacing.sent(samples);
    if (approve) {
      app.approveWaiting();
    }
    pacing.await(at);
    planner.tick(at);
    if (firstOrder == null && !stand.cmms().orders().isEmpty()) {
      firstOrder = progress.elapsed();
    }
  }

  private CompletableFuture<Void> send(Sample sample) {
    return stand
        .devices()
        .telemetry(
            plant.namespace(),
            sample.thingId(),
            sample.at(),
            TelemetryJson.CONTENT_TYPE,
            TelemetryJson.encode(sample))
        .toCompletableFuture();
  }

  private Instant at(int tick) {
    return plant.start().plus(plant.step().multipliedBy(tick));
  }

  /** Where the past cannot be changed, the work is done when the record is at its end. */
  private boolean workDone(CmmsOrder order, Instant startedAt, Instant now) {
    Fault fault = faults.get(orders.thingOf(order.assetnum()));
    return plant.repairable() || fault == null
        ? !startedAt.plus(Planner.Pace.DEFAULT.complete()).isAfter(now)
        : !leftOpen(order) && !now.isBefore(fault.failure());
  }

  /** Nobody can bring back the signals of a machine whose record has ended. */
  private boolean leftOpen(CmmsOrder order) {
    Fault fault = faults.get(orders.thingOf(order.assetnum()));
    return !plant.repairable() && fault != null && order.createdAt().isAfter(fault.failure());
  }

  private boolean workLeft() {
    return stand.cmms().book().open().stream().anyMatch(order -> !leftOpen(order));
  }

  private void repair(CmmsOrder order) {
    String thingId = orders.thingOf(order.assetnum());
    if (thingId != null && plant.repairable()) {
      plant
          .repair(thingId, order.fields().path("problemcode").asText(""), clock.instant())
          .ifPresent(fault -> orders.found(order, fault.mode()));
    }
  }
}
