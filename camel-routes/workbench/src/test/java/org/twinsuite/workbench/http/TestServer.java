package org.twinsuite.workbench.http;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.twinsuite.pipeline.config.AppConfig;

/** The HTTP server of the app with a few pages, over a real socket. */
final class TestServer implements AutoCloseable {
  final int port;
  final HttpSecurity security;
  final List<String> logins = new CopyOnWriteArrayList<>();
  private final DefaultCamelContext camel = new DefaultCamelContext();

  /** An answer as it came over the socket; names of headers are in lower case. */
  record Reply(int status, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }
  }

  TestServer(Map<String, String> options) throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, String> all = new HashMap<>(options);
    all.put("twinsuite.http.port", String.valueOf(port));
    AppConfig config = AppConfig.of(all);
    VertxPlatformHttpServerConfiguration http = new VertxPlatformHttpServerConfiguration();
    http.setBindHost("127.0.0.1");
    http.setBindPort(port);
    camel.addService(new VertxPlatformHttpServer(http), true, true);
    URI publicUrl =
        URI.create(
            options.getOrDefault("twinsuite.http.public-url", "http://127.0.0.1:" + port) + "/");
    security = new HttpSecurity(camel, config, publicUrl, listener());
    camel.addService(security, true, true);
    HttpAuthenticator authenticator =
        new HttpAuthenticator(publicUrl, options.containsKey("twinsuite.oidc.issuer"));
    HmacAuthenticator signed =
        new HmacAuthenticator("shared-with-the-cmms", java.time.InstantSource.system());
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            page("GET", "/look", Role.VIEWER, (r, u) -> HttpResponse.text(200, "seen by " + u));
            page("POST", "/change", Role.PLANNER, (r, u) -> HttpResponse.text(200, "changed"));
            page("GET", "/form", Role.VIEWER, (r, u) -> HttpResponse.html(CsrfField.PLACE));
            page("GET", "/bug", Role.VIEWER, (r, u) -> bug(r.query("kind")));
            from("platform-http:/webhook/{system}?httpMethodRestrict=POST")
                .process(signed.page((r, u) -> HttpResponse.text(200, "taken")));
          }

          private void page(String method, String path, Role role, HttpAuthenticator.Page page) {
            from("platform-http:" + path + "?httpMethodRestrict=" + method)
                .process(authenticator.page(role, page));
          }
        });
    camel.start();
  }

  private static HttpResponse bug(String kind) {
    switch (kind) {
      case "null" -> throw new NullPointerException("secret-of-the-server");
      case "error" -> throw new StackOverflowError("secret-of-the-server");
      case "linkage" -> throw new NoClassDefFoundError("secret-of-the-server");
      case "away" ->
          throw new IllegalStateException(new java.net.ConnectException("secret-of-the-server"));
      default -> throw new IllegalArgumentException("kind: say null, error, linkage or away");
    }
  }

  private LoginListener listener() {
    return new LoginListener() {
      @Override
      public void signedIn(User user, Identity.Means means, String address) {
        logins.add("in " + user.name() + ' ' + means + ' ' + address);
      }

      @Override
      public void refused(String name, String address, String reason) {
        logins.add("refused " + name + ' ' + address);
      }

      @Override
      public void signedOut(User user, String address) {
        logins.add("out " + user.name());
      }
    };
  }

  Reply get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  Reply post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  /**
   * @param headers lines such as {@code Accept: text/plain}; one that names the host replaces the
   *     right one
   */
  Reply send(String method, String path, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder request = new StringBuilder(method + ' ' + path + " HTTP/1.1\r\n");
    boolean named = false;
    for (String header : headers) {
      named |= header.startsWith("Host:");
      if (!header.equals("Host:")) {
        request.append(header).append("\r\n");
      }
    }
    if (!named) {
      request.append("Host: 127.0.0.1:").append(port).append("\r\n");
    }
    request.append("Connection: close\r\n");
    if (!body.isEmpty()) {
      request.append("Content-Length: ").append(bytes.length).append("\r\n");
    }
    request.append("\r\n");
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static Reply reply(String text) {
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, List<String>> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] pair = lines[i].split(": ?", 2);
      headers
          .computeIfAbsent(pair[0].toLowerCase(Locale.ROOT), name -> new CopyOnWriteArrayList<>())
          .add(pair[1]);
    }
    String body = text.substring(end + 4);
    boolean chunked = headers.containsKey("transfer-encoding");
    return new Reply(
        Integer.parseInt(lines[0].split(" ")[1]), headers, chunked ? joined(body) : body);
  }

  private static String joined(String chunks) {
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (true) {
      int line = chunks.indexOf("\r\n", at);
      int length = Integer.parseInt(chunks.substring(at, line), 16);
      if (length == 0) {
        return body.toString();
      }
      body.append(chunks, line + 2, line + 2 + length);
      at = line + 4 + length;
    }
  }

  @Override
  public void close() {
    camel.stop();
  }
}
