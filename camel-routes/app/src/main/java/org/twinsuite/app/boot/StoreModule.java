package org.twinsuite.app.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.RuleOptions;
import org.twinsuite.pipeline.config.StoreOptions;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.observe.StoreHealthCheck;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.Decisions;
import org.twinsuite.pipeline.store.Deliveries;
import org.twinsuite.pipeline.store.Episodes;
import org.twinsuite.pipeline.store.ForecastScores;
import org.twinsuite.pipeline.store.Instances;
import org.twinsuite.pipeline.store.LeaderLock;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.ParkingLimits;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.pipeline.store.PrivateFiles;
import org.twinsuite.pipeline.time.EventClock;

/** What outlives the process: database and history, and the clock that history sets. */
final class StoreModule {
  private static final int BEAT_MS = 1_000;
  private static final Duration DELIVERIES_KEPT = Duration.ofDays(1);

  final Database database;
  final History history;
  final EventClock clock;
  final Outbox outbox;
  final ParkingLot parkingLot;
  final Episodes episodes;
  final Decisions decisions;
  final ForecastScores scores;
  final Deliveries deliveries;
  final LeaderLock duties;

  StoreModule(AppContext app) throws Exception {
    AppConfig config = app.config();
    String instance = config.get(StoreOptions.INSTANCE);
    database = app.shutdown().register("database", Database.open(config));
    history = app.shutdown().register("history", history(config.get(StoreOptions.HISTORY_FILE)));
    clock = new EventClock(config.get(RuleOptions.CLOCK), history.newest());
    outbox = new Outbox(database, instance);
    parkingLot =
        new ParkingLot(
            database,
            new ParkingLimits(
                config.get(StoreOptions.PARKED_RATE),
                config.get(StoreOptions.PARKED_ITEMS),
                1_024L * config.get(StoreOptions.PARKED_DEVICE_KIB),
                1_024L * config.get(StoreOptions.PARKED_TENANT_KIB)));
    episodes = new Episodes(database);
    decisions = new Decisions(database);
    scores = new ForecastScores(database);
    deliveries = new Deliveries(database);
    duties = new LeaderLock(database, instance);

    Instances instances =
        new Instances(database, instance, config.get(ActionOptions.OUTBOX_SETTLE));
    instances.releaseOwn();
    app.every(
        "alive",
        BEAT_MS,
        () -> {
          instances.beat(config.get(StoreOptions.INSTANCE_TIMEOUT));
          // both databases make further files while they run
          database.protectFiles();
          PrivateFiles.protect(config.get(StoreOptions.HISTORY_FILE));
        });
    long trim = config.get(StoreOptions.HISTORY_TRIM).toMillis();
    app.every("history", trim, trim, () -> forgetOld(config));
    app.health(new StoreHealthCheck(outbox, parkingLot));
  }

  private static History history(Path file) throws IOException {
    PrivateFiles.createFolder(file.toAbsolutePath().getParent());
    History history = History.open(file);
    PrivateFiles.protect(file);
    return history;
  }

  private void forgetOld(AppConfig config) {
    Instant oldest = clock.instant().minus(config.get(StoreOptions.HISTORY_KEEP));
    history.forgetBefore(oldest);
    scores.forgetBefore(oldest);
    deliveries.forgetBefore(Instant.now().minus(DELIVERIES_KEPT));
    parkingLot.forgetBefore(Instant.now().minus(config.get(StoreOptions.PARKED_KEEP)));
  }
}
