package org.twinsuite.pipeline.store;

import java.time.Instant;
import java.util.List;
import org.twinsuite.rules.autonomy.AutonomyLevels;
import org.twinsuite.rules.autonomy.LevelChange;

/** Stores that changes were handled together with all they brought about, or nothing of it. */
public final class ChangeLedger {
  private final Database database;
  private final AutonomyStore autonomy;
  private final PastCases past;

  /**
   * @param past adds past cases to the evidence of new orders
   */
  public ChangeLedger(Database database, AutonomyStore autonomy, PastCases past) {
    this.database = database;
    this.autonomy = autonomy;
    this.past = past;
  }

  /** Orders are stored without past cases. */
  public ChangeLedger(Database database, AutonomyStore autonomy) {
    this(database, autonomy, new PastCases(thing -> null));
  }

  /**
   * Stores the consequences in one transaction.
   *
   * @return levels that changed because of them
   * @throws StoreException when nothing was stored
   */
  public List<LevelChange> store(Consequences consequences) {
    return database.inTransaction(
        connection -> {
          List<LevelChange> moved = List.of();
          if (!consequences.actions().isEmpty()) {
            AutonomyLevels judge = autonomy.locked(connection, consequences.actions());
            moved =
                new AutonomyGate(connection, judge)
                    .enter(past.addTo(connection, consequences.actions()), Instant.now());
            autonomy.write(connection, judge, moved);
          }
          Episodes.write(connection, consequences.episodes());
          ParkingLot.write(connection, consequences.parked());
          HandledRevisions.write(connection, consequences);
          autonomy.audit(connection, moved);
          return moved;
        });
  }
}
