package org.twinsuite.workbench.page;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.pipeline.store.OutboxItem.State;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.evidence.ReasonText;
import org.twinsuite.workbench.http.HttpAuthenticator;
import org.twinsuite.workbench.http.HttpResponse;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;
import org.twinsuite.workbench.http.User;
import org.twinsuite.workbench.planner.PlannerCommands;
import org.twinsuite.workbench.planner.WorkOrderQueue;
import org.twinsuite.workbench.planner.WorkOrderQueue.Order;
import org.twinsuite.workbench.plant.PlantProjection;
import org.twinsuite.workbench.plant.PlantStore;

/**
 * The pages people work with. Each address answers HTML to a browser and the same content as JSON
 * to whoever asks for it.
 */
final class WorkbenchRoutes extends RouteBuilder {
  private static final int PARKED = 200;
  private final HttpAuthenticator authenticator;
  private final PageSources sources;
  private final WorkOrderQueue queue;
  private final PlannerCommands commands;
  private final PlantStore store;
  private final PlantProjection projection;
  private final PlantView plant;
  private final ZoneId zone;
  private final InstantSource clock;
  private final Templates templates = new Templates();

  WorkbenchRoutes(
      HttpAuthenticator authenticator,
      PageSources sources,
      PlantStore store,
      PlantProjection projection,
      PlantView plant,
      ZoneId zone,
      InstantSource clock) {
    this.authenticator = authenticator;
    this.sources = sources;
    this.queue = sources.queue();
    this.commands = sources.commands();
    this.store = store;
    this.projection = projection;
    this.plant = plant;
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public void configure() {
    route(
        "GET",
        "asset",
        "/assets/{version}/{name}",
        Role.VIEWER,
        (r, u) -> Assets.serve(r.segment(1), r.segment(2)));
    route(
        "GET",
        "plant",
        "/",
        Role.VIEWER,
        (r, u) -> page(r, u, "plant", plant.plant(r.query("show"), r.query("all").equals("true"))));
    route("GET", "machine", "/things/{id}", Role.VIEWER, this::machine);
    route("GET", "signal", "/things/{id}/signals/{signal}", Role.VIEWER, this::signal);
    route("GET", "orders", "/orders", Role.VIEWER, this::orders);
    route("POST", "orders-decide", "/orders", Role.PLANNER, this::decideAll);
    route("GET", "order", "/orders/{reference}", Role.VIEWER, this::order);
    route("POST", "order-decide", "/orders/{reference}", Role.PLANNER, this::decide);
    route(
        "GET",
        "rules",
        "/rules",
        Role.VIEWER,
        (r, u) -> page(r, u, "rules", RulesView.of(sources)));
    route("POST", "rules-move", "/rules", Role.ADMIN, this::move);
    route(
        "GET",
        "models",
        "/models",
        Role.VIEWER,
        (r, u) -> page(r, u, "models", ModelsPage.of(store.forecasts(null))));
    route(
        "GET",
        "operations",
        "/operations",
        Role.VIEWER,
        (r, u) -> page(r, u, "operations", operations()));
    route("POST", "parked-settle", "/operations/parked", Role.PLANNER, this::settle);
    for (String[] former :
        new String[][] {
          {"/planner", "/orders"},
          {"/planner/ladder", "/rules"},
          {"/planner/messages", "/operations"},
          {"/planner/parked", "/operations"}
        }) {
      route(
          "GET",
          "former" + former[0].replace('/', '-'),
          former[0],
          Role.VIEWER,
          (r, u) -> HttpResponse.seeOther(former[1]));
    }
    route(
        "GET",
        "former-order",
        "/planner/orders/{reference}",
        Role.VIEWER,
        (r, u) -> HttpResponse.seeOther("/orders/" + r.segment(2)));
  }

  private void route(
      String method, String id, String path, Role role, HttpAuthenticator.Page page) {
    from("platform-http:" + path + "?httpMethodRestrict=" + method)
        .routeId("workbench-" + id)
        .process(authenticator.page(role, page));
  }

  private HttpResponse page(Request request, User user, String name, Object model) {
    return html(request)
        ? HttpResponse.html(templates.render(name, context(request, user, name), model))
        : HttpResponse.json(200, model);
  }

  private PageContext context(Request request, User user, String active) {
    return new PageContext(
        user,
        PageContext.locale(request.header("Accept-Language")),
        zone,
        clock.instant(),
        active,
        sources.packs().problems());
  }

  private static boolean html(Request request) {
    return request.header("Accept").contains("text/html");
  }

  private HttpResponse machine(Request request, User user) {
    String id = request.segment(1);
    return plant
        .machine(id, instant(request, "from"), instant(request, "to"))
        .map(
            machine ->
                html(request)
                    ? HttpResponse.html(
                        templates.render("machine", context(request, user, "plant"), machine))
                    : HttpResponse.json(200, machine))
        .orElseGet(() -> HttpResponse.error(404, "no thing has the id " + id));
  }

  private HttpResponse signal(Request request, User user) {
    String name = request.segment(3);
    boolean picture = name.endsWith(".svg");
    String signal = picture ? name.substring(0, name.length() - 4) : name;
    int width;
    try {
      width = request.query("width").isEmpty() ? 0 : Integer.parseInt(request.query("width"));
    } catch (NumberFormatException otherwise) {
      throw new IllegalArgumentException("width: is not a whole number", otherwise);
    }
    return plant
        .trace(request.segment(1), signal, instant(request, "from"), instant(request, "to"), width)
        .map(
            trace ->
                picture
                    ? HttpResponse.picture(SignalPicture.of(trace))
                    : HttpResponse.json(200, trace))
        .orElseGet(
            () -> HttpResponse.error(404, "no history of " + request.segment(1) + " " + signal));
  }

  private static Instant instant(Request request, String name) {
    String text = request.query(name);
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeParseException otherwise) {
      throw new IllegalArgumentException(
          name + ": '" + text + "' is not a valid ISO-8601 instant, e.g. 2026-01-31T10:00:00Z",
          otherwise);
    }
  }

