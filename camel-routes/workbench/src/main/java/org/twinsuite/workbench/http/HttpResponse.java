package org.twinsuite.workbench.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.twinsuite.rules.json.RulesJson;

/**
 * What is answered; not kept by browsers unless it says so.
 *
 * @param body text, or the bytes of a picture
 */
public record HttpResponse(int status, String type, Object body, Map<String, String> headers) {
  public static HttpResponse text(int status, String text) {
    return new HttpResponse(status, "text/plain; charset=utf-8", text + "\n", Map.of());
  }

  public static HttpResponse json(int status, Object body) {
    return new HttpResponse(status, "application/json", RulesJson.write(body), Map.of());
  }

  /** A problem document (RFC 9457). */
  public static HttpResponse error(int status, String message) {
    return error(status, message, null);
  }

  static HttpResponse error(int status, String message, String correlationId) {
    HttpResponse answer =
        new HttpResponse(
            status,
            Problem.TYPE,
            RulesJson.write(Problem.document(status, message, correlationId)),
            Map.of());
    return correlationId == null ? answer : answer.with(Problem.CORRELATION_ID, correlationId);
  }

  public static HttpResponse html(String page) {
    return new HttpResponse(200, "text/html; charset=utf-8", page, Map.of());
  }

  /** A page that is complete in itself, with its own style and plots, and nothing else. */
  public static HttpResponse report(String page) {
    return html(page).with(SecurityHeaders.CONTENT_SECURITY_POLICY, SecurityHeaders.PICTURE_POLICY);
  }

  public static HttpResponse picture(String svg) {
    return new HttpResponse(200, "image/svg+xml", svg, Map.of());
  }

  public static HttpResponse picture(byte[] png) {
    return new HttpResponse(200, "image/png", png, Map.of());
  }

  public static HttpResponse style(String css) {
    return new HttpResponse(200, "text/css; charset=utf-8", css, Map.of());
  }

  /** After a form was posted: look at this page. */
  public static HttpResponse seeOther(String path) {
    return new HttpResponse(
        303, "text/plain; charset=utf-8", "see " + path + "\n", Map.of("Location", path));
  }

  HttpResponse with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpResponse(status, type, body, more);
  }

  /** May be kept by browsers: for what never changes under its address. */
  public HttpResponse cached(java.time.Duration age) {
    return with(SecurityHeaders.CACHE_CONTROL, "private, max-age=" + age.toSeconds());
  }

  /**
   * @param csrfToken put into the forms of a page; {@code null} without a session
   */
  void write(Exchange exchange, String csrfToken) {
    HttpMessage message = (HttpMessage) exchange.getMessage();
    // the request's headers would be sent back
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, type);
    // not as headers of the message: Camel keeps some of those back
    HttpServerResponse response = message.getResponse();
    if (type.startsWith("image/svg")) {
      response.putHeader(SecurityHeaders.CONTENT_SECURITY_POLICY, SecurityHeaders.PICTURE_POLICY);
    }
    headers.forEach(response::putHeader);
    message.setBody(
        type.startsWith("text/html") && body instanceof String page
            ? CsrfField.fill(page, csrfToken)
            : body);
  }
}
