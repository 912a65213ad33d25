package org.twinsuite.sandbox.ditto;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.signals.commands.exceptions.GatewayMethodNotAllowedException;
import org.eclipse.ditto.connectivity.model.Connection;
import org.eclipse.ditto.connectivity.model.ConnectionId;
import org.eclipse.ditto.connectivity.model.ConnectivityModelFactory;
import org.eclipse.ditto.connectivity.model.ConnectivityStatus;
import org.eclipse.ditto.connectivity.model.signals.commands.exceptions.ConnectionIdNotExplicitlySettableException;
import org.eclipse.ditto.connectivity.model.signals.commands.exceptions.ConnectionNotAccessibleException;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/**
 * {@code /api/2/connections}: connections are checked by Ditto's model, kept and told, and none is
 * ever opened.
 */
final class ConnectionsResource {

  private final Map<String, Connection> connections = new TreeMap<>();

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
          .forEach(connection -> list.add(ids ? id(connection) : shown(connection)));
      exchange.reply(Reply.of(200, list.build()));
      return;
    }
    require(exchange, "POST");
    JsonObject given = ThingPayload.object(exchange.json());
    if (given.contains("id")) {
      throw ConnectionIdNotExplicitlySettableException.newBuilder().build();
    }
    Connection connection = checked(UUID.randomUUID().toString(), given);
    exchange.created(Reply.of(201, shown(connection)), "/api/2/connections/" + connection.getId());
  }

  private void one(HttpExchange exchange, String id) {
    switch (exchange.method()) {
      case "GET" -> exchange.reply(Reply.of(200, shown(existing(id))));
      case "PUT" -> {
        boolean known = connections.containsKey(id);
        Connection connection = checked(id, ThingPayload.object(exchange.json()));
        exchange.reply(known ? Reply.of(204, null) : Reply.of(201, shown(connection)));
      }
      case "DELETE" -> {
        existing(id);
        connections.remove(id);
        exchange.reply(Reply.of(204, null));
      }
      default -> throw GatewayMethodNotAllowedException.newBuilder(exchange.method()).build();
    }
  }

  private Connection checked(String id, JsonObject given) {
    Connection connection = ConnectivityModelFactory.connectionFromJson(given.setValue("id", id));
    connections.put(id, connection);
    return connection;
  }

  private void command(HttpExchange exchange, Connection connection) {
    String command = exchange.rawBody().toString().strip();
    ConnectivityStatus wanted =
        switch (command) {
          case "connectivity.commands:openConnection" -> ConnectivityStatus.OPEN;
          case "connectivity.commands:closeConnection" -> ConnectivityStatus.CLOSED;
          default ->
              throw DittoError.of(
                  "connectivity:connection.command.unsupported",
                  HttpStatus.BAD_REQUEST,
                  "The command <" + command + "> is none of those this Ditto knows.",
                  "Use connectivity.commands:openConnection or closeConnection.");
        };
    connections.put(
        connection.getId().toString(), connection.toBuilder().connectionStatus(wanted).build());
    exchange.reply(Reply.of(200, null));
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

  /** Nobody gets the password in its URI to see. */
  private static JsonObject shown(Connection connection) {
    String uri = connection.getUri().replaceFirst("://([^:/@]+):[^@]*@", "://$1:*****@");
    return connection.toJson().setValue("uri", uri);
  }

  /** What is wanted, and that nothing is done about it. */
  private static JsonObject status(Connection connection) {
    return JsonFactory.newObjectBuilder()
        .set("connectionId", connection.getId().toString())
        .set("connectionStatus", connection.getConnectionStatus().getName())
        .set("liveStatus", ConnectivityStatus.UNKNOWN.getName())
        .build();
  }

  private static void require(HttpExchange exchange, String method) {
    if (!method.equals(exchange.method())) {
      throw GatewayMethodNotAllowedException.newBuilder(exchange.method()).build();
    }
  }
}
