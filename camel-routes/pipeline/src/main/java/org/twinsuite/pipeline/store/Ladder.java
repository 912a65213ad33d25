package org.twinsuite.pipeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.autonomy.AutonomyLadder;
import org.twinsuite.rules.autonomy.LadderState;
import org.twinsuite.rules.autonomy.RungChange;
import org.twinsuite.rules.evidence.RulesJson;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RuleInfo;

/**
 * The autonomy ladder in the database: one row that is locked while actions are judged, so that all
 * partitions and processes share one budget, and every move of a rule with who and why.
 */
public final class Ladder {
  private final Database database;
  private final Supplier<Map<String, RuleInfo>> rules;

  /**
   * @param rules of the live pack by id
   */
  public Ladder(Database database, Supplier<Map<String, RuleInfo>> rules) {
    this.database = database;
    this.rules = rules;
  }

  /**
   * A rule as a planner sees it.
   *
   * @param orders raised on the ladder's day
   * @param outcomes of the last orders, newest last; true means the symptom went
   * @param lastChange {@code null} if it was never moved
   */
  public record Rule(
      RuleInfo info, Autonomy rung, int orders, List<Boolean> outcomes, RungChange lastChange) {}

  /** All rules of the live pack by id. */
  public List<Rule> rules() {
    return database.inTransaction(
        connection -> {
          LadderState state = read(connection, false);
          AutonomyLadder ladder = new AutonomyLadder(rules.get(), state);
          List<Rule> view = new ArrayList<>();
          for (RuleInfo info : rules.get().values()) {
            String id = info.ruleId();
            List<RungChange> last = changes(connection, id, 1);
            view.add(
                new Rule(
                    info,
                    ladder.rung(id),
                    state.orders().getOrDefault(id, 0),
                    state.outcomes().getOrDefault(id, List.of()),
                    last.isEmpty() ? null : last.get(0)));
          }
          view.sort((a, b) -> a.info().ruleId().compareTo(b.info().ruleId()));
          return view;
        });
  }

  /**
   * A model that was scored.
   *
   * @param model {@code model:name@version}
   * @param rung how far orders go that rest on it
   * @param outcomes of the last of these orders, newest last; true means the symptom went
   * @param lastChange {@code null} if it was never moved
   */
  public record Model(String model, Autonomy rung, List<Boolean> outcomes, RungChange lastChange) {}

  /** All models that were scored or moved, by name. */
  public List<Model> models() {
    return database.inTransaction(
        connection -> {
          LadderState state = read(connection, false);
          AutonomyLadder ladder = new AutonomyLadder(rules.get(), state);
          List<Model> view = new ArrayList<>();
          for (String model : models(state)) {
            List<RungChange> last = changes(connection, model, 1);
            view.add(
                new Model(
                    model,
                    ladder.rung(model),
                    state.outcomes().getOrDefault(model, List.of()),
                    last.isEmpty() ? null : last.get(0)));
          }
          return view;
        });
  }

  private static Set<String> models(LadderState state) {
    Set<String> models = new TreeSet<>(state.outcomes().keySet());
    models.addAll(state.rungs().keySet());
    models.removeIf(name -> !name.startsWith(AutonomyLadder.MODEL));
    return models;
  }

  /** The newest moves of a rule or model, newest first. */
  public List<RungChange> changes(String ruleId, int limit) {
    return database.inTransaction(connection -> changes(connection, ruleId, limit));
  }

  /**
   * Moves a rule or model because a person says so; moving it to where it is changes and records
   * nothing.
   *
   * @return the move; empty if the rule was there already
   * @param ruleId or {@code model:name@version} of a model that was scored
   * @throws IllegalArgumentException if the live pack has no such rule, or no such model was scored
   */
  public Optional<RungChange> move(String ruleId, Autonomy to, String who, String why, Instant at) {
    boolean model = ruleId.startsWith(AutonomyLadder.MODEL);
    if (!model && !rules.get().containsKey(ruleId)) {
      throw new IllegalArgumentException("the live rule pack has no rule " + ruleId);
    }
    return database.inTransaction(
        connection -> {
          if (model && !models(read(connection, false)).contains(ruleId)) {
            throw new IllegalArgumentException("no order was scored that rests on " + ruleId);
          }
          AutonomyLadder ladder = locked(connection, List.of());
          if (ladder.rung(ruleId) == to) {
            return Optional.<RungChange>empty();
          }
          RungChange change = ladder.move(ruleId, to, who, why, at);
          write(connection, ladder, List.of(change));
          return Optional.of(change);
        });
  }

  /**
   * The ladder as stored, with the rungs the episodes of the actions were opened on; its row is
   * locked until the transaction ends.
   */
  AutonomyLadder locked(Connection connection, List<Action> actions) throws SQLException {
    LadderState stored = read(connection, true);
    Map<String, Autonomy> references = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select rung from outbox where reference = ? and kind in ('CreateWorkOrder',"
                + " 'AddToWorkOrder') order by id fetch first 1 rows only")) {
      for (Action action : actions) {
        select.setString(1, action.reference());
        try (ResultSet row = select.executeQuery()) {
          if (row.next()) {
            references.put(action.reference(), Autonomy.valueOf(row.getString(1)));
          }
        }
      }
    }
    return new AutonomyLadder(
        rules.get(),
        new LadderState(
            stored.rungs(), stored.orders(), stored.day(), stored.outcomes(), references));
  }

  /** Stores the ladder and the moves it made. The rung of each order stands with the order. */
  void write(Connection connection, AutonomyLadder ladder, List<RungChange> changes)
      throws SQLException {
    LadderState state = ladder.state();
    LadderState lean =
        new LadderState(state.rungs(), state.orders(), state.day(), state.outcomes(), Map.of());
    try (PreparedStatement update =
        connection.prepareStatement("update ladder set body = ? where id = 1")) {
      update.setString(1, RulesJson.write(lean));
      update.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into rung_change (rule_id, from_rung, to_rung, who, why, changed_at)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      for (RungChange change : changes) {
        insert.setString(1, change.ruleId());
        insert.setString(2, change.from().name());
        insert.setString(3, change.to().name());
        insert.setString(4, change.who());
        insert.setString(5, change.why());
        insert.setLong(6, change.at().toEpochMilli());
        insert.executeUpdate();
      }
    }
  }

  private static LadderState read(Connection connection, boolean lock) throws SQLException {
    String sql = "select body from ladder where id = 1" + (lock ? " for update" : "");
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      String body = row.getString(1);
      return body.isEmpty() ? LadderState.empty() : RulesJson.read(body, LadderState.class);
    }
  }

  private static List<RungChange> changes(Connection connection, String ruleId, int limit)
      throws SQLException {
    List<RungChange> changes = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select from_rung, to_rung, who, why, changed_at from rung_change where rule_id = ?"
                + " order by id desc fetch first "
                + limit
                + " rows only")) {
      select.setString(1, ruleId);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          changes.add(
              new RungChange(
                  ruleId,
                  Autonomy.valueOf(row.getString(1)),
                  Autonomy.valueOf(row.getString(2)),
                  row.getString(3),
                  row.getString(4),
                  Instant.ofEpochMilli(row.getLong(5))));
        }
      }
    }
    return changes;
  }
}
