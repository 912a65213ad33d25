package org.twinsuite.connectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.http.JsonHttp;
import org.twinsuite.connectors.http.TargetError;

/** JSON-RPC of Odoo 18 and before. It answers 200 even when it fails, so the body decides. */
final class OdooJsonRpc implements OdooRpc {

  private static final Set<String> PASSING =
      Set.of(
          "psycopg2.errors.SerializationFailure",
          "psycopg2.errors.LockNotAvailable",
          "psycopg2.OperationalError",
          "odoo.exceptions.ConcurrencyError");

  private final String system;
  private final JsonHttp http;
  private final URI address;
  private final String database;
  private final String user;
  private final String apiKey;
  private volatile JsonNode uid;

  OdooJsonRpc(String system, Settings settings) {
    this.system = system;
    this.http =
        new JsonHttp(
            system,
            settings.get(OdooConnection.TIMEOUT),
            (status, headers, body) -> new TargetError(null, null, "no JSON-RPC answer"));
    this.address = URI.create(settings.get(OdooConnection.URL) + "/jsonrpc");
    this.database = required(settings, OdooConnection.DATABASE);
    this.user = required(settings, OdooConnection.USER);
    this.apiKey = settings.get(OdooConnection.API_KEY);
  }

  private static String required(
      Settings settings, org.twinsuite.connectors.config.Option<String> option) {
    String value = settings.get(option);
    if (value == null) {
      throw new IllegalArgumentException(settings.nameOf(option) + " is missing: jsonrpc needs it");
    }
    return value;
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public JsonNode call(String model, String method, int[] ids, ObjectNode arguments) {
    ArrayNode positional = JsonHttp.JSON.createArrayNode();
    if (ids != null) {
      ArrayNode list = positional.addArray();
      for (int id : ids) {
        list.add(id);
      }
    }
    ArrayNode args = JsonHttp.JSON.createArrayNode();
    args.add(database).add(uid()).add(apiKey).add(model).add(method).add(positional).add(arguments);
    return service("object", "execute_kw", args);
  }

  private JsonNode uid() {
    if (uid == null) {
      ArrayNode args = JsonHttp.JSON.createArrayNode();
      args.add(database).add(user).add(apiKey).addObject();
      JsonNode answer = service("common", "authenticate", args);
      if (answer.isMissingNode()) {
        throw RetryableFailure.noAnswer(system, "whether user and key are accepted");
      }
      if (!answer.isInt()) {
        throw new RejectedByTarget(
            system, 401, "AccessDenied", null, "user or API key is not accepted");
      }
      uid = answer;
    }
    return uid;
  }

  private JsonNode service(String service, String method, ArrayNode args) {
    ObjectNode body = JsonHttp.JSON.createObjectNode();
    body.put("jsonrpc", "2.0").put("method", "call").put("id", 1);
    body.putObject("params").put("service", service).put("method", method).set("args", args);
    JsonNode answer = http.send("POST", address, Map.of(), body).body();
    JsonNode error = answer.path("error");
    if (error.isMissingNode()) {
      return answer.path("result");
    }
    String name = error.path("data").path("name").asText("");
    String message =
        error.path("data").path("message").asText(error.path("message").asText("unknown error"));
    if (PASSING.contains(name)) {
      throw new RetryableFailure(system, 200, message, null, null);
    }
    throw new RejectedByTarget(system, 200, name, null, message);
  }
}
