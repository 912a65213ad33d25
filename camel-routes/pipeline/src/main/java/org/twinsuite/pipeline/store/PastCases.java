package org.twinsuite.pipeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.evidence.Observation;
import org.twinsuite.rules.evidence.PastCase;
import org.twinsuite.rules.evidence.Threshold;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.json.RulesJson;

/**
 * Past cases for the evidence of new orders: closed episodes of the same failure mode, of things of
 * the same definition (whatever its version). Near is what looked alike when it was ordered: the
 * newest value of the same signal, measured by its limit, or the forecast.
 */
public final class PastCases {
  private static final int SHOWN = 3;
  private static final int COMPARED = 200;
  private static final double NOT_COMPARABLE = 1e6;

  private final Function<String, String> definitions;

  /** A closed episode and the order it led to. */
  private record Past(Episode episode, CreateWorkOrder order, String orderNumber) {}

  private record Near(Past past, double apart) {}

  /**
   * @param definitions definition of a thing; null if it is not known
   */
  public PastCases(Function<String, String> definitions) {
    this.definitions = definitions;
  }

  /** The actions, orders with past cases in their evidence. */
  List<Action> addTo(Connection connection, List<Action> actions) throws SQLException {
    Map<String, List<Past>> byFailureMode = new HashMap<>();
    List<Action> enriched = new ArrayList<>(actions.size());
    for (Action action : actions) {
      String kind = action instanceof CreateWorkOrder ? kind(action.thingId()) : null;
      if (kind == null || action.evidence() == null) {
        enriched.add(action);
        continue;
      }
      List<Past> known = byFailureMode.get(action.failureMode());
      if (known == null) {
        known = closed(connection, action.failureMode());
        byFailureMode.put(action.failureMode(), known);
      }
      CreateWorkOrder order = (CreateWorkOrder) action;
      List<PastCase> cases = new ArrayList<>();
      for (Near near : nearest(order, kind, known)) {
        cases.add(told(connection, near));
      }
      enriched.add(order.because(order.evidence().like(cases)));
    }
    return enriched;
  }

  private List<Near> nearest(CreateWorkOrder order, String kind, List<Past> known) {
    return known.stream()
        .filter(past -> kind.equals(kind(past.episode().thingId())))
        .map(past -> new Near(past, apart(order.evidence(), past.order().evidence())))
        .sorted(
            Comparator.comparingDouble(Near::apart)
                .thenComparing(near -> near.past().episode().openedAt(), Comparator.reverseOrder()))
        .limit(SHOWN)
        .toList();
  }

  /** Definition without its version; null if it is not known. */
  private String kind(String thingId) {
    String definition = definitions.apply(thingId);
    return definition == null ? null : definition.replaceFirst(":[^:]*$", "");
  }

  /** The newest episodes of a failure mode that ended. */
  private static List<Past> closed(Connection connection, String failureMode) throws SQLException {
    List<Past> past = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select e.body, o.body, o.order_number from episode e join outbox o on o.reference ="
                + " e.reference where o.kind = 'CreateWorkOrder' and e.open = false and"
                + " e.failure_mode = ? order by o.id desc fetch first "
                + COMPARED
                + " rows only")) {
      select.setString(1, failureMode);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Episode episode = RulesJson.read(rows.getString(1), Episode.class);
          Action order = RulesJson.read(rows.getString(2), Action.class);
          if (order instanceof CreateWorkOrder created
              && created.evidence() != null
              && episode.closedAt() != null) {
            past.add(new Past(episode, created, rows.getString(3)));
          }
        }
      }
    }
    return past;
  }

  /** How unlike two orders looked when they were prescribed. */
  private static double apart(Evidence one, Evidence other) {
    if (!one.observations().isEmpty() && !other.observations().isEmpty()) {
      Observation now = one.observations().get(0);
      Observation then = other.observations().get(0);
      double limit =
          one.thresholds().stream().mapToDouble(Threshold::value).findFirst().orElse(now.value());
      double apart = Math.abs(now.value() - then.value()) / Math.max(Math.abs(limit), 1e-9);
      if (Objects.equals(now.name(), then.name()) && Double.isFinite(apart)) {
        return apart;
      }
    }
    Forecast now = one.forecast();
    Forecast then = other.forecast();
    if (now != null && then != null && Objects.equals(now.name(), then.name())) {
      double apart = Math.abs(Math.log((now.value() + 1) / (then.value() + 1)));
      if (Double.isFinite(apart)) {
        return apart;
      }
    }
    return NOT_COMPARABLE;
  }

  private static PastCase told(Connection connection, Near near) throws SQLException {
    Episode episode = near.past().episode();
    return new PastCase(
        episode.thingId(),
        episode.reference(),
        near.past().orderNumber(),
        episode.ruleId(),
        episode.openedAt(),
        episode.closedAt(),
        found(episode) + said(connection, episode.reference()),
        near.apart() >= NOT_COMPARABLE ? null : Math.round(near.apart() * 1000) / 1000.0);
  }

  private static String found(Episode episode) {
    return switch (episode.closeReason()) {
      case RECOVERED -> "the symptom went away without the work being completed";
      case ORDER_CANCELLED -> "the order was cancelled";
      case ORDER_COMPLETED ->
          switch (episode.effect()) {
            case SYMPTOM_GONE -> "the work was done and the symptom was gone";
            case SYMPTOM_STAYED -> "the work was done and the symptom stayed";
            case PENDING -> "the work was done; whether it helped is not known";
          };
    };
  }

  /** What a planner wrote when deciding on the order last. */
  private static String said(Connection connection, String reference) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select who, why from decision where reference = ? order by id desc fetch first 1 rows"
                + " only")) {
      select.setString(1, reference);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? "; " + row.getString(1) + ": " + row.getString(2) : "";
      }
    }
  }
}
