package org.twinsuite.pipeline.store;

import java.time.Instant;
import java.util.List;
import org.twinsuite.rules.autonomy.AutonomyLevels;
import org.twinsuite.rules.autonomy.LevelChange;

/** Stores that changes were handled together with all they brought about, or nothing of it. */
public final class ChangeLedger {
  private final Database database;
  private final Ladder ladder;
  private final PastCases past;

  /**
   * @param past adds past cases to the evidence of new orders
   */
  public ChangeLedger(Database database, Ladder ladder, PastCases past) {
    this.database = database;
    this.ladder = ladder;
    this.past = past;
  }

  /** Orders are stored without past cases. */
  public ChangeLedger(Database database, Ladder ladder) {
    this(database, ladder, new PastCases(thing -> null));
  }

  /**
   * Stores the consequences in one transaction.
   *
   * @return rules that moved on the ladder because of them
   * @throws StoreException when nothing was stored
   */
  public List<LevelChange> store(Consequences consequences) {
    return database.inTransaction(
        connection -> {
          List<LevelChange> moved = List.of();
          if (!consequences.actions().isEmpty()) {
            AutonomyLevels judge = ladder.locked(connection, consequences.actions());
            moved =
                new Gate(connection, judge)
                    .enter(past.addTo(connection, consequences.actions()), Instant.now());
            ladder.write(connection, judge, moved);
          }
          Episodes.write(connection, consequences.episodes());
          ParkingLot.write(connection, consequences.parked());
          HandledRevisions.write(connection, consequences);
          ladder.audit(connection, moved);
          return moved;
        });
  }
}