  private HttpResponse orders(Request request, User user) {
    if (!html(request)) {
      return HttpResponse.json(
          200,
          queue.in(WorkOrderQueue.states(request.query("state"))).stream()
              .map(queue::json)
              .toList());
    }
    int at;
    try {
      at = request.query("page").isEmpty() ? 0 : Integer.parseInt(request.query("page"));
    } catch (NumberFormatException otherwise) {
      throw new IllegalArgumentException("page: is not a whole number", otherwise);
    }
    OrdersPage page =
        plant.orders(
            otherwise(request.query("show"), "open"),
            request.query("q"),
            otherwise(request.query("sort"), "newest"),
            at);
    return HttpResponse.html(templates.render("orders", context(request, user, "orders"), page));
  }

  private static String otherwise(String given, String other) {
    return given.isEmpty() ? other : given;
  }

  private HttpResponse order(Request request, User user) {
    String reference = request.segment(1);
    Order order = queue.find(reference).orElse(null);
    if (order == null) {
      return HttpResponse.error(404, "no order has the reference " + reference);
    }
    if (!html(request)) {
      return HttpResponse.json(200, queue.json(order));
    }
    PageContext context = context(request, user, "orders");
    return HttpResponse.html(templates.render("order", context, orderPage(order, context)));
  }

