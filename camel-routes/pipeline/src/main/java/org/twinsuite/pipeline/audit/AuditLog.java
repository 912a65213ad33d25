package org.twinsuite.pipeline.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Who did what, in an append-only table whose lines are chained by their hashes. A line is written
 * in the transaction of what it tells about, or in one of its own.
 */
public final class AuditLog {
  private static final int ACTOR_LENGTH = 256;
  private static final int SUBJECT_LENGTH = 512;
  private static final int DETAILS_LENGTH = 65_536;
  private static final String COLUMNS =
      "seq, at_millis, instance, kind, actor, address, subject, details, previous_hash, hash";
  private final DataSource source;
  private final String instance;
  private final InstantSource clock;

  /**
   * @param source its connections do not commit by themselves
   * @param instance name of this process
   */
  public AuditLog(DataSource source, String instance, InstantSource clock) {
    this.source = source;
    this.instance = instance;
    this.clock = clock;
  }

  /**
   * Writes a line in a transaction of its own.
   *
   * @throws AuditException when it could not be written
   */
  public void append(AuditEvent event) {
    try (Connection connection = source.getConnection()) {
      try {
        append(connection, event);
        connection.commit();
      } catch (SQLException | RuntimeException failed) {
        connection.rollback();
        throw failed;
      }
    } catch (SQLException failed) {
      throw new AuditException("the audit log cannot be written: " + failed.getMessage(), failed);
    }
  }

  /**
   * Writes a line in the transaction of what it tells about. Nothing else may be locked after it in
   * this transaction: it locks the end of the log.
   */
  public void append(Connection connection, AuditEvent event) throws SQLException {
    AuditChain.Anchor head = head(connection, true);
    AuditEntry entry =
        new AuditEntry(
                head.sequence() + 1,
                Instant.ofEpochMilli(clock.instant().toEpochMilli()),
                text(instance, ACTOR_LENGTH),
                event.kind().word(),
                text(event.actor(), ACTOR_LENGTH),
                event.address() == null ? null : text(event.address(), 64),
                text(event.subject(), SUBJECT_LENGTH),
                text(AuditJson.details(event.details()), DETAILS_LENGTH),
                head.hash(),
                "")
            .hashed();
    try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into audit_log (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        PreparedStatement update =
            connection.prepareStatement("update audit_head set seq = ?, hash = ? where id = 1")) {
      insert.setLong(1, entry.sequence());
      insert.setLong(2, entry.at().toEpochMilli());
      insert.setString(3, entry.instance());
      insert.setString(4, entry.kind());
      insert.setString(5, entry.actor());
      insert.setString(6, entry.address());
      insert.setString(7, entry.subject());
      insert.setString(8, entry.details());
      insert.setString(9, entry.previousHash());
      insert.setString(10, entry.hash());
      insert.executeUpdate();
      update.setLong(1, entry.sequence());
      update.setString(2, entry.hash());
      update.executeUpdate();
    }
  }

  /** PostgreSQL has no NUL in texts; unpaired surrogates have no bytes to hash. */
  private static String text(String text, int length) {
    StringBuilder safe = new StringBuilder();
    String.valueOf(text)
        .codePoints()
        .limit(length)
        .forEach(c -> safe.appendCodePoint(c == 0 || c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return safe.length() > length ? safe.substring(0, length - 1) + '\uFFFD' : safe.toString();
  }

  private static AuditChain.Anchor head(Connection connection, boolean lock) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select seq, hash from audit_head where id = 1" + (lock ? " for update" : ""));
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the end of the audit log is not noted any more");
      }
      return new AuditChain.Anchor(row.getLong(1), row.getString(2));
    }
  }

  /**
   * Hands over the lines in their order.
   *
   * @param from first sequence
   * @param most at most so many
   */
  public void read(long from, int most, Consumer<AuditEntry> lines) {
    inOneView(
        connection -> {
          read(connection, from, " fetch first " + most + " rows only", lines);
          return null;
        });
  }

  /**
   * Verifies the whole log.
   *
   * @param known a line that has to be there; {@code null} without one
   */
  public AuditChain.Result verify(AuditChain.Anchor known) {
    return inOneView(
        connection -> {
          AuditChain chain = new AuditChain().expecting(known);
          AuditChain.Anchor head = head(connection, false);
          read(connection, Long.MIN_VALUE, "", chain::next);
          return chain.end(head);
        });
  }

  private interface View<T> {
    T of(Connection connection) throws SQLException;
  }

  private <T> T inOneView(View<T> view) {
    try (Connection connection = source.getConnection()) {
      int isolation = connection.getTransactionIsolation();
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        return view.of(connection);
      } finally {
        connection.rollback();
        connection.setTransactionIsolation(isolation);
      }
    } catch (SQLException failed) {
      throw new AuditException("the audit log cannot be read: " + failed.getMessage(), failed);
    }
  }

  /** The subject of the newest line of a kind; empty when there is none. */
  public Optional<String> newestSubject(AuditEvent.Kind kind) {
    return inOneView(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select subject from audit_log where kind = ? order by seq desc fetch first 1"
                      + " rows only")) {
            select.setString(1, kind.word());
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
            }
          }
        });
  }

  private static void read(
      Connection connection, long from, String limit, Consumer<AuditEntry> lines)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + COLUMNS + " from audit_log where seq >= ? order by seq" + limit)) {
      select.setFetchSize(1_000);
      select.setLong(1, from);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.accept(
              new AuditEntry(
                  row.getLong(1),
                  Instant.ofEpochMilli(row.getLong(2)),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getString(7),
                  row.getString(8),
                  row.getString(9),
                  row.getString(10)));
        }
      }
    }
  }
}
