package org.twinsuite.connectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.http.JsonHttp;
import org.twinsuite.connectors.http.TargetError;

/**
 * The JSON-2 API of Odoo 19 and later.
 *
 * @see <a
 *     href="https://www.odoo.com/documentation/19.0/developer/reference/external_api.html">External
 *     JSON-2 API</a>
 */
final class OdooJson2 implements OdooRpc {

  private final String system;
  private final JsonHttp http;
  private final String root;
  private final Map<String, String> headers = new LinkedHashMap<>();

  OdooJson2(String system, Settings settings) {
    this.system = system;
    this.http = new JsonHttp(system, settings.get(OdooConnection.TIMEOUT), OdooJson2::error);
    this.root = settings.get(OdooConnection.URL) + "/json/2/";
    headers.put("Authorization", "bearer " + settings.get(OdooConnection.API_KEY));
    if (settings.get(OdooConnection.DATABASE) != null) {
      headers.put("X-Odoo-Database", settings.get(OdooConnection.DATABASE));
    }
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public JsonNode call(String model, String method, int[] ids, ObjectNode arguments) {
    ObjectNode body = arguments.deepCopy();
    if (ids != null) {
      ArrayNode list = body.putArray("ids");
      for (int id : ids) {
        list.add(id);
      }
    }
    return http.send("POST", URI.create(root + model + "/" + method), headers, body).body();
  }

  /** The body's {@code debug} holds a traceback and is left where it is. */
  private static TargetError error(int status, HttpHeaders answer, JsonNode body) {
    String name = body.path("name").asText(null);
    return new TargetError(name, null, body.path("message").asText("no Odoo error body"));
  }
}
