package org.twinsuite.workbench.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.pipeline.store.OutboxItem.State;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.evidence.Observation;
import org.twinsuite.rules.pack.row.Limit;
import org.twinsuite.workbench.planner.WorkOrderQueue;
import org.twinsuite.workbench.planner.WorkOrderQueue.Order;
import org.twinsuite.workbench.plant.AttentionList;
import org.twinsuite.workbench.plant.AttentionList.OpenOrder;
import org.twinsuite.workbench.plant.PlantStore;
import org.twinsuite.workbench.plant.PlantThing;
import org.twinsuite.workbench.plant.SignalHistory;

/** Puts together what the pages of plant, machine and orders show. */
final class PlantView {
  private static final int PAGE = 100;
  private static final int PICTURE_WIDTH = 900;
  private static final int SHOWN_SIGNALS = 3;
  private static final Duration BEFORE = Duration.ofDays(7);
  private static final Duration AFTER = Duration.ofDays(5);
  private final PlantStore store;
  private final SignalHistory signals;
  private final PageSources sources;
  private final WorkOrderQueue queue;
  private final Function<String, Optional<JsonObject>> twin;
  private final InstantSource clock;

  /**
   * @param clock the plant's time
   */
  PlantView(
      PlantStore store,
      SignalHistory signals,
      PageSources sources,
      Function<String, Optional<JsonObject>> twin,
      InstantSource clock) {
    this.store = store;
    this.signals = signals;
    this.sources = sources;
    this.queue = sources.queue();
    this.twin = twin;
    this.clock = clock;
  }

  PlantPage plant(String filter, boolean all) {
    Instant now = clock.instant();
    List<PlantThing> things = store.all();
    Map<String, String> names = new HashMap<>();
    things.forEach(thing -> names.put(thing.thingId(), thing.name()));
    Function<Order, String> titles =
        order ->
            order
                .create()
                .title()
                .replace(
                    order.item().thingId(),
                    names.getOrDefault(order.item().thingId(), order.item().thingId()));
    Map<String, List<OpenOrder>> open = new HashMap<>();
    Set<String> current = openReferences();
    Set<String> beside = queue.withWaitingSteps();
    for (Order order : queue.in(EnumSet.allOf(State.class))) {
      if (isOpen(order, current)) {
        open.computeIfAbsent(order.item().thingId(), id -> new ArrayList<>())
            .add(
                new OpenOrder(
                    order.item().reference(),
                    titles.apply(order),
                    asks(order, beside),
                    state(order),
                    order.create().window() == null ? null : order.create().window().from(),
                    order.create().window() == null ? null : order.create().window().to()));
      }
    }
    return PlantPage.of(
        things,
        AttentionList.of(things, open, now),
        (int) sources.parkingLot().count(),
        filter,
        all,
        now);
  }

  Optional<MachinePage> machine(String thingId, Instant from, Instant to) {
    Optional<JsonObject> json = readable(thingId);
    PlantThing thing = store.find(thingId).orElse(null);
    if (thing == null) {
      return Optional.empty();
    }
    SignalHistory.Span span = MachinePage.shown(signals.span(thingId), from, to);
    List<Limit> limits =
        thing.equipmentClass() == null
            ? List.of()
            : sources.packs().current().tables().limitsFor(thing.equipmentClass());
    List<MachinePage.Signal> drawn = new ArrayList<>();
    for (String signal : signals.signals(thingId)) {
      if (signal.contains("/") && !signal.endsWith("/value")) {
        continue;
      }
      String address = address(thingId, signal);
      drawn.add(
          new MachinePage.Signal(
              signal,
              address + "?points=true",
              address + ".svg",
              MachinePage.limits(limits, signal)));
    }
    List<MachinePage.OrderFlag> orders =
        queue.of(thingId).stream()
            .map(
                order ->
                    new MachinePage.OrderFlag(
                        order.item().reference(),
                        "/orders/" + order.item().reference(),
                        order.create().title().replace(thingId, thing.name()),
                        state(order),
                        order.item().orderNumber(),
                        order.create().at(),
                        order.create().window() == null ? null : order.create().window().from(),
                        order.create().window() == null ? null : order.create().window().to()))
            .toList();
    return Optional.of(
        new MachinePage(
            thing,
            thing.parent() == null ? null : PlantPage.href(thing.parent()),
            MachinePage.relatives(
                store.parts(thingId),
                thing.parent() == null ? List.of() : store.parts(thing.parent()),
                thingId),
            span == null ? null : span.from(),
            span == null ? null : span.to(),
            drawn,
            orders,
            store.forecasts(thingId),
            json.map(JsonObject::toString).orElse(null)));
  }

  Optional<SignalHistory.Trace> trace(
      String thingId, String signal, Instant from, Instant to, int width) {
    SignalHistory.Span span = MachinePage.shown(signals.span(thingId), from, to);
    return span == null
        ? Optional.empty()
        : Optional.of(
            signals.trace(
                thingId, signal, span.from(), span.to(), width > 0 ? width : PICTURE_WIDTH));
  }

