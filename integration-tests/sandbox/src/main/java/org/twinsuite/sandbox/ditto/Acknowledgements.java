package org.twinsuite.sandbox.ditto;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/** Who may acknowledge under which label, and which changes wait for acknowledgements. */
final class Acknowledgements {

  private static final class Awaited {
    private final Map<String, JsonObject> given = new LinkedHashMap<>();
    private List<String> labels;
    private Runnable complete;
  }

  private final Vertx vertx;
  private final Map<String, Object> declared = new HashMap<>();
  private final Map<String, Awaited> awaited = new HashMap<>();

  Acknowledgements(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Declares labels for one connection.
   *
   * @throws DittoRuntimeException 409 when another one has one of them.
   */
  void declare(Object session, Collection<String> labels) {
    if (labels.stream().anyMatch(declared::containsKey)) {
      throw DittoError.of(
          "acknowledgement:label.not.unique",
          HttpStatus.CONFLICT,
          "One or more declared acknowledgement labels are taken by other subscribers.",
          "Please ensure all other subscribers with the declared acknowledgement labels are"
              + " offline.");
    }
    labels.forEach(label -> declared.put(label, session));
  }

  void release(Object session) {
    declared.values().removeIf(session::equals);
  }

  /**
   * Takes an acknowledgement; one that nobody waits for is dropped.
   *
   * @throws DittoRuntimeException 400 when the connection has not declared the label.
   */
  void give(Object session, String label, String correlationId, JsonObject message) {
    if (declared.get(label) != session) {
      throw DittoError.of(
          "acknowledgement:label.not.declared",
          HttpStatus.BAD_REQUEST,
          "Cannot send acknowledgement with label <" + label + ">, which is not declared.",
          "Each connection may only send acknowledgements whose label matches one declared for the"
              + " connection.");
    }
    Awaited change = awaited.get(correlationId);
    if (change == null || !change.labels.contains(label)) {
      return;
    }
    JsonObjectBuilder ack = JsonFactory.newObjectBuilder();
    ack.set("status", message.getValue("status").map(JsonValue::asInt).orElse(200));
    message.getValue("value").ifPresent(value -> ack.set("payload", value));
    ack.set("headers", headers(correlationId));
    change.given.putIfAbsent(label, ack.build());
    if (change.given.keySet().containsAll(change.labels)) {
      change.complete.run();
    }
  }

  /** Waits for labels and hands over what each of them got, a time-out for those that are late. */
  void await(
      String correlationId,
      List<String> labels,
      Duration timeout,
      Consumer<Map<String, JsonObject>> complete) {
    Awaited change = new Awaited();
    change.labels = labels;
    long timer =
        vertx.setTimer(
            timeout.toMillis(),
            tick -> {
              labels.forEach(
                  label ->
                      change.given.computeIfAbsent(
                          label, missing -> timedOut(timeout, correlationId)));
              change.complete.run();
            });
    change.complete =
        () -> {
          vertx.cancelTimer(timer);
          awaited.remove(correlationId, change);
          complete.accept(change.given);
        };
    awaited.put(correlationId, change);
  }

  static JsonObject headers(String correlationId) {
    return JsonFactory.newObjectBuilder()
        .set("correlation-id", correlationId)
        .set("response-required", false)
        .build();
  }

  private static JsonObject timedOut(Duration timeout, String correlationId) {
    String message =
        String.format(
            Locale.ENGLISH,
            "The acknowledgement request reached the specified timeout of %,dms.",
            timeout.toMillis());
    DittoRuntimeException late =
        DittoError.of(
            "acknowledgement:request.timeout",
            HttpStatus.REQUEST_TIMEOUT,
            message,
            "Try increasing the timeout and make sure that the requested acknowledgement is sent"
                + " back in time.");
    return JsonFactory.newObjectBuilder()
        .set("status", late.getHttpStatus().getCode())
        .set("payload", late.toJson())
        .set("headers", headers(correlationId))
        .build();
  }
}
