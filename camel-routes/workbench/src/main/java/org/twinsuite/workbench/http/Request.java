package org.twinsuite.workbench.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * What was asked. Read from the request itself and not from Camel's headers, in which query
 * parameters and form fields stand beside real headers.
 */
public final class Request {
  private final HttpServerRequest request;
  private final byte[] body;

  private Request(HttpServerRequest request, byte[] body) {
    this.request = request;
    this.body = body;
  }

  static Request of(Exchange exchange) {
    HttpMessage message = (HttpMessage) exchange.getMessage();
    boolean form = message.getBody() instanceof java.util.Map;
    byte[] body = form ? null : message.getBody(byte[].class);
    return new Request(message.getRequest(), body == null ? new byte[0] : body);
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

  String remote() {
    return request.remoteAddress() == null ? "unknown" : request.remoteAddress().hostAddress();
  }
}