  private OrderPage orderPage(Order order, PageContext context) {
    String reference = order.item().reference();
    String thing = order.item().thingId();
    String name = plant.name(thing);
    List<Action> actions = queue.actions(reference);
    Evidence evidence = order.create().evidence();
    return new OrderPage(
        reference,
        order.create().title().replace(thing, name),
        thing,
        name,
        PlantPage.href(thing),
        order.create().failureMode(),
        order.create().priority(),
        PlantView.state(order),
        PlantView.asks(order) || order.undecided(),
        order.item().orderNumber(),
        order.create().ruleId(),
        order.item().lastError(),
        order.create().at(),
        order.create().window() == null ? null : order.create().window().from(),
        order.create().window() == null ? null : order.create().window().to(),
        life(evidence, true),
        life(evidence, false),
        evidence == null
            ? List.of(order.create().title())
            : ReasonText.sentences(
                evidence, name, order.create().failureMode(), context.locale(), zone),
        evidence == null ? List.of() : plant.signals(order, evidence),
        queue.waiting(reference),
        evidence == null || evidence.timing() == null ? List.of() : evidence.timing().starts(),
        evidence == null ? List.of() : evidence.changes(),
        evidence == null ? List.of() : evidence.similar(),
        WorkOrderQueue.text(actions),
        queue.decisions(reference).stream()
            .map(
                entry ->
                    new OrderPage.Decided(
                        entry.verdict().name().toLowerCase(Locale.ROOT),
                        entry.who(),
                        entry.why(),
                        entry.at()))
            .toList());
  }

  /** An end of the interval in which the machine may fail; null if it is open or unknown. */
  private static Instant life(Evidence evidence, boolean begin) {
    if (evidence == null || evidence.timing() == null || evidence.timing().life() == null) {
      return null;
    }
    var life = evidence.timing().life();
    double hours = begin ? life.lower() : life.upper();
    return Double.isFinite(hours) && "h".equals(life.unit())
        ? life.at().plusSeconds(Math.round(hours * 3_600))
        : null;
  }

  private HttpResponse decide(Request request, User user) {
    String reference = request.segment(1);
    HttpResponse answer =
        commands.decide(
            reference, request.field("verb"), request.field("until"), request.field("why"), user);
    return answer.status() == 200 ? HttpResponse.seeOther("/orders/" + reference) : answer;
  }

  private HttpResponse decideAll(Request request, User user) {
    return each(
        request.fields("reference"),
        "select at least one order",
        reference ->
            commands.decide(
                reference,
                request.field("verb"),
                request.field("until"),
                request.field("why"),
                user),
        "/orders");
  }

  private HttpResponse settle(Request request, User user) {
    return each(
        request.fields("id"),
        "select at least one item",
        id -> commands.settle(id, request.field("verb"), request.field("why"), user),
        "/operations#parked");
  }

  /** Does the same to several; the first that fails is answered, those before it are done. */
  private static HttpResponse each(
      List<String> ids,
      String none,
      java.util.function.Function<String, HttpResponse> action,
      String then) {
    if (ids.isEmpty()) {
      return HttpResponse.error(400, none);
    }
    for (String id : ids) {
      HttpResponse answer = action.apply(id);
      if (answer.status() != 200) {
        return answer;
      }
    }
    return HttpResponse.seeOther(then);
  }

  private HttpResponse move(Request request, User user) {
    HttpResponse answer =
        commands.move(request.field("rule"), request.field("level"), request.field("why"), user);
    return answer.status() == 200 ? HttpResponse.seeOther("/rules") : answer;
  }

  private OperationsPage operations() {
    Map<String, Long> outbox = new LinkedHashMap<>();
    new EnumMap<State, Long>(sources.outbox().counts())
        .forEach((state, count) -> outbox.put(word(state), count));
    return new OperationsPage(
        sources.states().problems(),
        outbox,
        sources.outbox().oldestWaiting().orElse(null),
        sources.parkingLot().newest(PARKED).stream()
            .map(
                line ->
                    new OperationsPage.Parked(
                        line.id(), line.source(), line.key(), line.reason(), line.at()))
            .toList(),
        sources.parkingLot().count(),
        sources.messages().newest().stream()
            .limit(PARKED)
            .map(
                message ->
                    new OperationsPage.Message(
                        message.at(),
                        message.thing(),
                        message.channel(),
                        message.text(),
                        word(message.state())))
            .toList(),
        projection.waiting());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
