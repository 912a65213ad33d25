package org.twinsuite.workbench.planner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.order.AttachEvidence;
import org.twinsuite.pipeline.store.Decisions;
import org.twinsuite.pipeline.store.Episodes;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.pipeline.store.OutboxItem.State;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.json.RulesJson;

/** Prescribed orders as planners see them. */
public final class WorkOrderQueue {
  static final int LIMIT = 500;
  private static final Logger LOG = LoggerFactory.getLogger(WorkOrderQueue.class);
  private static final String ORDER = CreateWorkOrder.class.getSimpleName();
  private final Outbox outbox;
  private final Episodes episodes;
  private final Decisions decisions;

  public WorkOrderQueue(Outbox outbox, Episodes episodes, Decisions decisions) {
    this.outbox = outbox;
    this.episodes = episodes;
    this.decisions = decisions;
  }

  /** An order and the row it stands in. */
  public record Order(OutboxItem item, CreateWorkOrder create) {
    /** Whether a planner does not want to see it now. */
    public boolean snoozed(Instant now) {
      return State.UNDECIDED.contains(item.state()) && item.snoozedUntil().isAfter(now);
    }

    /** Whether a planner may still decide. */
    public boolean undecided() {
      return State.UNDECIDED.contains(item.state());
    }
  }

  /** Newest first, in any of the states; a response that waits makes its order wait too. */
  public List<Order> in(Set<State> states) {
    List<OutboxItem> items = new ArrayList<>(outbox.newest(ORDER, states, LIMIT));
    if (states.contains(State.WAITING)) {
      for (OutboxItem item : outbox.ordersWithWaitingSteps(LIMIT)) {
        if (!states.contains(item.state())) {
          items.add(item);
        }
      }
    }
    return items.stream().flatMap(WorkOrderQueue::readable).toList();
  }

  /**
   * One of a form this version does not know is found by its reference and among what is parked.
   */
  private static Stream<Order> readable(OutboxItem item) {
    try {
      return Stream.of(new Order(item, (CreateWorkOrder) action(item)));
    } catch (IllegalArgumentException unreadable) {
      LOG.warn("order {} cannot be read: {}", item.reference(), unreadable.getMessage());
      return Stream.empty();
    }
  }

  /** References of orders that left while something beside them waits for a planner. */
  public Set<String> withWaitingSteps() {
    return outbox.ordersWithWaitingSteps(LIMIT).stream()
        .map(OutboxItem::reference)
        .collect(Collectors.toSet());
  }

  /** All orders of a thing, newest first. */
  public List<Order> of(String thingId) {
    return in(EnumSet.allOf(State.class)).stream()
        .filter(order -> order.item().thingId().equals(thingId))
        .toList();
  }

  /** What waits for a planner beside an order that left, each as one sentence. */
  public List<String> waiting(String reference) {
    return outbox.byReference(reference).stream()
        .filter(item -> !item.kind().equals(ORDER) && State.ASKED.contains(item.state()))
        .map(item -> item.kind() + ": " + action(item).evidence().summary())
        .toList();
  }

  /** The order of a reference. */
  public Optional<Order> find(String reference) {
    return outbox.byReference(reference).stream()
        .filter(item -> item.kind().equals(ORDER))
        .map(item -> new Order(item, (CreateWorkOrder) action(item)))
        .findFirst();
  }

  /** All that was decided for an episode, oldest first, with its evidence. */
  public List<Action> actions(String reference) {
    return outbox.byReference(reference).stream()
        .filter(item -> !item.kind().equals(AttachEvidence.KIND))
        .map(WorkOrderQueue::action)
        .filter(action -> action.evidence() != null)
        .toList();
  }

  /** Evidence of the order itself, or of the first action that has any. */
  Optional<Evidence> evidence(String reference) {
    return actions(reference).stream().map(Action::evidence).findFirst();
  }

  /** What planners decided, oldest first. */
  public List<Decisions.Entry> decisions(String reference) {
    return decisions.of(reference);
  }

  /**
   * States by name, comma separated; empty means all.
   *
   * @throws IllegalArgumentException naming what is allowed
   */
  public static Set<State> states(String text) {
    if (text.isBlank()) {
      return EnumSet.allOf(State.class);
    }
    Set<State> states = EnumSet.noneOf(State.class);
    for (String name : text.split(",")) {
      try {
        states.add(State.valueOf(name.trim().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException unknown) {
        throw new IllegalArgumentException(
            "state '" + name + "' is not one of " + EnumSet.allOf(State.class), unknown);
      }
    }
    return states;
  }

  /** The order as JSON. */
  public Map<String, Object> json(Order order) {
    CreateWorkOrder create = order.create();
    OutboxItem item = order.item();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("reference", item.reference());
    json.put("orderNumber", item.orderNumber());
    json.put("delivery", item.state());
    json.put("level", item.level());
    json.put("thing", item.thingId());
    json.put("failureMode", create.failureMode());
    json.put("rule", create.ruleId());
    json.put("priority", create.priority());
    json.put("title", create.title());
    json.put("at", create.at());
    json.put("window", create.window());
    json.put("waiting", waiting(item.reference()));
    json.put("episode", episodes.find(item.reference()).orElse(null));
    json.put("snoozedUntil", order.snoozed(Instant.now()) ? item.snoozedUntil() : null);
    json.put("lastError", item.lastError());
    json.put("decisions", new ArrayList<>(decisions.of(item.reference())));
    json.put("evidence", "/orders/" + item.reference() + "/evidence");
    json.put("picture", "/api/prescriptions/" + item.reference() + "/picture.png");
    return json;
  }

  private static Action action(OutboxItem item) {
    return RulesJson.read(item.body(), Action.class);
  }

  /** Actions with their evidence as plain text. */
  public static String text(List<Action> actions) {
    return actions.stream()
        .map(
            action -> {
              Evidence evidence = action.evidence();
              return action.getClass().getSimpleName()
                  + " at "
                  + action.at()
                  + '\n'
                  + evidence.toText();
            })
        .collect(Collectors.joining("\n"));
  }
}
