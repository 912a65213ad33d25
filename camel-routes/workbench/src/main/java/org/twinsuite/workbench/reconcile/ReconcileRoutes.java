package org.twinsuite.workbench.reconcile;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.workbench.http.Answer;
import org.twinsuite.workbench.http.Door;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;

/** {@code GET /reconciliation}: the report as text or, when asked for, as JSON. */
public final class ReconcileRoutes extends RouteBuilder {
  private final Door door;
  private final Reconciler reconciler;

  public ReconcileRoutes(Door door, Reconciler reconciler) {
    this.door = door;
    this.reconciler = reconciler;
  }

  @Override
  public void configure() {
    from("platform-http:/reconciliation?httpMethodRestrict=GET")
        .routeId("reconciliation")
        .process(door.page(Role.VIEWER, (request, user) -> answer(request)));
  }

  private Answer answer(Request request) {
    List<Reconciliation> reports = reconciler.reconcile();
    return request.header("Accept").contains("application/json")
        ? Answer.json(200, reports)
        : Answer.text(
            200,
            reports.stream()
                .map(Reconciliation::toText)
                .collect(Collectors.joining())
                .stripTrailing());
  }
}
