package org.twinsuite.workbench.trace;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.pipeline.observe.Hop;
import org.twinsuite.workbench.http.Answer;
import org.twinsuite.workbench.http.Door;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;

/** {@code GET /trace/ID}: the way of one message or order, as text or, when asked for, as JSON. */
public final class TraceRoutes extends RouteBuilder {
  private final Door door;
  private final Trace trace;

  public TraceRoutes(Door door, Trace trace) {
    this.door = door;
    this.trace = trace;
  }

  @Override
  public void configure() {
    from("platform-http:/trace/{id}?httpMethodRestrict=GET")
        .routeId("trace")
        .process(door.page(Role.VIEWER, (request, user) -> answer(request)));
  }

  private Answer answer(Request request) {
    String id = request.segment(1);
    List<Hop> hops = trace.follow(id);
    int status = hops.isEmpty() ? 404 : 200;
    return request.header("Accept").contains("application/json")
        ? Answer.json(status, hops)
        : Answer.text(status, TraceText.of(id, hops).stripTrailing());
  }
}
