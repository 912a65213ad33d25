package org.twinsuite.workbench.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.twinsuite.rules.json.RulesJson;

/**
 * Health, liveness and readiness. Whoever has not signed in sees the state alone; a user sees the
 * checks, and with {@code ?data=true} their details. Liveness has a thread of its own, so that no
 * other request makes the process look dead.
 */
final class HealthHandler {
  private static final String PATH = "/observe/health";
  private static final String LEVEL = "full";
  private final CamelContext camel;
  private final WorkerExecutor liveness;
  private final WorkerExecutor others;

  HealthHandler(Vertx vertx, CamelContext camel) {
    this.camel = camel;
    this.liveness = vertx.createSharedWorkerExecutor("liveness", 1, 10, TimeUnit.SECONDS);
    this.others = vertx.createSharedWorkerExecutor("health", 2, 30, TimeUnit.SECONDS);
  }

  void addTo(Router router, int order) {
    route(router, order, "/live", liveness, () -> HealthCheckHelper.invokeLiveness(camel, LEVEL));
    route(router, order, "/ready", others, () -> HealthCheckHelper.invokeReadiness(camel, LEVEL));
    route(router, order, "", others, () -> HealthCheckHelper.invoke(camel, LEVEL));
  }

  private void route(
      Router router,
      int order,
      String path,
      WorkerExecutor worker,
      Supplier<Collection<HealthCheck.Result>> checks) {
    boolean readiness = path.equals("/ready");
    Handler<RoutingContext> handler =
        context -> {
          boolean known = Identity.of(context.user()) != null;
          boolean data = "true".equals(context.request().getParam("data"));
          worker
              .executeBlocking(
                  () -> {
                    Collection<HealthCheck.Result> results = checks.get();
                    boolean up = HealthCheckHelper.isResultsUp(results, readiness);
                    return Map.entry(up, RulesJson.write(document(up, results, known, data)));
                  },
                  false)
              .onSuccess(
                  result ->
                      context
                          .response()
                          .setStatusCode(result.getKey() ? 200 : 503)
                          .putHeader("Content-Type", "application/json")
                          .end(result.getValue()))
              .onFailure(bug -> Problem.writeBug(context, bug));
        };
    router.get(PATH + path).order(order).handler(handler);
  }

  private static Map<String, Object> document(
      boolean up, Collection<HealthCheck.Result> results, boolean known, boolean data) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("status", up ? "UP" : "DOWN");
    if (known) {
      List<Map<String, Object>> checks = new ArrayList<>();
      results.forEach(result -> checks.add(check(result, data)));
      document.put("checks", checks);
    }
    return document;
  }

  private static Map<String, Object> check(HealthCheck.Result result, boolean data) {
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("name", result.getCheck().getId());
    check.put("status", result.getState().name());
    result.getMessage().ifPresent(message -> check.put("message", message));
    if (data && result.getDetails() != null) {
      Map<String, Object> details = new TreeMap<>();
      result
          .getDetails()
          .forEach(
              (name, value) -> {
                // endpoints name their options, which may be secrets
                if (!name.endsWith(".uri") && value != null) {
                  details.put(name, String.valueOf(value));
                }
              });
      check.put("data", details);
    }
    return check;
  }
}
