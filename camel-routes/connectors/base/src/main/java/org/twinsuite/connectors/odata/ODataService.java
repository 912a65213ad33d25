package org.twinsuite.connectors.odata;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.http.JsonHttp;
import org.twinsuite.connectors.http.Query;
import org.twinsuite.connectors.http.Reply;

/**
 * One SAP OData V2 service: CSRF token with its cookie, one repeat when the session is gone, ETags,
 * and the {@code d} envelope. Safe for concurrent use; threads share one session.
 */
public final class ODataService {

  private final String system;
  private final JsonHttp http;
  private final String root;
  private final String authorization;
  private final String client;
  private ODataSession session;

  /**
   * @param root address of the service without a slash at its end
   * @param client sap-client, or null
   */
  public ODataService(
      String system, String root, String user, String password, String client, Duration timeout) {
    this.system = system;
    this.http = new JsonHttp(system, timeout, ODataErrors::read);
    this.root = root;
    byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    this.client = client;
  }

  /** A query on this service; {@code path} starts without a slash. */
  public Query query(String path) {
    Query query = Query.at(root + "/" + path);
    return client == null ? query : query.with("sap-client", client);
  }

  /** Reads an entity. */
  public JsonNode get(Query query) {
    JsonNode entity = http.get(query.with("$format", "json").uri(), headers()).body().path("d");
    if (!entity.isObject()) {
      throw RetryableFailure.noAnswer(system, "an OData entity");
    }
    return entity;
  }

  /**
   * What a query gives at once.
   *
   * @param more whether the gateway kept rows back, whatever was asked for
   */
  public record Rows(List<JsonNode> rows, boolean more) {}

  /** Reads a list. */
  public Rows list(Query query) {
    JsonNode answer = get(query);
    if (!answer.path("results").isArray()) {
      throw RetryableFailure.noAnswer(system, "a list of results");
    }
    List<JsonNode> rows = new ArrayList<>();
    answer.path("results").forEach(rows::add);
    return new Rows(rows, answer.hasNonNull("__next"));
  }

  /** Creates an entity (deep insert included) and returns it. */
  public JsonNode create(String set, JsonNode entity) {
    return modify("POST", query(set).uri(), Map.of(), entity).body().path("d");
  }

  /** Changes the given properties if the entity was not changed since {@code etag} was read. */
  public void patch(String path, String etag, JsonNode properties) {
    modify("PATCH", query(path).uri(), Map.of("If-Match", etag), properties);
  }

  /** Calls a function import; its parameters are in the query. */
  public void call(Query function) {
    modify("POST", function.uri(), Map.of(), null);
  }

  /** A text literal for paths and filters, in quotes. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private Reply modify(String method, URI uri, Map<String, String> more, JsonNode body) {
    ODataSession used = session(null);
    try {
      return send(method, uri, more, body, used);
    } catch (RejectedByTarget e) {
      if (e.code().filter(ODataErrors.SESSION::equals).isEmpty()) {
        throw e;
      }
      return send(method, uri, more, body, session(used));
    }
  }

  private Reply send(
      String method, URI uri, Map<String, String> more, JsonNode body, ODataSession used) {
    Map<String, String> headers = headers();
    headers.putAll(more);
    headers.put("x-csrf-token", used.token());
    if (!used.cookies().isEmpty()) {
      headers.put("Cookie", used.cookies());
    }
    return http.send(method, uri, headers, body);
  }

  /**
   * The session all threads share; a new one if there is none or {@code spent} is still the current
   * one.
   */
  private synchronized ODataSession session(ODataSession spent) {
    if (session == null || session == spent) {
      Map<String, String> headers = headers();
      headers.put("x-csrf-token", "fetch");
      session = ODataSession.of(http.headersOf(query("").uri(), headers));
    }
    return session;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", authorization);
    return headers;
  }
}
