package org.twinsuite.workbench.trace;

import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.pipeline.observe.Hop;
import org.twinsuite.workbench.http.HttpAuthenticator;
import org.twinsuite.workbench.http.HttpResponse;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;

/** {@code GET /trace/ID}: the way of one message or order, as text or, when asked for, as JSON. */
public final class TraceRoutes extends RouteBuilder {
  private final HttpAuthenticator authenticator;
  private static final int AT_ONCE = 4;
  private final Trace trace;
  private final Semaphore running = new Semaphore(AT_ONCE);

  public TraceRoutes(HttpAuthenticator authenticator, Trace trace) {
    this.authenticator = authenticator;
    this.trace = trace;
  }

  @Override
  public void configure() {
    from("platform-http:/trace/{id}?httpMethodRestrict=GET")
        .routeId("trace")
        .process(authenticator.page(Role.VIEWER, (request, user) -> answer(request)));
  }

  private HttpResponse answer(Request request) {
    // each asks the store and the maintenance system
    if (!running.tryAcquire()) {
      return HttpResponse.error(429, "too many traces at once, retry in a second");
    }
    try {
      return followed(request);
    } finally {
      running.release();
    }
  }

  private HttpResponse followed(Request request) {
    String id = request.segment(1);
    List<Hop> hops = trace.follow(id);
    int status = hops.isEmpty() ? 404 : 200;
    return request.header("Accept").contains("application/json")
        ? HttpResponse.json(status, hops)
        : HttpResponse.text(status, TraceText.of(id, hops).stripTrailing());
  }
}
