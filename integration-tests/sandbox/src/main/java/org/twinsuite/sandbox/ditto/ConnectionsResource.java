package org.twinsuite.sandbox.ditto;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.signals.commands.exceptions.GatewayMethodNotAllowedException;
import org.eclipse.ditto.connectivity.model.Connection;
import org.eclipse.ditto.connectivity.model.ConnectionId;
import org.eclipse.ditto.connectivity.model.ConnectionType;
import org.eclipse.ditto.connectivity.model.ConnectivityModelFactory;
import org.eclipse.ditto.connectivity.model.ConnectivityStatus;
import org.eclipse.ditto.connectivity.model.signals.commands.exceptions.ConnectionIdNotExplicitlySettableException;
import org.eclipse.ditto.connectivity.model.signals.commands.exceptions.ConnectionNotAccessibleException;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonFieldSelector;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/**
 * {@code /api/2/connections}: connections are checked by Ditto's model, kept and told, and none is
 * ever opened.
 */
final class ConnectionsResource {

  private static final Set<String> TEXT = Set.of("application/octet-stream", "text/plain");
  private static final Set<String> JSON = Set.of("application/octet-stream", "application/json");

  private final Map<String, Connection> connections = new TreeMap<>();

  /** Revisions go on where they were when a deleted connection comes again. */
  private final Map<String, Long> revisions = new HashMap<>();

  /**
   * @param path below {@code connections}; the caller is known to be devops.
   */
  void handle(HttpExchange exchange, List<String> path) {
    if (path.isEmpty()) {
      all(exchange);
    } else if (path.size() == 1) {
      one(exchange, path.get(0));
    } else if (path.size() == 2 && "status".equals(path.get(1))) {
      require(exchange, "GET");
      exchange.reply(Reply.of(200, status(existing(path.get(0)))));
    } else if (path.size() == 2 && "command".equals(path.get(1))) {
      require(exchange, "POST");
      command(exchange, existing(path.get(0)));
    } else {
      throw HttpApi.notFound();
    }
  }

  private void all(HttpExchange exchange) {
    if ("GET".equals(exchange.method())) {
      JsonArrayBuilder list = JsonFactory.newArrayBuilder();
      boolean ids = "true".equals(exchange.parameter("ids-only"));
      connections
          .values()
          .forEach(connection -> list.add(ids ? id(connection) : shown(exchange, connection)));
      exchange.reply(Reply.of(200, list.build()));
      return;
    }
    require(exchange, "POST");
    JsonObject given = given(exchange);
    if (given.contains("id")) {
      throw ConnectionIdNotExplicitlySettableException.newBuilder().build();
    }
    Connection connection = checked(UUID.randomUUID().toString(), given);
    exchange.created(stored(201, connection), place(connection));
  }

  private void one(HttpExchange exchange, String id) {
    switch (exchange.method()) {
      case "GET" -> {
        JsonObject shown = shown(exchange, existing(id));
        long revision = revisions.get(id);
        exchange.reply(new Reply(200, shown, revision, Preconditions.revision(revision)));
      }
      case "PUT" -> {
        boolean known = connections.containsKey(id);
        JsonObject given = given(exchange);
        if (given.getValue("id").filter(other -> !other.equals(JsonValue.of(id))).isPresent()) {
          throw ConnectionIdNotExplicitlySettableException.newBuilder().build();
        }
        Connection connection = checked(id, given);
        exchange.created(stored(known ? 204 : 201, connection), place(connection));
      }
      case "DELETE" -> {
        existing(id);
        connections.remove(id);
        exchange.reply(new Reply(204, null, revisions.merge(id, 1L, Long::sum), null));
      }
      default -> throw GatewayMethodNotAllowedException.newBuilder(exchange.method()).build();
    }
  }

  private Connection checked(String id, JsonObject given) {
    Connection connection = ConnectivityModelFactory.connectionFromJson(given.setValue("id", id));
    if (connection.getConnectionType() == ConnectionType.KAFKA) {
      KafkaRules.check(connection);
    }
    return connection;
  }

  private static JsonObject given(HttpExchange exchange) {
    exchange.requireMedia(JSON);
    return ThingPayload.object(exchange.json());
  }

  private Reply stored(int status, Connection connection) {
    String id = connection.getId().toString();
    connections.put(id, connection);
    JsonObject shown = status == 201 ? connection.toJson() : null;
    return new Reply(status, shown, revisions.merge(id, 1L, Long::sum), null);
  }

  private static String place(Connection connection) {
    return "/api/2/connections/" + connection.getId();
  }

  private void command(HttpExchange exchange, Connection connection) {
    exchange.requireMedia(TEXT);
    String command = exchange.rawBody().toString().strip();
    ConnectivityStatus wanted =
        switch (command) {
          case "connectivity.commands:openConnection" -> ConnectivityStatus.OPEN;
          case "connectivity.commands:closeConnection" -> ConnectivityStatus.CLOSED;
          default ->
              throw DittoError.of(
                  "connectivity:command.invalid",
                  HttpStatus.BAD_REQUEST,
                  "The command <" + command + "> is invalid or unknown.",
                  "Choose from one of the valid commands, e.g."
                      + " <connectivity.commands:openConnection>.");
        };
    exchange.reply(stored(200, connection.toBuilder().connectionStatus(wanted).build()));
  }

  private Connection existing(String id) {
    Connection connection = connections.get(id);
    if (connection == null) {
      throw ConnectionNotAccessibleException.newBuilder(ConnectionId.of(id)).build();
    }
    return connection;
  }

  private static JsonValue id(Connection connection) {
    return JsonValue.of(connection.getId().toString());
  }

  /** Everything, with the password in the URI, or the fields asked for. */
  private static JsonObject shown(HttpExchange exchange, Connection connection) {
    JsonFieldSelector fields = Selection.parse(exchange.parameter("fields"));
    return fields == null ? connection.toJson() : connection.toJson().get(fields);
  }

  /** Nothing is ever opened here, so what becomes of an open connection is not known. */
  private static JsonObject status(Connection connection) {
    ConnectivityStatus wanted = connection.getConnectionStatus();
    boolean closed = wanted == ConnectivityStatus.CLOSED;
    return JsonFactory.newObjectBuilder()
        .set("type", "connectivity.responses:retrieveConnectionStatus")
        .set("status", 200)
        .set("connectionId", connection.getId().toString())
        .set("connectionStatus", wanted.getName())
        .set("liveStatus", (closed ? wanted : ConnectivityStatus.UNKNOWN).getName())
        .set("recoveryStatus", "unknown")
        .build();
  }

  private static void require(HttpExchange exchange, String method) {
    if (!method.equals(exchange.method())) {
      throw GatewayMethodNotAllowedException.newBuilder(exchange.method()).build();
    }
  }
}
