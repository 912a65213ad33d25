package org.twinsuite.sandbox.ditto;

import java.util.List;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/** {@code /api/2/policies/<id>} and everything below one policy. */
final class PoliciesResource {

  private final Ditto ditto;

  PoliciesResource(Ditto ditto) {
    this.ditto = ditto;
  }

  void handle(HttpExchange exchange, List<String> path) {
    if (path.isEmpty()) {
      throw ThingsResource.notAllowed(exchange);
    }
    TwinCommand.Verb verb = ThingsResource.verb(exchange, exchange.method());
    if (verb == TwinCommand.Verb.merge) {
      throw ThingsResource.notAllowed(exchange);
    }
    boolean writes = verb == TwinCommand.Verb.modify;
    JsonValue value = writes ? exchange.json() : null;
    TwinCommand command =
        new TwinCommand(
            verb,
            path.get(0),
            JsonPointer.empty(),
            value,
            exchange.headers(),
            exchange.caller(),
            null);
    String below = String.join("/", path.subList(1, path.size()));
    boolean root = below.endsWith(":");
    Reply reply = ditto.policyCommands().execute(command, "/" + below + (root ? "/" : ""));
    exchange.created(reply, exchange.request().path());
  }
}
