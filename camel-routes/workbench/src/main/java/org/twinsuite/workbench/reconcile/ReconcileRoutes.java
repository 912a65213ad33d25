package org.twinsuite.workbench.reconcile;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.workbench.http.HttpAuthenticator;
import org.twinsuite.workbench.http.HttpResponse;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;

/** {@code GET /reconciliation}: the report as text or, when asked for, as JSON. */
public final class ReconcileRoutes extends RouteBuilder {
  private final HttpAuthenticator authenticator;
  private final Reconciler reconciler;

  public ReconcileRoutes(HttpAuthenticator authenticator, Reconciler reconciler) {
    this.authenticator = authenticator;
    this.reconciler = reconciler;
  }

  @Override
  public void configure() {
    from("platform-http:/reconciliation?httpMethodRestrict=GET")
        .routeId("reconciliation")
        .process(authenticator.page(Role.VIEWER, (request, user) -> answer(request)));
  }

  private HttpResponse answer(Request request) {
    List<Reconciliation> reports = reconciler.reconcile();
    return request.header("Accept").contains("application/json")
        ? HttpResponse.json(200, reports)
        : HttpResponse.text(
            200,
            reports.stream()
                .map(Reconciliation::toText)
                .collect(Collectors.joining())
                .stripTrailing());
  }
}
