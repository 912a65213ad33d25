package org.twinsuite.app.planner;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.app.store.Episodes;
import org.twinsuite.app.store.Outbox;
import org.twinsuite.app.store.OutboxItem;
import org.twinsuite.app.store.ParkingLot;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.evidence.RulesJson;

/** What a planner may look at over HTTP: orders, the evidence of each, and parked items. */
public final class PlannerRoutes extends RouteBuilder {
  private static final int LIMIT = 500;
  private static final String REFERENCE = "reference";

  private final Outbox outbox;
  private final Episodes episodes;
  private final ParkingLot parkingLot;
  private final String token;

  /**
   * @param token bearer token asked for; empty asks for none
   */
  public PlannerRoutes(Outbox outbox, Episodes episodes, ParkingLot parkingLot, String token) {
    this.outbox = outbox;
    this.episodes = episodes;
    this.parkingLot = parkingLot;
    this.token = token;
  }

  @Override
  public void configure() {
    page("orders", "/orders", exchange -> json(exchange, orders()));
    page("evidence", "/orders/{reference}/evidence", exchange -> evidence(exchange, false));
    page(
        "evidence-json", "/orders/{reference}/evidence.json", exchange -> evidence(exchange, true));
    page("parked", "/parked", exchange -> json(exchange, parkingLot.newest(LIMIT)));
  }

  private void page(String id, String path, org.apache.camel.Processor answer) {
    from("platform-http:" + path + "?httpMethodRestrict=GET")
        .routeId("planner-" + id)
        .process(
            exchange -> {
              if (allowed(exchange)) {
                answer.process(exchange);
              } else {
                answer(exchange, 401, "text/plain", "a bearer token is needed\n");
                exchange.getMessage().setHeader("WWW-Authenticate", "Bearer");
              }
            });
  }

  private boolean allowed(Exchange exchange) {
    if (token.isEmpty()) {
      return true;
    }
    String given = exchange.getMessage().getHeader("Authorization", "", String.class);
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8),
        ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
  }

  private List<Map<String, Object>> orders() {
    return outbox.newest(CreateWorkOrder.class.getSimpleName(), LIMIT).stream()
        .map(this::order)
        .toList();
  }

  private Map<String, Object> order(OutboxItem item) {
    CreateWorkOrder create = (CreateWorkOrder) RulesJson.read(item.body(), Action.class);
    Map<String, Object> order = new LinkedHashMap<>();
    order.put(REFERENCE, item.reference());
    order.put("orderNumber", item.orderNumber());
    order.put("delivery", item.state());
    order.put("thing", item.thingId());
    order.put("failureMode", create.failureMode());
    order.put("priority", create.priority());
    order.put("title", create.title());
    order.put("at", create.at());
    order.put("window", create.window());
    order.put("episode", episodes.find(item.reference()).orElse(null));
    order.put("evidence", "/orders/" + item.reference() + "/evidence");
    return order;
  }

  private void evidence(Exchange exchange, boolean json) {
    String reference = exchange.getMessage().getHeader(REFERENCE, String.class);
    List<Action> actions =
        outbox.byReference(reference).stream()
            .map(item -> RulesJson.read(item.body(), Action.class))
            .filter(action -> action.evidence() != null)
            .toList();
    if (actions.isEmpty()) {
      answer(exchange, 404, "text/plain", "no order has the reference " + reference + "\n");
    } else if (json) {
      json(exchange, actions);
    } else {
      StringBuilder text = new StringBuilder();
      for (Action action : actions) {
        text.append(action.getClass().getSimpleName())
            .append(" at ")
            .append(action.at())
            .append('\n')
            .append(action.evidence().toText())
            .append('\n');
      }
      answer(exchange, 200, "text/plain; charset=utf-8", text.toString());
    }
  }

  private static void json(Exchange exchange, Object body) {
    answer(exchange, 200, "application/json", RulesJson.write(body));
  }

  private static void answer(Exchange exchange, int status, String type, String body) {
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, type);
    exchange.getMessage().setBody(body);
  }
}
