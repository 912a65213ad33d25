package org.twinsuite.sandbox.ditto;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.json.JsonFactory;

/** The routes of the HTTP API 2 and of the WebSocket. */
final class HttpApi implements Handler<HttpServerRequest> {

  /** Paths of Ditto's operators. */
  private static final Pattern DEVOPS =
      Pattern.compile("/(api/2/connections|devops|overall)(/.*)?");

  private final Ditto ditto;
  private final ThingsResource things;
  private final PoliciesResource policies;
  private final SearchResource search;
  private final ConnectionsResource connections;
  private final EventStream eventStream;

  HttpApi(Ditto ditto) {
    this.ditto = ditto;
    this.things = new ThingsResource(ditto);
    this.policies = new PoliciesResource(ditto);
    this.search = new SearchResource(ditto);
    this.connections = ditto.connections();
    this.eventStream = new EventStream(ditto);
  }

  @Override
  public void handle(HttpServerRequest request) {
    if ("/status/health".equals(request.path()) || "/health".equals(request.path())) {
      request.response().putHeader("content-type", "application/json").end("{\"status\":\"UP\"}");
      return;
    }
    if ("/status".equals(request.path())) {
      request
          .response()
          .putHeader("content-type", "application/json")
          .end("{\"service\":\"embedded-ditto\"}");
      return;
    }
    HttpExchange exchange = new HttpExchange(request);
    try {
      if (DEVOPS.matcher(request.path()).matches()) {
        String refusal = ditto.authentication().refusesDevops(request);
        if (refusal != null) {
          exchange.challenge(refusal);
          return;
        }
        List<String> path = exchange.path();
        if (!"api".equals(path.get(0))) {
          throw notFound();
        }
        request.body().onSuccess(exchange::body).onComplete(read -> route(exchange, path));
        return;
      }
      exchange.authenticated(ditto.authentication().authenticate(request));
      if ("/ws/2".equals(request.path())) {
        if (!"websocket".equalsIgnoreCase(request.getHeader("upgrade"))) {
          throw notAWebSocket();
        }
        webSocket(request, exchange.caller());
        return;
      }
      List<String> path = exchange.path();
      if (path.size() < 3 || !"api".equals(path.get(0)) || !"2".equals(path.get(1))) {
        throw notFound();
      }
      if (exchange.wantsEventStream()) {
        eventStream.open(exchange, path.subList(2, path.size()));
        return;
      }
      request.body().onSuccess(exchange::body).onComplete(read -> route(exchange, path));
    } catch (RuntimeException e) {
      exchange.fail(e);
    }
  }

  private void route(HttpExchange exchange, List<String> path) {
    try {
      List<String> rest = path.subList(3, path.size());
      switch (path.get(2)) {
        case "things" -> things.handle(exchange, rest);
        case "policies" -> policies.handle(exchange, rest);
        case "search" -> search.handle(exchange, rest);
        case "connections" -> connections.handle(exchange, rest);
        case "checkPermissions" ->
            exchange.reply(Reply.of(200, PermissionCheck.answer(ditto, exchange)));
        case "whoami" -> exchange.reply(Reply.of(200, whoAmI(exchange.caller())));
        default -> throw notFound();
      }
    } catch (RuntimeException e) {
      exchange.fail(e);
    }
  }

  private void webSocket(HttpServerRequest request, AuthorizationContext caller) {
    String labels = request.getParam("declared-acks");
    request
        .toWebSocket()
        .onSuccess(socket -> new WebSocketSession(ditto, socket, caller).declare(labels, socket));
  }

  private static org.eclipse.ditto.json.JsonValue whoAmI(AuthorizationContext caller) {
    List<String> subjects = caller.getAuthorizationSubjectIds();
    return JsonFactory.newObjectBuilder()
        .set("defaultSubject", subjects.get(0))
        .set(
            "subjects",
            JsonFactory.newArrayBuilder(subjects.stream().map(JsonFactory::newValue).toList())
                .build())
        .build();
  }

  private static RuntimeException notAWebSocket() {
    return DittoError.of(
        "gateway:websocket.expected",
        HttpStatus.BAD_REQUEST,
        "Expected WebSocket Upgrade request.",
        "Open this path as a WebSocket.");
  }

  /** What the gateway answers where it has no route. */
  static RuntimeException notFound() {
    return DittoError.of(
        "gateway:resource.notfound",
        HttpStatus.NOT_FOUND,
        "The requested resource could not be found.",
        "Check the path of your request.");
  }
}
