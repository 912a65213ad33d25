package org.twinsuite.pipeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.pipeline.store.OutboxItem.State;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.DeviceCommand;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.action.RecordOutcome;
import org.twinsuite.rules.action.ScadaWrite;
import org.twinsuite.rules.autonomy.AutonomyDecision;
import org.twinsuite.rules.autonomy.AutonomyLevels;
import org.twinsuite.rules.autonomy.LevelChange;
import org.twinsuite.rules.pack.Autonomy;

/**
 * Lets actions into the outbox as far as the level of their rule allows. An order enters in the
 * state of its rule's level; what belongs to an order follows the order. An action that is known
 * already is neither counted nor recorded again.
 */
final class AutonomyGate {
  static final String ORDER = CreateWorkOrder.class.getSimpleName();

  private final Connection connection;
  private final AutonomyLevels autonomy;
  private final List<LevelChange> changes = new ArrayList<>();
  private final List<Notify> notices = new ArrayList<>();

  AutonomyGate(Connection connection, AutonomyLevels autonomy) {
    this.connection = connection;
    this.autonomy = autonomy;
  }

  /** Records the actions; returns the levels that changed by them. */
  List<LevelChange> enter(List<Action> actions, Instant now) throws SQLException {
    for (Action action : actions) {
      if (!Outbox.knows(connection, action.key())) {
        Outbox.write(connection, List.of(judged(action)), now);
      }
    }
    for (Notify notice : notices) {
      if (!Outbox.knows(connection, notice.key())) {
        NewOutboxItem item = NewOutboxItem.of(notice, Autonomy.AUTO, State.PENDING);
        Outbox.write(connection, List.of(item), now);
      }
    }
    return changes;
  }

  private NewOutboxItem judged(Action action) throws SQLException {
    AutonomyDecision decision = autonomy.judge(action);
    changes.addAll(decision.changes());
    notices.addAll(decision.notices());
    if (action instanceof CreateWorkOrder || action instanceof Notify) {
      return NewOutboxItem.of(action, decision.level(), first(decision.level()));
    }
    Order order = orderOf(action.reference());
    if (order == null) {
      Autonomy level =
          action instanceof AddToWorkOrder || action.evidence() == null
              ? decision.level()
              : autonomy.level(action.evidence().ruleId(), action.thingId());
      return NewOutboxItem.of(action, level, first(level));
    }
    if ((action instanceof ScadaWrite || action instanceof DeviceCommand)
        && decision.level().compareTo(order.level()) < 0) {
      return NewOutboxItem.of(action, decision.level(), first(decision.level()));
    }
    if (action instanceof CloseEpisode && State.UNDECIDED.contains(order.state())) {
      withdraw(action.reference());
      return NewOutboxItem.of(action, order.level(), State.WITHDRAWN);
    }
    return NewOutboxItem.of(action, order.level(), following(action, order.state()));
  }

  private static State first(Autonomy level) {
    return switch (level) {
      case SHADOW -> State.SHADOW;
      case RECOMMEND -> State.RECOMMENDED;
      case APPROVE -> State.WAITING;
      case AUTO -> State.PENDING;
    };
  }

  private static State following(Action action, State order) {
    return switch (order) {
      case SHADOW, RECOMMENDED, WAITING, WITHDRAWN -> order;
      case REJECTING, REJECTED ->
          action instanceof CloseEpisode || action instanceof RecordOutcome
              ? State.PENDING
              : State.REJECTED;
      case PENDING, EXECUTED, DONE, PARKED -> State.PENDING;
    };
  }

  private record Order(State state, Autonomy level) {}

  /** Locks the order, so that a planner's decision comes before or after, never between. */
  private Order orderOf(String reference) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select state, rung from outbox where reference = ? and kind = ? for update")) {
      select.setString(1, reference);
      select.setString(2, ORDER);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? new Order(State.valueOf(row.getString(1)), Autonomy.valueOf(row.getString(2)))
            : null;
      }
    }
  }

  private void withdraw(String reference) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update outbox set state = 'WITHDRAWN' where reference = ? and state in "
                + State.sql(State.UNDECIDED))) {
      update.setString(1, reference);
      update.executeUpdate();
    }
  }
}
