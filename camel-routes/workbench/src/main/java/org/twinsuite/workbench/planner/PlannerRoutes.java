package org.twinsuite.workbench.planner;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.evidence.EvidencePicture;
import org.twinsuite.rules.json.RulesJson;
import org.twinsuite.workbench.http.HttpAuthenticator;
import org.twinsuite.workbench.http.HttpResponse;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;

/**
 * The planner's side of the HTTP port: JSON below {@code /api}, and the evidence orders link to.
 * People use the pages.
 */
public final class PlannerRoutes extends RouteBuilder {
  private static final int REFERENCE = 2;
  private final HttpAuthenticator authenticator;
  private final WorkOrderQueue queue;
  private final PlannerCommands commands;
  private final Messages messages;
  private final LivePack packs;
  private final AutonomyStore autonomy;
  private final ParkingLot parkingLot;

  public PlannerRoutes(
      HttpAuthenticator authenticator,
      WorkOrderQueue queue,
      PlannerCommands commands,
      Messages messages,
      LivePack packs,
      AutonomyStore autonomy,
      ParkingLot parkingLot) {
    this.authenticator = authenticator;
    this.queue = queue;
    this.commands = commands;
    this.messages = messages;
    this.packs = packs;
    this.autonomy = autonomy;
    this.parkingLot = parkingLot;
  }

  /** A posted body. */
  record Said(String why, String until, @JsonAlias("rung") String level) {
    static Said in(Request request) {
      try {
        Said said = RulesJson.read(request.bodyText(), Said.class);
        return new Said(text(said.why()), text(said.until()), text(said.level()));
      } catch (IllegalArgumentException | NullPointerException unreadable) {
        throw new IllegalArgumentException(
            "the body is not a JSON object, e.g. {\"why\": \"…\"}", unreadable);
      }
    }

    private static String text(String value) {
      return value == null ? "" : value;
    }
  }

  @Override
  public void configure() {
    get("evidence", "/orders/{reference}/evidence", Role.VIEWER, (r, u) -> text(r.segment(1)));
    get("evidence-json", "/orders/{reference}/evidence.json", Role.VIEWER, (r, u) -> json(r));
    get(
        "evidence-svg",
        "/orders/{reference}/evidence.svg",
        Role.VIEWER,
        (r, u) -> svg(r.segment(1)));
    get(
        "evidence-png",
        "/orders/{reference}/evidence.png",
        Role.VIEWER,
        (r, u) -> png(r.segment(1)));
    get("parked", "/parked", Role.VIEWER, (r, u) -> parked());

    get("list", "/api/prescriptions", Role.VIEWER, (r, u) -> list(r.query("state")));
    get("one", "/api/prescriptions/{reference}", Role.VIEWER, (r, u) -> one(r.segment(REFERENCE)));
    get(
        "picture-svg",
        "/api/prescriptions/{reference}/picture.svg",
        Role.VIEWER,
        (r, u) -> svg(r.segment(REFERENCE)));
    get(
        "picture-png",
        "/api/prescriptions/{reference}/picture.png",
        Role.VIEWER,
        (r, u) -> png(r.segment(REFERENCE)));
    get(
        "messages",
        "/api/messages",
        Role.VIEWER,
        (r, u) -> HttpResponse.json(200, messages.newest()));
    post(
        "decide",
        "/api/prescriptions/{reference}/{verb}",
        Role.PLANNER,
        (request, user) -> {
          Said said = Said.in(request);
          return commands.decide(
              request.segment(REFERENCE), request.segment(3), said.until(), said.why(), user);
        });
    get("ladder", "/api/ladder", Role.VIEWER, (r, u) -> autonomy());
    get("moves", "/api/ladder/{rule}", Role.VIEWER, (r, u) -> moves(r.segment(2)));
    post(
        "move",
        "/api/ladder/{rule}",
        Role.ADMIN,
        (request, user) -> {
          Said said = Said.in(request);
          return commands.move(request.segment(2), said.level(), said.why(), user);
        });
    get("api-parked", "/api/parked", Role.VIEWER, (r, u) -> parked());
    post(
        "settle",
        "/api/parked/{id}/{verb}",
        Role.PLANNER,
        (request, user) ->
            commands.settle(request.segment(2), request.segment(3), Said.in(request).why(), user));
  }

  private void get(String id, String path, Role role, HttpAuthenticator.Page page) {
    route("GET", id, path, role, page);
  }

  private void post(String id, String path, Role role, HttpAuthenticator.Page page) {
    route("POST", id, path, role, page);
  }

  private void route(
      String method, String id, String path, Role role, HttpAuthenticator.Page page) {
    from("platform-http:" + path + "?httpMethodRestrict=" + method)
        .routeId("planner-" + id)
        .process(authenticator.page(role, page));
  }

  private HttpResponse list(String states) {
    return HttpResponse.json(
        200, queue.in(WorkOrderQueue.states(states)).stream().map(queue::json).toList());
  }

  private HttpResponse one(String reference) {
    return queue
        .find(reference)
        .map(order -> HttpResponse.json(200, queue.json(order)))
        .orElseGet(() -> none(reference));
  }

  private HttpResponse autonomy() {
    return HttpResponse.json(
        200,
        Map.of(
            "pack",
            packs.current().toString(),
            "problems",
            packs.problems(),
            "rules",
            autonomy.rules(),
            "models",
            autonomy.models()));
  }

  private HttpResponse moves(String rule) {
    return HttpResponse.json(200, autonomy.changes(rule, WorkOrderQueue.LIMIT));
  }

  private HttpResponse parked() {
    return HttpResponse.json(200, parkingLot.newest(WorkOrderQueue.LIMIT));
  }

  private HttpResponse json(Request request) {
    List<Action> actions = queue.actions(request.segment(1));
    return actions.isEmpty() ? none(request.segment(1)) : HttpResponse.json(200, actions);
  }

  private HttpResponse svg(String reference) {
    return queue
        .evidence(reference)
        .map(evidence -> HttpResponse.picture(EvidencePicture.svg(evidence)))
        .orElseGet(() -> none(reference));
  }

  private HttpResponse png(String reference) {
    return queue
        .evidence(reference)
        .map(evidence -> HttpResponse.picture(EvidencePicture.png(evidence)))
        .orElseGet(() -> none(reference));
  }

  private HttpResponse text(String reference) {
    List<Action> actions = queue.actions(reference);
    return actions.isEmpty()
        ? none(reference)
        : HttpResponse.text(200, WorkOrderQueue.text(actions));
  }

  private static HttpResponse none(String reference) {
    return HttpResponse.error(404, "no order has the reference " + reference);
  }
}
