package org.twinsuite.app.store;

import java.time.Instant;
import java.util.List;
import org.twinsuite.rules.autonomy.AutonomyLadder;
import org.twinsuite.rules.autonomy.RungChange;

/** Stores that changes were handled together with all they brought about, or nothing of it. */
public final class ChangeLedger {
  private final Database database;
  private final Ladder ladder;

  public ChangeLedger(Database database, Ladder ladder) {
    this.database = database;
    this.ladder = ladder;
  }

  /**
   * Stores the consequences in one transaction.
   *
   * @return rules that moved on the ladder because of them
   * @throws StoreException when nothing was stored
   */
  public List<RungChange> store(Consequences consequences) {
    return database.inTransaction(
        connection -> {
          List<RungChange> moved = List.of();
          if (!consequences.actions().isEmpty()) {
            AutonomyLadder judge = ladder.locked(connection, consequences.actions());
            moved = new Gate(connection, judge).enter(consequences.actions(), Instant.now());
            ladder.write(connection, judge, moved);
          }
          Episodes.write(connection, consequences.episodes());
          ParkingLot.write(connection, consequences.parked());
          HandledRevisions.write(connection, consequences);
          return moved;
        });
  }
}
