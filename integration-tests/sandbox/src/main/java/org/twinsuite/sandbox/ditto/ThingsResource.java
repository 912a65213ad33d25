package org.twinsuite.sandbox.ditto;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.signals.commands.exceptions.GatewayMethodNotAllowedException;
import org.eclipse.ditto.base.model.signals.commands.exceptions.PathUnknownException;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonPointerInvalidException;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.things.model.signals.commands.exceptions.MissingThingIdsException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingIdNotExplicitlySettableException;

/** {@code /api/2/things} and everything below one thing. */
final class ThingsResource {

  private final Ditto ditto;
  private final MessagesResource messages;
  private final LiveRequests live;

  ThingsResource(Ditto ditto) {
    this.ditto = ditto;
    this.messages = new MessagesResource(ditto);
    this.live = new LiveRequests(ditto);
  }

  void handle(HttpExchange exchange, List<String> path) {
    if (path.isEmpty()) {
      all(exchange);
      return;
    }
    String id = path.get(0);
    List<String> below = path.subList(1, path.size());
    if (MessagesResource.isMailbox(below)) {
      messages.handle(exchange, id, below);
      return;
    }
    JsonPointer pointer = pointer(below);
    if (!known(pointer)) {
      throw HttpApi.notFound();
    }
    TwinCommand.Verb verb = verb(exchange, exchange.method());
    if (verb == TwinCommand.Verb.delete && JsonPointer.of("policyId").equals(pointer)) {
      throw notAllowed(exchange);
    }
    boolean writes = verb == TwinCommand.Verb.modify || verb == TwinCommand.Verb.merge;
    TwinCommand command =
        command(exchange, verb, id, pointer, writes ? body(exchange, pointer) : null);
    if (live.handles(exchange, command)) {
      return;
    }
    if (verb == TwinCommand.Verb.retrieve) {
      read(exchange, command);
    } else {
      ditto.withModels(command, () -> write(exchange, command), exchange::fail);
    }
  }

  private void read(HttpExchange exchange, TwinCommand command) {
    if ("false".equals(command.header("response-required"))) {
      throw DittoError.of(
          "command.headers.invalid",
          HttpStatus.BAD_REQUEST,
          "Query commands must not have the header 'response-required' set to false",
          "Set the header 'response-required' to true instead in order to receive a response to"
              + " your query command.");
    }
    Reply reply = ditto.thingCommands().execute(command);
    if (command.header("get-metadata") != null) {
      JsonObject shown = Metadata.shown(ditto.things().metadata(command.entityId()), command);
      exchange.response().putHeader("ditto-metadata", shown.toString());
    }
    exchange.reply(reply);
  }

  private void write(HttpExchange exchange, TwinCommand command) {
    AckRequests requests = AckRequests.of(command.headers());
    Duration timeout = Timeouts.ofRequest(command.headers());
    Reply reply = ditto.thingCommands().execute(command);
    if (timeout.isZero() || "false".equals(command.header("response-required"))) {
      exchange.reply(Reply.of(202, null));
    } else if (requests.ofSubscribers().isEmpty()) {
      exchange.created(reply, exchange.request().path());
    } else {
      AcknowledgedChange.await(
          ditto,
          requests,
          command.headers(),
          timeout,
          reply,
          answer -> exchange.reply(Reply.of(answer.status(), answer.body())));
    }
  }

  private static JsonValue body(HttpExchange exchange, JsonPointer pointer) {
    if (pointer.isEmpty() && exchange.rawBody().length() == 0) {
      throw DittoError.of(
          "json.format.invalid",
          HttpStatus.BAD_REQUEST,
          "The JSON string to create a JSON object from must not be empty!",
          null);
    }
    return exchange.json();
  }

  private void all(HttpExchange exchange) {
    switch (exchange.method()) {
      case "POST" -> create(exchange);
      case "GET" -> retrieveAll(exchange);
      default -> throw notAllowed(exchange);
    }
  }

  private void create(HttpExchange exchange) {
    JsonObject given = ThingPayload.object(exchange.json());
    if (given.contains("thingId")) {
      throw ThingIdNotExplicitlySettableException.forPostMethod().build();
    }
    String namespace = exchange.parameter("namespace");
    String id =
        (namespace == null ? ditto.config().defaultNamespace() : namespace)
            + ":"
            + UUID.randomUUID();
    TwinCommand command =
        command(exchange, TwinCommand.Verb.create, id, JsonPointer.empty(), given);
    ditto.withModels(
        command,
        () -> exchange.created(ditto.thingCommands().execute(command), "/api/2/things/" + id),
        exchange::fail);
  }

  /** Things by their ids, or without ids all the caller may see; hidden ones are left out. */
  private void retrieveAll(HttpExchange exchange) {
    String ids = exchange.parameter("ids");
    if (ids != null && ids.isBlank()) {
      throw MissingThingIdsException.newBuilder().build();
    }
    List<String> wanted =
        ids == null
            ? ditto.things().all().stream().map(t -> t.id().toString()).sorted().toList()
            : List.copyOf(EventFilter.list(ids));
    JsonArrayBuilder found = JsonFactory.newArrayBuilder();
    for (String id : wanted) {
      try {
        Reply reply =
            ditto
                .thingCommands()
                .execute(
                    command(exchange, TwinCommand.Verb.retrieve, id, JsonPointer.empty(), null));
        found.add(reply.body());
      } catch (DittoRuntimeException hidden) {
        if (hidden.getHttpStatus().getCode() != 404) {
          throw hidden;
        }
      }
    }
    exchange.reply(Reply.of(200, found.build()));
  }

  private static TwinCommand command(
      HttpExchange exchange,
      TwinCommand.Verb verb,
      String id,
      JsonPointer pointer,
      JsonValue value) {
    return new TwinCommand(verb, id, pointer, value, exchange.headers(), exchange.caller(), null);
  }

  static TwinCommand.Verb verb(HttpExchange exchange, String method) {
    return switch (method) {
      case "GET", "HEAD" -> TwinCommand.Verb.retrieve;
      case "PUT" -> TwinCommand.Verb.modify;
      case "PATCH" -> TwinCommand.Verb.merge;
      case "DELETE" -> TwinCommand.Verb.delete;
      default -> throw notAllowed(exchange);
    };
  }

  static GatewayMethodNotAllowedException notAllowed(HttpExchange exchange) {
    return GatewayMethodNotAllowedException.newBuilder(exchange.method()).build();
  }

  private static boolean known(JsonPointer pointer) {
    try {
      ThingPath.of(pointer);
      return true;
    } catch (PathUnknownException e) {
      return false;
    }
  }

  /** Segments of a URL as a pointer; an encoded slash is part of a key. */
  static JsonPointer pointer(List<String> segments) {
    JsonPointer pointer = JsonPointer.empty();
    if (segments.contains("")) {
      throw JsonPointerInvalidException.newBuilderForConsecutiveSlashes(
              "/" + String.join("/", segments))
          .build();
    }
    for (String key : segments) {
      pointer = pointer.addLeaf(JsonKey.of(key));
    }
    return pointer;
  }
}
