package org.twinsuite.app.store;

import java.sql.PreparedStatement;
import java.time.Duration;
import org.twinsuite.app.store.OutboxItem.State;

/** The processes that share the outbox, and the claims of those that are gone. */
public final class Instances {
  private final Database database;
  private final String owner;

  /**
   * @param owner name of this process in claims
   */
  public Instances(Database database, String owner) {
    this.database = database;
    this.owner = owner;
  }

  /** Gives back what a former process of the same name had claimed when it ended. */
  public int releaseOwn() {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update outbox set claimed_until = 0 where claimed_by = ? and claimed_until > 0")) {
            update.setString(1, owner);
            return update.executeUpdate();
          }
        });
  }

  /**
   * Says that this process is alive, and gives back what processes had claimed that did not say so
   * for a while. The database's clock counts, so that of the machines does not matter.
   */
  public int beat(Duration dead) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update instance set seen_at = " + Database.NOW + " where name = ?")) {
            update.setString(1, owner);
            if (update.executeUpdate() == 0) {
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into instance (seen_at, name) values (" + Database.NOW + ", ?)")) {
                insert.setString(1, owner);
                insert.executeUpdate();
              }
            }
          }
          try (PreparedStatement release =
              connection.prepareStatement(
                  "update outbox set claimed_until = 0 where claimed_until > 0 and state in "
                      + State.sql(State.DUE)
                      + " and claimed_by in (select name from instance where seen_at < "
                      + Database.NOW
                      + " - ?)")) {
            release.setLong(1, dead.toMillis());
            return release.executeUpdate();
          }
        });
  }
}
