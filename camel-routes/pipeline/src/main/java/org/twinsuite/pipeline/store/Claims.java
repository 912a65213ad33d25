package org.twinsuite.pipeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.action.RecordOutcome;

/** Which rows of the outbox a process works on, so that no two work on one. */
public final class Claims {
  /** Everything later of an episode stands on these. */
  private static final String FIRST =
      Stream.of(CreateWorkOrder.class, CloseEpisode.class, RecordOutcome.class)
          .map(kind -> '\'' + kind.getSimpleName() + '\'')
          .collect(Collectors.joining(", ", "(", ")"));

  private final Database database;
  private final String owner;

  /**
   * @param owner name of this process
   */
  Claims(Database database, String owner) {
    this.database = database;
    this.owner = owner;
  }

  /**
   * Claims due actions, oldest first, as the database's clock has it. An action waits for its
   * order, for what the twin has to show before it and for earlier ones of its kind; a message to
   * people waits for no other message.
   *
   * @param lease after which another process may claim what is not kept, see {@link #renewLease}
   * @param full targets that take nothing at present; actions known to be theirs are left alone
   */
  public List<OutboxItem> claim(int limit, Duration lease, Collection<String> full) {
    return database.inTransaction(
        connection -> {
          List<OutboxItem> due = due(connection, limit, full);
          // the state is asked for again: another process may just have finished it
          int[] updated =
              update(
                  connection,
                  "update outbox set claimed_by = ?, claimed_until = "
                      + Database.NOW
                      + " + ? where id = ? and state = ? and claimed_until < "
                      + Database.NOW,
                  due,
                  (row, item) -> {
                    row.setString(1, owner);
                    row.setLong(2, lease.toMillis());
                    row.setLong(3, item.id());
                    row.setString(4, item.state().name());
                  });
          List<OutboxItem> claimed = new ArrayList<>(due.size());
          for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 1) {
              claimed.add(due.get(i));
            }
          }
          return claimed;
        });
  }

  private static List<OutboxItem> due(Connection connection, int limit, Collection<String> full)
      throws SQLException {
    String sql =
        "select "
            + Outbox.COLUMNS
            + " from outbox o where state in "
            + Outbox.DUE
            + " and next_attempt <= "
            + Database.NOW
            + " and claimed_until < "
            + Database.NOW
            + (full.isEmpty()
                ? ""
                : " and (target is null or target not in ("
                    + String.join(", ", Collections.nCopies(full.size(), "?"))
                    + "))")
            + " and not exists (select 1 from outbox e where e.reference = o.reference"
            + " and e.id < o.id and e.state in "
            + Outbox.DUE
            + " and (e.kind in "
            + FIRST
            + " or e.kind = o.kind and o.kind <> '"
            + Notify.class.getSimpleName()
            + "')) order by id fetch first "
            + limit
            // those another process is just claiming are its own
            + " rows only for update skip locked";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int column = 1;
      for (String target : full) {
        select.setString(column++, target);
      }
      return Outbox.read(select);
    }
  }

  /**
   * Claims on what is worked on, anew from now.
   *
   * @return how many of them are ours still
   */
  public int renewLease(Collection<Long> ids, Duration lease) {
    return database.inTransaction(
        connection ->
            Arrays.stream(
                    update(
                        connection,
                        "update outbox set claimed_until = "
                            + Database.NOW
                            + " + ? where id = ? and claimed_by = ? and claimed_until > 0",
                        ids,
                        (row, id) -> {
                          row.setLong(1, lease.toMillis());
                          row.setLong(2, id);
                          row.setString(3, owner);
                        }))
                .sum());
  }

  /**
   * Marks a claimed action as begun, with its claim anew from now.
   *
   * @return whether it is ours still
   */
  public boolean markStarted(long id, Duration lease) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update outbox set begun_at = "
                      + Database.NOW
                      + ", claimed_until = "
                      + Database.NOW
                      + " + ? where id = ? and claimed_by = ? and claimed_until > 0")) {
            update.setLong(1, lease.toMillis());
            update.setLong(2, id);
            update.setString(3, owner);
            return update.executeUpdate() == 1;
          }
        });
  }

  /** Gives claimed actions back untried, and keeps whose they are, by row id. */
  public void release(Map<Long, String> targets) {
    database.inTransaction(
        connection ->
            update(
                connection,
                "update outbox set claimed_until = 0, target = ? where id = ? and claimed_by = ?",
                targets.entrySet(),
                (row, item) -> {
                  row.setString(1, item.getValue());
                  row.setLong(2, item.getKey());
                  row.setString(3, owner);
                }));
  }

  /** Sets the values of a row of a batch. */
  @FunctionalInterface
  private interface Binder<T> {
    void bind(PreparedStatement row, T item) throws SQLException;
  }

  /** One round trip for all items; how many rows each of them changed. */
  private static <T> int[] update(
      Connection connection, String sql, Collection<T> items, Binder<T> binder)
      throws SQLException {
    if (items.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (T item : items) {
        binder.bind(update, item);
        update.addBatch();
      }
      return update.executeBatch();
    }
  }
}