  OrdersPage orders(String show, String query, String sort, int page) {
    Set<String> current = openReferences();
    Set<String> beside = queue.withWaitingSteps();
    String words = query.toLowerCase(Locale.ROOT).strip();
    List<OrdersPage.Row> rows = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    store.all().forEach(thing -> names.put(thing.thingId(), thing.name()));
    for (Order order : queue.in(EnumSet.allOf(State.class))) {
      boolean snoozed = order.snoozed(Instant.now());
      boolean shown =
          switch (show) {
            case "open" -> isOpen(order, current) && !snoozed;
            case "decide" -> asks(order, beside) && !snoozed;
            case "snoozed" -> snoozed;
            case "done" -> !isOpen(order, current);
            case "all" -> true;
            default ->
                throw new IllegalArgumentException(
                    "show: '" + show + "' is not one of " + OrdersViews.NAMES);
          };
      String name = names.getOrDefault(order.item().thingId(), order.item().thingId());
      if (shown && (words.isEmpty() || text(order, name).contains(words))) {
        rows.add(row(order, name, beside));
      }
    }
    rows.sort(OrdersViews.order(sort));
    int pages = Math.max(1, (rows.size() + PAGE - 1) / PAGE);
    int at = Math.max(0, Math.min(page, pages - 1));
    return new OrdersPage(
        show,
        query,
        sort,
        rows.subList(at * PAGE, Math.min(rows.size(), (at + 1) * PAGE)),
        rows.size(),
        at,
        pages,
        OrdersViews.NAMES);
  }

  /** The signals an order stands on, drawn from a week before it was prescribed. */
  List<MachinePage.Signal> signals(Order order, Evidence evidence) {
    String thingId = order.item().thingId();
    Instant from = order.create().at().minus(BEFORE);
    Instant to = order.create().at().plus(AFTER);
    List<String> known = signals.signals(thingId);
    List<String> shown =
        evidence.observations().stream()
            .map(Observation::name)
            .distinct()
            .filter(known::contains)
            .toList();
    if (shown.isEmpty()) {
      // a forecast led to the order: what it was made from
      shown = known.stream().filter(signal -> !signal.contains("/")).toList();
    }
    return shown.stream()
        .limit(SHOWN_SIGNALS)
        .map(
            signal -> {
              String address = address(thingId, signal);
              return new MachinePage.Signal(
                  signal,
                  address + "?points=true&from=" + from + "&to=" + to,
                  address + ".svg?from=" + from + "&to=" + to,
                  limits(evidence, signal));
            })
        .toList();
  }

  private static List<MachinePage.Line> limits(Evidence evidence, String signal) {
    String unit =
        evidence.observations().stream()
            .filter(o -> o.name().equals(signal))
            .map(Observation::unit)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return evidence.thresholds().stream()
        .filter(t -> t.unit() != null && t.unit().equals(unit) && Double.isFinite(t.value()))
        .map(t -> new MachinePage.Line(t.name(), t.value(), t.unit(), t.source()))
        .toList();
  }

  private static String address(String thingId, String signal) {
    return PlantPage.href(thingId)
        + "/signals/"
        + URLEncoder.encode(signal, StandardCharsets.UTF_8).replace("+", "%20");
  }

  String name(String thingId) {
    return store.find(thingId).map(PlantThing::name).orElse(thingId);
  }

  /** Whether a planner is asked about the order, or about a step beside it. */
  private static boolean asks(Order order, Set<String> beside) {
    return asks(order) || beside.contains(order.item().reference());
  }

  /** Whether a planner is asked about the order itself. */
  static boolean asks(Order order) {
    return State.ASKED.contains(order.item().state());
  }

  static String state(Order order) {
    return order.snoozed(Instant.now())
        ? "snoozed"
        : order.item().state().name().toLowerCase(Locale.ROOT);
  }

  private static boolean isOpen(Order order, Set<String> current) {
    return switch (order.item().state()) {
      case REJECTED, REJECTING, WITHDRAWN -> false;
      case WAITING, RECOMMENDED, PENDING, EXECUTED, PARKED -> true;
      case SHADOW, DONE -> current.contains(order.item().reference());
    };
  }

  private Set<String> openReferences() {
    Set<String> references = new HashSet<>();
    sources.episodes().current().stream()
        .filter(episode -> episode.state() == Episode.State.OPEN)
        .forEach(episode -> references.add(episode.reference()));
    return references;
  }

  private Optional<JsonObject> readable(String thingId) {
    try {
      return twin.apply(thingId);
    } catch (RuntimeException unavailable) {
      return Optional.empty();
    }
  }

  private static String text(Order order, String name) {
    return String.join(
            " ",
            order.create().title(),
            name,
            order.item().thingId(),
            String.valueOf(order.item().orderNumber()),
            order.item().reference(),
            String.valueOf(order.create().failureMode()))
        .toLowerCase(Locale.ROOT);
  }

  private static OrdersPage.Row row(Order order, String name, Set<String> beside) {
    return new OrdersPage.Row(
        order.item().reference(),
        "/orders/" + order.item().reference(),
        order.create().title().replace(order.item().thingId(), name),
        name,
        PlantPage.href(order.item().thingId()),
        order.create().priority(),
        order.create().window() == null ? null : order.create().window().from(),
        order.create().window() == null ? null : order.create().window().to(),
        order.create().ruleId(),
        state(order),
        asks(order, beside),
        order.item().orderNumber(),
        order.create().at());
  }

  /** Saved views and orders of the queue. */
  static final class OrdersViews {
    static final List<String> NAMES = List.of("open", "decide", "snoozed", "done", "all");

    private OrdersViews() {}

    static Comparator<OrdersPage.Row> order(String sort) {
      return switch (sort) {
        case "newest" -> Comparator.comparing(OrdersPage.Row::at).reversed();
        case "window" ->
            Comparator.comparing(
                OrdersPage.Row::begin, Comparator.nullsLast(Comparator.naturalOrder()));
        case "priority" ->
            Comparator.comparingInt(OrdersPage.Row::priority)
                .thenComparing(OrdersPage.Row::at, Comparator.reverseOrder());
        default ->
            throw new IllegalArgumentException(
                "sort: '" + sort + "' is not one of newest, window, priority");
      };
    }
  }
}
