package org.twinsuite.pipeline.store;

import java.sql.PreparedStatement;
import java.time.Duration;
import org.twinsuite.pipeline.store.OutboxItem.State;

/** The processes that share the outbox, and the claims of those that are gone. */
public final class Instances {
  private final Database database;

  /** What was begun and has no outcome is left alone for a while: it may still be carried out. */
  private static final String SETTLED =
      "claimed_until = 0, next_attempt = case when state = '"
          + State.PENDING
          + "' and begun_at + ? > next_attempt then begun_at + ? else next_attempt end";

  private final String owner;
  private final Duration settle;

  /**
   * @param owner name of this process in claims
   * @param settle how long a system may still carry out what a process that ended had asked of it
   */
  public Instances(Database database, String owner, Duration settle) {
    this.database = database;
    this.owner = owner;
    this.settle = settle;
  }

  /** Gives back what a former process of the same name had claimed when it ended. */
  public int releaseOwn() {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update outbox set " + SETTLED + " where claimed_by = ? and claimed_until > 0")) {
            update.setLong(1, settle.toMillis());
            update.setLong(2, settle.toMillis());
            update.setString(3, owner);
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
                  "update outbox set "
                      + SETTLED
                      + " where claimed_until > 0 and state in "
                      + State.sql(State.DUE)
                      + " and claimed_by in (select name from instance where seen_at < "
                      + Database.NOW
                      + " - ?)")) {
            release.setLong(1, settle.toMillis());
            release.setLong(2, settle.toMillis());
            release.setLong(3, dead.toMillis());
            return release.executeUpdate();
          }
        });
  }
}
