package org.twinsuite.app.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.twinsuite.app.remote.JsonHttp;
import org.twinsuite.app.remote.RemoteFailure;

/** Waits until the app has prescribed an order for the demo machine. */
final class OrderWatch {
  private static final long PAUSE_MS = 500;
  private final JsonHttp app;

  OrderWatch(URI app) {
    this.app = new JsonHttp("the app", app, "");
  }

  /**
   * @param delivered whether the order must have its number in the maintenance system
   * @return empty when none came in time
   */
  Optional<JsonNode> order(boolean delivered, Duration patience) throws InterruptedException {
    Instant end = Instant.now().plus(patience);
    Optional<JsonNode> found = Optional.empty();
    while (Instant.now().isBefore(end)) {
      found = newest();
      if (found.isPresent() && (!delivered || found.get().path("orderNumber").isTextual())) {
        return found;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }
    return found;
  }

  private Optional<JsonNode> newest() {
    JsonHttp.Answer answer = app.get("api/prescriptions");
    if (!answer.ok() || answer.body() == null) {
      throw app.unexpected("reading the orders", answer);
    }
    for (JsonNode order : answer.body()) {
      if (order.path("thing").asText().equals(DemoMachine.THING)) {
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }

  /** Why it was prescribed, as people read it. */
  String evidence(String reference) {
    JsonHttp.Answer answer = app.get("orders/" + reference + "/evidence");
    if (!answer.ok()) {
      throw new RemoteFailure("the evidence of " + reference + " cannot be read");
    }
    return answer.text();
  }
}
