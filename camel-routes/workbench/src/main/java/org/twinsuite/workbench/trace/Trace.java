package org.twinsuite.workbench.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.pipeline.observe.Hop;
import org.twinsuite.pipeline.observe.Trail;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.pipeline.store.Traces;
import org.twinsuite.pipeline.store.Traces.ActionLine;
import org.twinsuite.pipeline.store.Traces.ParkedLine;

/** The way of one device message or order: each hop, and where and why it stopped. */
public final class Trace {
  private final Trail trail;
  private final Traces traces;
  private final Map<String, WorkOrders> systems;

  /**
   * @param trail hops of this process
   * @param systems maintenance systems that are asked for an order's state
   */
  public Trace(Trail trail, Traces traces, Map<String, WorkOrders> systems) {
    this.trail = trail;
    this.traces = traces;
    this.systems = systems;
  }

  /**
   * Follows a message.
   *
   * @param id correlation id, reference or order number
   * @return hops in their order; empty when nothing is known
   */
  public List<Hop> follow(String id) {
    List<ActionLine> actions = traces.actions(id);
    Set<String> correlationIds = new LinkedHashSet<>(List.of(id));
    actions.stream()
        .map(ActionLine::correlationId)
        .filter(correlationId -> correlationId != null)
        .forEach(
            correlationId -> {
              correlationIds.add(message(correlationId));
              correlationIds.add(correlationId);
            });
    List<Hop> hops = new ArrayList<>();
    Map<Long, ParkedLine> parked = new LinkedHashMap<>();
    for (String correlationId : correlationIds) {
      hops.addAll(trail.of(correlationId));
      traces.parked(correlationId).forEach(line -> parked.put(line.id(), line));
    }
    parked.values().stream()
        .filter(line -> !"outbox".equals(line.source()))
        .forEach(line -> hops.add(parked(line)));
    for (ActionLine action : actions) {
      hops.add(action(action));
    }
    actions.stream()
        .filter(action -> action.orderNumber() != null)
        .map(ActionLine::reference)
        .distinct()
        .forEach(reference -> hops.addAll(targets(reference)));
    return hops;
  }

  /** A command's correlation id is the message's with a suffix of its own. */
  private static String message(String correlationId) {
    int suffix = correlationId.lastIndexOf('/');
    return suffix > 0 ? correlationId.substring(0, suffix) : correlationId;
  }

  private static Hop parked(ParkedLine line) {
    return new Hop(
        line.at(),
        line.source(),
        Hop.State.STOPPED,
        "parked as no. %d (%s): %s".formatted(line.id(), line.key(), line.reason()));
  }

  private static Hop action(ActionLine action) {
    String what = action.kind() + ' ' + action.reference() + " for " + action.thingId() + ": ";
    if (action.state().equals(OutboxItem.State.PENDING.name())) {
      String tried =
          action.attempts() == 0
              ? "recorded, not yet carried out"
              : "%d failed attempts, last: %s".formatted(action.attempts(), action.lastError());
      return new Hop(action.recordedAt(), "outbox", Hop.State.WAITING, what + tried);
    }
    if (action.state().equals(OutboxItem.State.EXECUTED.name())) {
      return new Hop(
          action.recordedAt(),
          "outbox",
          Hop.State.WAITING,
          what
              + "the target has it as "
              + action.orderNumber()
              + ", the twin does not show it yet");
    }
    if (action.state().equals(OutboxItem.State.DONE.name())) {
      if (action.outcome() != null) {
        return new Hop(action.recordedAt(), "outbox", Hop.State.PASSED, what + action.outcome());
      }
      String number = action.orderNumber() == null ? "" : " as " + action.orderNumber();
      return new Hop(
          action.recordedAt(), "outbox", Hop.State.PASSED, what + "carried out" + number);
    }
    if (action.state().equals(OutboxItem.State.PARKED.name())) {
      return new Hop(
          action.recordedAt(),
          "outbox",
          Hop.State.STOPPED,
          what + "refused and parked: " + action.lastError());
    }
    return new Hop(action.recordedAt(), "outbox", Hop.State.STOPPED, what + action.state());
  }

  private List<Hop> targets(String reference) {
    List<Hop> hops = new ArrayList<>();
    systems.forEach(
        (name, system) -> {
          try {
            Optional<WorkOrder> order = system.find(reference);
            order.ifPresent(
                found ->
                    hops.add(
                        new Hop(
                            null,
                            name,
                            Hop.State.ENDED,
                            "order " + found.orderNumber() + " is " + found.status())));
          } catch (ConnectorFailure away) {
            hops.add(
                new Hop(null, name, Hop.State.WAITING, "cannot be asked: " + away.getMessage()));
          }
        });
    return hops;
  }
}
