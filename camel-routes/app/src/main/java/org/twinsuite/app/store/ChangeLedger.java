package org.twinsuite.app.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.evidence.RulesJson;

/** Stores that changes were handled together with all they brought about, or nothing of it. */
public final class ChangeLedger {
  private final Database database;

  public ChangeLedger(Database database) {
    this.database = database;
  }

  /**
   * Stores the consequences in one transaction.
   *
   * @throws StoreException when nothing was stored
   */
  public void store(Consequences consequences) {
    List<NewOutboxItem> items = new ArrayList<>();
    for (Action action : consequences.actions()) {
      items.add(
          new NewOutboxItem(
              action.key(),
              action.reference(),
              action.getClass().getSimpleName(),
              action.thingId(),
              action.evidence() == null ? null : action.evidence().correlationId(),
              RulesJson.write(action)));
    }
    database.inTransaction(
        connection -> {
          Episodes.write(connection, consequences.episodes());
          Outbox.write(connection, items, Instant.now());
          ParkingLot.write(connection, consequences.parked());
          HandledRevisions.write(connection, consequences.handled());
          return null;
        });
  }
}
