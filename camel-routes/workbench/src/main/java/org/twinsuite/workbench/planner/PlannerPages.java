package org.twinsuite.workbench.planner;

import static org.twinsuite.workbench.planner.Html.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.OutboxItem.State;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.rules.autonomy.LevelChange;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.workbench.http.HttpResponse;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;
import org.twinsuite.workbench.http.User;
import org.twinsuite.workbench.planner.WorkOrderQueue.Order;

/** The planner's pages: plain HTML, no script, usable with a keyboard. */
final class PlannerPages {
  private static final String ORDERS = "/planner/orders/";
  private final WorkOrderQueue queue;
  private final PlannerCommands commands;
  private final Messages messages;
  private final LivePack packs;
  private final AutonomyStore autonomy;
  private final ParkingLot parkingLot;

  PlannerPages(
      WorkOrderQueue queue,
      PlannerCommands commands,
      Messages messages,
      LivePack packs,
      AutonomyStore autonomy,
      ParkingLot parkingLot) {
    this.queue = queue;
    this.commands = commands;
    this.messages = messages;
    this.packs = packs;
    this.autonomy = autonomy;
    this.parkingLot = parkingLot;
  }

  HttpResponse style() {
    try (InputStream css = PlannerPages.class.getResourceAsStream("/planner.css")) {
      return HttpResponse.style(new String(css.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  HttpResponse orders(Request request, User user) {
    Instant now = Instant.now();
    List<Order> undecided = queue.in(EnumSet.of(State.WAITING, State.RECOMMENDED));
    Set<State> decided = EnumSet.complementOf(EnumSet.of(State.WAITING, State.RECOMMENDED));
    List<Order> others = queue.in(decided);
    String body =
        section("Waiting for approval", of(undecided, State.WAITING, false, now))
            + section(
                "Raised, with a response that waits",
                undecided.stream().filter(order -> !order.undecided()).toList())
            + section("Recommended", of(undecided, State.RECOMMENDED, false, now))
            + section("Snoozed", undecided.stream().filter(o -> o.snoozed(now)).toList())
            + section("Latest others", others.subList(0, Math.min(50, others.size())));
    return page("Orders", user, body);
  }

  private static List<Order> of(List<Order> orders, State state, boolean snoozed, Instant now) {
    return orders.stream()
        .filter(order -> order.item().state() == state && order.snoozed(now) == snoozed)
        .toList();
  }

  private static String section(String title, List<Order> orders) {
    List<List<String>> rows = new ArrayList<>();
    for (Order order : orders) {
      rows.add(
          List.of(
              Html.link(ORDERS + order.item().reference(), order.create().title()),
              text(order.item().thingId()),
              text(order.create().priority()),
              text(window(order)),
              text(order.create().ruleId()),
              text(word(order.item().state())),
              text(order.item().orderNumber())));
    }
    return "<section><h2>"
        + text(title)
        + " ("
        + orders.size()
        + ")</h2>"
        + Html.table(
            List.of("Order", "Thing", "Priority", "Do it", "Rule", "State", "Number"), rows)
        + "</section>";
  }

  HttpResponse order(Request request, User user) {
    String reference = request.segment(2);
    Order order = queue.find(reference).orElse(null);
    if (order == null) {
      return HttpResponse.error(404, "no order has the reference " + reference);
    }
    List<List<String>> decided = new ArrayList<>();
    queue
        .decisions(reference)
        .forEach(
            entry ->
                decided.add(
                    List.of(
                        text(word(entry.verdict())),
                        text(entry.who()),
                        text(entry.why()),
                        text(entry.at()))));
    String facts =
        Html.table(
            List.of("Thing", "Failure mode", "Priority", "Do it", "State", "Number", "Last error"),
            List.of(
                List.of(
                    text(order.item().thingId()),
                    text(order.create().failureMode()),
                    text(order.create().priority()),
                    text(window(order)),
                    text(word(order.item().state())),
                    text(order.item().orderNumber()),
                    text(order.item().lastError()))));
    List<String> waiting = queue.waiting(reference);
    String body =
        facts
            + (order.undecided() || !waiting.isEmpty() ? decision(reference, waiting, user) : "")
            + "<section><h2>Evidence</h2><img alt=\"Signal, limits and forecast\" src=\"/orders/"
            + text(reference)
            + "/evidence.svg\"><p>"
            + Html.link("/orders/" + reference + "/evidence.png", "The picture as PNG")
            + "</p><pre>"
            + text(PlannerRoutes.text(queue.actions(reference)))
            + "</pre></section><section><h2>Decisions</h2>"
            + Html.table(List.of("Decision", "Who", "Why", "When"), decided)
            + "</section>";
    return page(order.create().title(), user, body);
  }

  private static String decision(String reference, List<String> waiting, User user) {
    StringBuilder beside = new StringBuilder();
    if (!waiting.isEmpty()) {
      beside.append("<ul>");
      waiting.forEach(one -> beside.append("<li>").append(text(one)).append("</li>"));
      beside.append("</ul>");
    }
    if (user.role() == Role.VIEWER) {
      return "<p>A planner decides on this order.</p>" + beside;
    }
    return "<section><h2>Decide</h2>"
        + beside
        + Html.form(
            ORDERS + reference,
            Html.why()
                + Html.button("verb", "approve", "Approve")
                + Html.button("verb", "reject", "Reject")
                + "<label>for <select name=\"until\"><option value=\"PT4H\">4 hours</option>"
                + "<option value=\"PT24H\">a day</option><option value=\"PT168H\">a week</option>"
                + "</select></label>"
                + Html.button("verb", "snooze", "Snooze"))
        + "</section>";
  }

  HttpResponse decide(Request request, User user) {
    String reference = request.segment(2);
    HttpResponse answer =
        commands.decide(
            reference, request.field("verb"), request.field("until"), request.field("why"), user);
    return answer.status() == 200 ? HttpResponse.seeOther(ORDERS + reference) : answer;
  }

  HttpResponse autonomy(Request request, User user) {
    List<List<String>> rows = new ArrayList<>();
    for (AutonomyStore.Rule rule : autonomy.rules()) {
      rows.add(
          List.of(
              text(rule.scope() + " " + rule.info().name()),
              text(rule.info().owner()),
              text(word(rule.level())),
              text(rule.orders() + " of " + rule.info().budget()),
              good(rule.outcomes()),
              moved(rule.lastChange()),
              user.role() == Role.ADMIN ? move(rule.scope(), rule.level()) : ""));
    }
    List<List<String>> models = new ArrayList<>();
    for (AutonomyStore.Model model : autonomy.models()) {
      models.add(
          List.of(
              text(model.model()),
              text(word(model.level())),
              good(model.outcomes()),
              moved(model.lastChange()),
              user.role() == Role.ADMIN ? move(model.model(), model.level()) : ""));
    }
    String body =
        "<p>Rule pack "
            + text(packs.current())
            + ", live since "
            + text(packs.since())
            + "</p>"
            + Html.table(
                List.of(
                    "Rule",
                    "Owner",
                    "Level",
                    "Orders of the day",
                    "Good outcomes",
                    "Last move",
                    ""),
                rows)
            + "<section><h2>Models orders rest on</h2>"
            + Html.table(List.of("Model", "Level", "Good outcomes", "Last move", ""), models)
            + "</section>";
    return page("Rules", user, body);
  }

  private static String good(List<Boolean> outcomes) {
    long good = outcomes.stream().filter(gone -> gone).count();
    return text(outcomes.isEmpty() ? "" : good + " of " + outcomes.size());
  }

  private static String moved(LevelChange last) {
    return last == null ? "" : text("%s, %s: %s".formatted(last.at(), last.who(), last.why()));
  }

  private static String move(String id, Autonomy now) {
    StringBuilder levels = new StringBuilder();
    for (Autonomy level : Autonomy.values()) {
      levels.append("<option").append(level == now ? " selected>" : ">").append(word(level));
      levels.append("</option>");
    }
    return Html.form(
        "/planner/ladder",
        Html.hidden("rule", id)
            + "<select name=\"level\" aria-label=\"Level\">"
            + levels
            + "</select>"
            + Html.why()
            + Html.button("verb", "move", "Move"));
  }

  HttpResponse move(Request request, User user) {
    HttpResponse answer =
        commands.move(request.field("rule"), request.field("level"), request.field("why"), user);
    return answer.status() == 200 ? HttpResponse.seeOther("/planner/ladder") : answer;
  }

  HttpResponse messages(Request request, User user) {
    List<List<String>> rows = new ArrayList<>();
    for (Messages.Message message : messages.newest()) {
      rows.add(
          List.of(
              text(message.at()),
              text(message.thing()),
              text(message.channel()),
              text(message.text()),
              text(word(message.state()))));
    }
    return page(
        "Messages", user, Html.table(List.of("When", "Thing", "To", "Text", "State"), rows));
  }

  HttpResponse parked(Request request, User user) {
    List<List<String>> rows = new ArrayList<>();
    for (ParkingLot.Line line : parkingLot.newest(WorkOrderQueue.LIMIT)) {
      rows.add(
          List.of(
              text(line.at()),
              text(line.source()),
              text(line.key()),
              text(line.reason()),
              user.role() == Role.VIEWER
                  ? ""
                  : Html.form(
                      "/planner/parked",
                      Html.hidden("id", String.valueOf(line.id()))
                          + Html.why()
                          + Html.button("verb", "retry", "Try again")
                          + Html.button("verb", "drop", "Drop"))));
    }
    return page("Parked", user, Html.table(List.of("When", "From", "What", "Reason", ""), rows));
  }

  HttpResponse settle(Request request, User user) {
    HttpResponse answer =
        commands.settle(request.field("id"), request.field("verb"), request.field("why"), user);
    return answer.status() == 200 ? HttpResponse.seeOther("/planner/parked") : answer;
  }

  private HttpResponse page(String title, User user, String body) {
    return HttpResponse.html(Html.page(title, user, packs.problems(), body));
  }

  private static String window(Order order) {
    return order.create().window() == null
        ? ""
        : order.create().window().from() + " to " + order.create().window().to();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
