package org.twinsuite.workbench.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/**
 * What was asked. Read from the request itself and not from Camel's headers, in which query
 * parameters and form fields stand beside real headers.
 */
public final class Request {
  private final HttpServerRequest request;
  private final Identity identity;
  private final byte[] body;

  private Request(HttpServerRequest request, Identity identity, byte[] body) {
    this.request = request;
    this.identity = identity;
    this.body = body;
  }

  static Request of(Exchange exchange) {
    HttpMessage message = (HttpMessage) exchange.getMessage();
    boolean form = message.getBody() instanceof java.util.Map;
    byte[] body = form ? null : message.getBody(byte[].class);
    // Camel lets no header from outside have this name
    Identity identity =
        Identity.of(message.getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER));
    return new Request(message.getRequest(), identity, body == null ? new byte[0] : body);
  }

  /** Who sent it; {@code null} when nobody signed in. */
  Identity identity() {
    return identity;
  }

  /** The token that forms of the answer must carry; {@code null} without a session. */
  public String csrfToken() {
    return identity == null || identity.session() == null ? null : identity.session().csrfToken();
  }

  boolean hasCsrfToken(String expected) {
    String header = header(CsrfField.HEADER);
    String given = header.isEmpty() ? field(CsrfField.NAME) : header;
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  public String method() {
    return request.method().name();
  }

  /** A header; empty when it is missing. */
  public String header(String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value;
  }

  /** A query parameter; empty when it is missing. */
  public String query(String name) {
    String value = request.params().get(name);
    return value == null ? "" : value;
  }

  /** A field of a posted form; empty when it is missing. */
  public String field(String name) {
    String value = request.formAttributes().get(name);
    return value == null ? "" : value;
  }

  /** All values of a field of a posted form. */
  public List<String> fields(String name) {
    return request.formAttributes().getAll(name);
  }

  boolean wantsHtml() {
    return header("Accept").contains("text/html");
  }

  /** Path and query, as the value of a query parameter. */
  String encodedPath() {
    return java.net.URLEncoder.encode(request.uri(), StandardCharsets.UTF_8);
  }

  /** A segment of the path, from 0, decoded; empty when there are fewer. */
  public String segment(int index) {
    List<String> segments = new ArrayList<>();
    for (String segment : request.path().split("/")) {
      if (!segment.isEmpty()) {
        segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return index < segments.size() ? segments.get(index) : "";
  }

  public byte[] body() {
    return body;
  }

  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  boolean isForm() {
    return header("Content-Type")
        .toLowerCase(Locale.ROOT)
        .startsWith("application/x-www-form-urlencoded");
  }
}
