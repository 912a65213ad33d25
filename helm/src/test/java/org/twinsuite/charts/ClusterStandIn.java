package org.twinsuite.charts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What Helm reads of an API server: discovery, and the objects of one namespace. */
final class ClusterStandIn implements AutoCloseable {
  private static final String NAMESPACE = "/namespaces/twins/";
  private static final String RESOURCE =
      "{\"name\":\"%s\",\"kind\":\"%s\",\"namespaced\":true,\"verbs\":[\"get\",\"list\"]}";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final HttpServer server;

  ClusterStandIn() throws IOException {
    answers.put("/version", "{\"major\":\"1\",\"minor\":\"34\",\"gitVersion\":\"v1.34.0\"}");
    answers.put("/api", "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}");
    answers.put(
        "/apis",
        "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[{\"name\":\"apps\","
            + "\"versions\":[{\"groupVersion\":\"apps/v1\",\"version\":\"v1\"}]}]}");
    answers.put(
        "/api/v1",
        resources(
            "v1",
            RESOURCE.formatted("secrets", "Secret")
                + ','
                + RESOURCE.formatted("serviceaccounts", "ServiceAccount")));
    answers.put(
        "/apis/apps/v1", resources("apps/v1", RESOURCE.formatted("statefulsets", "StatefulSet")));
    put(
        "/api/v1",
        "serviceaccounts/default",
        "{\"kind\":\"ServiceAccount\",\"apiVersion\":\"v1\"}");
    sets("");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private static String resources(String version, String list) {
    return "{\"kind\":\"APIResourceList\",\"groupVersion\":\"%s\",\"resources\":[%s]}"
        .formatted(version, list);
  }

  private void put(String api, String name, String object) {
    answers.put(api + NAMESPACE + name, object);
  }

  /** A Secret with empty values. */
  void secret(String name, String... keys) {
    String data = "\"" + String.join("\":\"\",\"", keys) + "\":\"\"";
    put(
        "/api/v1",
        "secrets/" + name,
        "{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"data\":{%s}}".formatted(data));
  }

  /** The stateful set of the release with a volume of a size. */
  void statefulSet(String name, String size) {
    String set =
        """
        {"kind": "StatefulSet", "apiVersion": "apps/v1",
         "metadata": {"name": "%s", "labels": {"app.kubernetes.io/instance": "plant",
           "app.kubernetes.io/component": "app", "helm.sh/chart": "twinsuite-0.1.0"}},
         "spec": {"volumeClaimTemplates": [{"metadata": {"name": "data"},
           "spec": {"resources": {"requests": {"storage": "%s"}}}}]}}
        """
            .formatted(name, size);
    put("/apis/apps/v1", "statefulsets/" + name, set);
    sets(set);
  }

  private void sets(String items) {
    put(
        "/apis/apps/v1",
        "statefulsets",
        "{\"kind\":\"StatefulSetList\",\"apiVersion\":\"apps/v1\",\"items\":[%s]}"
            .formatted(items));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String found = answers.get(exchange.getRequestURI().getPath());
    String body =
        found == null
            ? "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\","
                + "\"reason\":\"NotFound\",\"code\":404}"
            : found;
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(found == null ? 404 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
