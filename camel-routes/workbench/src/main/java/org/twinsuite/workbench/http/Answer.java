package org.twinsuite.workbench.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.twinsuite.rules.evidence.RulesJson;

/**
 * What is answered; never kept by a browser, never with a script.
 *
 * @param body text, or the bytes of a picture
 */
public record Answer(int status, String type, Object body, Map<String, String> headers) {
  private static final String POLICY =
      "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  /** A picture may carry its own style, and nothing else. */
  private static final String PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  public static Answer text(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", text + "\n", Map.of());
  }

  public static Answer json(int status, Object body) {
    return new Answer(status, "application/json", RulesJson.write(body), Map.of());
  }

  public static Answer error(int status, String message) {
    return json(status, Map.of("error", message));
  }

  public static Answer html(String page) {
    return new Answer(200, "text/html; charset=utf-8", page, Map.of());
  }

  /** A page that is complete in itself, with its own style and plots, and nothing else. */
  public static Answer report(String page) {
    return html(page).with("Content-Security-Policy", PICTURE_POLICY);
  }

  public static Answer picture(String svg) {
    return new Answer(200, "image/svg+xml", svg, Map.of());
  }

  public static Answer picture(byte[] png) {
    return new Answer(200, "image/png", png, Map.of());
  }

  public static Answer style(String css) {
    return new Answer(200, "text/css; charset=utf-8", css, Map.of());
  }

  /** After a form was posted: look at this page. */
  public static Answer seeOther(String path) {
    return new Answer(
        303, "text/plain; charset=utf-8", "see " + path + "\n", Map.of("Location", path));
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, type, body, more);
  }

  void write(Exchange exchange) {
    Message message = exchange.getMessage();
    // the request's headers would be sent back
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, type);
    message.setHeader(
        "Content-Security-Policy", type.startsWith("image/svg") ? PICTURE_POLICY : POLICY);
    message.setHeader("X-Content-Type-Options", "nosniff");
    message.setHeader("Referrer-Policy", "same-origin");
    message.setHeader("Cache-Control", "no-store");
    headers.forEach(message::setHeader);
    message.setBody(body);
  }
}
