package org.twinsuite.workbench.reconcile;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.workbench.http.HttpAuthenticator;
import org.twinsuite.workbench.http.HttpResponse;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;

/** {@code GET /reconciliation}, for planners: the report as text or, when asked for, as JSON. */
public final class ReconcileRoutes extends RouteBuilder {
  private final HttpAuthenticator authenticator;
  private static final Duration FRESH = Duration.ofMinutes(1);
  private final LoadingCache<String, List<Reconciliation>> reports;

  public ReconcileRoutes(
      HttpAuthenticator authenticator, Supplier<List<Reconciliation>> reconciler) {
    this.authenticator = authenticator;
    this.reports = Caffeine.newBuilder().expireAfterWrite(FRESH).build(all -> reconciler.get());
  }

  @Override
  public void configure() {
    from("platform-http:/reconciliation?httpMethodRestrict=GET")
        .routeId("reconciliation")
        .process(authenticator.page(Role.PLANNER, (request, user) -> answer(request)));
  }

  private HttpResponse answer(Request request) {
    // it reads every order of every system: once a minute, and one at a time
    List<Reconciliation> found = reports.get("all");
    return request.header("Accept").contains("application/json")
        ? HttpResponse.json(200, found)
        : HttpResponse.text(
            200,
            found.stream()
                .map(Reconciliation::toText)
                .collect(Collectors.joining())
                .stripTrailing());
  }
}
