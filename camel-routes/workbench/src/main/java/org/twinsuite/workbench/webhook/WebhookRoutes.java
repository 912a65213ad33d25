package org.twinsuite.workbench.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.pipeline.order.WorkOrderStatusSync;
import org.twinsuite.pipeline.store.Deliveries;
import org.twinsuite.rules.json.RulesJson;
import org.twinsuite.workbench.http.HmacAuthenticator;
import org.twinsuite.workbench.http.HttpResponse;
import org.twinsuite.workbench.http.Request;

/**
 * A maintenance system tells that orders changed. Only their references are taken from the message;
 * the state is read from the system itself, so that a message cannot say what is not so.
 */
public final class WebhookRoutes extends RouteBuilder {
  private static final int MOST = 100;
  private static final int ID_LENGTH = 256;
  private final HmacAuthenticator authenticator;
  private final WorkOrderStatusSync statusBack;
  private final Deliveries deliveries;

  public WebhookRoutes(
      HmacAuthenticator authenticator, WorkOrderStatusSync statusBack, Deliveries deliveries) {
    this.authenticator = authenticator;
    this.statusBack = statusBack;
    this.deliveries = deliveries;
  }

  /** What is sent; empty references mean that the system is to be asked for all that changed. */
  record Message(List<String> references) {}

  @Override
  public void configure() {
    from("platform-http:/webhook/orders/{system}?httpMethodRestrict=POST")
        .routeId("webhook-orders")
        .process(authenticator.page((request, machine) -> take(request)));
  }

  private HttpResponse take(Request request) {
    String system = request.segment(2);
    String id = request.header(HmacAuthenticator.ID);
    if (!statusBack.knows(system)) {
      return HttpResponse.error(404, "there is no maintenance system " + system);
    }
    if (id.length() > ID_LENGTH) {
      throw new IllegalArgumentException(HmacAuthenticator.ID + " is longer than " + ID_LENGTH);
    }
    if (deliveries.taken(system, id)) {
      return HttpResponse.json(200, Map.of("result", "already"));
    }
    List<String> references = references(request);
    if (references.isEmpty()) {
      statusBack.poll(system);
    } else {
      statusBack.refresh(system, references);
    }
    deliveries.take(system, id, Instant.now());
    return HttpResponse.json(200, Map.of("result", "done"));
  }

  private static List<String> references(Request request) {
    if (request.bodyText().isBlank()) {
      return List.of();
    }
    List<String> references = RulesJson.read(request.bodyText(), Message.class).references();
    if (references == null) {
      return List.of();
    }
    if (references.size() > MOST) {
      throw new IllegalArgumentException("references: at most " + MOST + " at once");
    }
    return references;
  }
}
