package org.twinsuite.pipeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only one of the processes that share the database does at a time. The database's clock
 * counts, so that of the machines does not matter.
 */
public final class LeaderLock {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderLock.class);

  private final Database database;
  private final String owner;

  /**
   * @param owner name of this process
   */
  public LeaderLock(Database database, String owner) {
    this.database = database;
    this.owner = owner;
  }

  /**
   * Takes or keeps a duty.
   *
   * @param dead how long its owner has to be silent to lose it
   * @return whether it is ours until we are silent for that long
   */
  public boolean tryAcquire(String duty, Duration dead) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update duty set owner = ?, seen_at = "
                      + Database.NOW
                      + " where name = ? and (owner = ? or seen_at < "
                      + Database.NOW
                      + " - ?)")) {
            update.setString(1, owner);
            update.setString(2, duty);
            update.setString(3, owner);
            update.setLong(4, dead.toMillis());
            if (update.executeUpdate() == 1) {
              return true;
            }
          }
          return !known(connection, duty) && first(connection, duty);
        });
  }

  private static boolean known(Connection connection, String duty) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select 1 from duty where name = ?")) {
      select.setString(1, duty);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Of two who come first at once, one fails here and sees next time that it is taken. */
  private boolean first(Connection connection, String duty) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into duty (name, owner, seen_at) values (?, ?, " + Database.NOW + ")")) {
      insert.setString(1, duty);
      insert.setString(2, owner);
      return insert.executeUpdate() == 1;
    }
  }

  /** Gives all duties of this process back, so that others need not wait. */
  public void release() {
    try {
      database.inTransaction(
          connection -> {
            try (PreparedStatement delete =
                connection.prepareStatement("delete from duty where owner = ?")) {
              delete.setString(1, owner);
              return delete.executeUpdate();
            }
          });
    } catch (StoreException away) {
      LOG.debug("duties are left to run out: {}", away.getMessage());
    }
  }
}
