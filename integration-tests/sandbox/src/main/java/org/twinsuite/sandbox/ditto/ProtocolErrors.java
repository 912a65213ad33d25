package org.twinsuite.sandbox.ditto;

import java.util.Map;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.json.JsonFactory;

/** Errors as the Ditto protocol sends them. */
final class ProtocolErrors {

  private ProtocolErrors() {}

  /**
   * @param topic what the failed message was about, {@code null} when that is unknown.
   */
  static String text(Topic topic, Map<String, String> headers, DittoRuntimeException error) {
    String where;
    if (topic == null) {
      where = "unknown/unknown/things/twin/errors";
    } else {
      where = topic.with("errors", "");
    }
    Map<String, String> outlasting = Headers.outlasting(headers);
    outlasting.putAll(error.getDittoHeaders());
    return JsonFactory.newObjectBuilder()
        .set("topic", where)
        .set("headers", Headers.write(outlasting))
        .set("path", "/")
        .set("value", error.toJson())
        .set("status", error.getHttpStatus().getCode())
        .build()
        .toString();
  }
}
