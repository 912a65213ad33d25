package org.twinsuite.workbench.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.rules.json.RulesJson;

/** An error as a problem document (RFC 9457). */
final class Problem {
  static final String TYPE = "application/problem+json";
  static final String CORRELATION_ID = "X-Correlation-Id";
  static final String CHALLENGE = "Basic realm=\"twinsuite\", charset=\"UTF-8\"";
  private static final Logger LOG = LoggerFactory.getLogger(Problem.class);

  private Problem() {}

  /**
   * @param correlationId {@code null} when nothing was logged under one
   */
  static Map<String, Object> document(int status, String detail, String correlationId) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "about:blank");
    document.put("title", HttpResponseStatus.valueOf(status).reasonPhrase());
    document.put("status", status);
    document.put("detail", detail);
    if (correlationId != null) {
      document.put("correlationId", correlationId);
    }
    return document;
  }

  static void write(RoutingContext context, int status, String detail) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", TYPE)
        .end(RulesJson.write(document(status, detail, null)));
  }

  /** Logs a bug under a correlation id, and answers with nothing but that. */
  static void writeBug(RoutingContext context, Throwable bug) {
    String id = log(context.request().method() + " " + context.request().path(), bug);
    context
        .response()
        .setStatusCode(500)
        .putHeader("Content-Type", TYPE)
        .putHeader(CORRELATION_ID, id)
        .end(RulesJson.write(document(500, BUG, id)));
  }

  static final String BUG =
      "this is a bug of the server; its log has the cause under the correlation id";

  /** Logs a failure; the answer to it carries the id. */
  static String log(String what, Throwable failure) {
    String id = UUID.randomUUID().toString();
    LOG.error("{} failed, correlation id {}", what, id, failure);
    return id;
  }
}
