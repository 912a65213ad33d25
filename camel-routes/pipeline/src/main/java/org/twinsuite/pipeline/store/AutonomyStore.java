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
import org.twinsuite.pipeline.audit.AuditEvent;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.autonomy.AutonomyLevels;
import org.twinsuite.rules.autonomy.AutonomyState;
import org.twinsuite.rules.autonomy.LevelChange;
import org.twinsuite.rules.autonomy.LevelScope;
import org.twinsuite.rules.json.RulesJson;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RuleInfo;

/**
 * The autonomy levels in the database: one row that is locked while actions are judged, so that all
 * partitions and processes share one budget, and every move of a rule with who and why.
 */
public final class AutonomyStore {
  private final Database database;
  private final Supplier<Map<String, RuleInfo>> rules;

  /**
   * @param rules of the live pack by id
   */
  public AutonomyStore(Database database, Supplier<Map<String, RuleInfo>> rules) {
    this.database = database;
    this.rules = rules;
  }

  /**
   * A rule as a planner sees it, everywhere or where its level was changed for a tenant or thing.
   *
   * @param scope key of the {@link LevelScope}; the rule id where it is everywhere
   * @param orders raised on the day that is counted
   * @param outcomes of the last orders, newest last; true means the symptom went
   * @param lastChange {@code null} if it was never moved
   */
  public record Rule(
      String scope,
      RuleInfo info,
      Autonomy level,
      int orders,
      List<Boolean> outcomes,
      LevelChange lastChange) {}

  /** All rules of the live pack by id, each followed by where its level was changed. */
  public List<Rule> rules() {
    return database.inTransaction(
        connection -> {
          AutonomyState state = read(connection, false);
          AutonomyLevels levels = new AutonomyLevels(rules.get(), state);
          Set<String> scopes = new TreeSet<>(rules.get().keySet());
          scopes.addAll(state.levels().keySet());
          List<Rule> view = new ArrayList<>();
          for (String key : scopes) {
            LevelScope scope = LevelScope.parse(key);
            RuleInfo info = rules.get().get(scope.subject());
            if (info != null) {
              view.add(
                  new Rule(
                      key,
                      info,
                      levels.level(scope),
                      state.orders().getOrDefault(key, 0),
                      state.outcomes().getOrDefault(key, List.of()),
                      last(connection, key)));
            }
          }
          return view;
        });
  }

  private static LevelChange last(Connection connection, String key) throws SQLException {
    List<LevelChange> last = changes(connection, key, 1);
    return last.isEmpty() ? null : last.get(0);
  }

  /**
   * A model that was scored.
   *
   * @param model {@code model:name@version}
   * @param level how far orders go that rest on it
   * @param outcomes of the last of these orders, newest last; true means the symptom went
   * @param lastChange {@code null} if it was never moved
   */
  public record Model(
      String model, Autonomy level, List<Boolean> outcomes, LevelChange lastChange) {}

  /** All models that were scored or moved, by name. */
  public List<Model> models() {
    return database.inTransaction(
        connection -> {
          AutonomyState state = read(connection, false);
          AutonomyLevels autonomy = new AutonomyLevels(rules.get(), state);
          List<Model> view = new ArrayList<>();
          for (String model : models(state)) {
            view.add(
                new Model(
                    model,
                    autonomy.level(LevelScope.parse(model)),
                    state.outcomes().getOrDefault(model, List.of()),
                    last(connection, model)));
          }
          return view;
        });
  }

  private static Set<String> models(AutonomyState state) {
    Set<String> models = new TreeSet<>(state.outcomes().keySet());
    models.addAll(state.levels().keySet());
    models.addAll(state.latest().keySet());
    models.removeIf(name -> !name.startsWith(AutonomyLevels.MODEL));
    // where its level was never changed, a tenant or thing is not listed
    models.removeIf(
        name -> LevelScope.parse(name).tenant() != null && !state.levels().containsKey(name));
    return models;
  }

  /** The newest moves of a rule or model, newest first. */
  public List<LevelChange> changes(String ruleId, int limit) {
    return database.inTransaction(connection -> changes(connection, ruleId, limit));
  }

  /**
   * Moves a rule or model because a person says so; moving it to where it is changes and records
   * nothing.
   *
   * @return the move; empty if the rule was there already
   * @param ruleId rule, or {@code model:name@version} of a model that was scored; or one of them in
   *     a tenant or for a thing, as {@link LevelScope#key()}
   * @throws IllegalArgumentException if the live pack has no such rule, or no such model was scored
   */
  public Optional<LevelChange> move(
      String ruleId, Autonomy to, String who, String why, Instant at) {
    boolean model = ruleId.startsWith(AutonomyLevels.MODEL);
    LevelScope scope = LevelScope.parse(ruleId);
    if (!model && !rules.get().containsKey(scope.subject())) {
      throw new IllegalArgumentException("the live rule pack has no rule " + scope.subject());
    }
    return database.inTransaction(
        connection -> {
          if (model && !models(read(connection, false)).contains(scope.subject())) {
            throw new IllegalArgumentException(
                "no order was scored that rests on " + scope.subject());
          }
          AutonomyLevels autonomy = locked(connection, List.of());
          if (autonomy.level(scope) == to) {
            return Optional.<LevelChange>empty();
          }
          LevelChange change = autonomy.move(ruleId, to, who, why, at);
          write(connection, autonomy, List.of(change));
          audit(connection, List.of(change));
          return Optional.of(change);
        });
  }

  /**
   * The levels as stored, with the levels the episodes of the actions were opened on; its row is
   * locked until the transaction ends.
   */
  AutonomyLevels locked(Connection connection, List<Action> actions) throws SQLException {
    AutonomyState stored = read(connection, true);
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
    return new AutonomyLevels(rules.get(), stored.withReferences(references));
  }

  /** Stores the levels and what changed them. The level of each order is stored with the order. */
  void write(Connection connection, AutonomyLevels autonomy, List<LevelChange> changes)
      throws SQLException {
    AutonomyState lean = autonomy.state().withReferences(Map.of());
    try (PreparedStatement update =
        connection.prepareStatement("update ladder set body = ? where id = 1")) {
      update.setString(1, RulesJson.write(lean));
      update.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into rung_change (rule_id, from_rung, to_rung, who, why, changed_at)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      for (LevelChange change : changes) {
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

  /** The last of a transaction: it locks the end of the audit log. */
  void audit(Connection connection, List<LevelChange> changes) throws SQLException {
    for (LevelChange change : changes) {
      database
          .audit()
          .append(
              connection,
              AuditEvent.of(
                  AuditEvent.Kind.AUTONOMY,
                  change.who(),
                  change.ruleId(),
                  Map.of(
                      "from", change.from().name(),
                      "to", change.to().name(),
                      "why", change.why())));
    }
  }

  private static AutonomyState read(Connection connection, boolean lock) throws SQLException {
    String sql = "select body from ladder where id = 1" + (lock ? " for update" : "");
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      String body = row.getString(1);
      return body.isEmpty() ? AutonomyState.empty() : RulesJson.read(body, AutonomyState.class);
    }
  }

  private static List<LevelChange> changes(Connection connection, String ruleId, int limit)
      throws SQLException {
    List<LevelChange> changes = new ArrayList<>();
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
              new LevelChange(
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
