package org.twinsuite.camel.ditto.component;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Message;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.DittoOperation;
import org.twinsuite.camel.ditto.internal.protocol.EventFormat;
import org.twinsuite.camel.ditto.internal.protocol.MessageContent;

/** Writes the command a message asks for in Ditto protocol JSON. */
final class CommandWriter {

  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String JSON = "application/json";

  private final DittoConfiguration options;
  private final String prefix = Long.toHexString(System.nanoTime()) + '-';
  private final AtomicLong count = new AtomicLong();

  CommandWriter(DittoConfiguration options) {
    this.options = options;
  }

  /** A command ready to send. */
  record Command(String correlationId, JsonObject json) {}

  /**
   * @throws IllegalArgumentException naming the header that is missing or wrong, or the body
   */
  Command write(Message message, DittoOperation operation) {
    String thingId = Headers.required(message, DittoConstants.THING_ID);
    int colon = thingId.indexOf(':');
    if (colon < 1 || colon == thingId.length() - 1) {
      throw new IllegalArgumentException(
          "The header " + DittoConstants.THING_ID + " must be namespace:name but is " + thingId);
    }
    String thing = thingId.substring(0, colon) + '/' + thingId.substring(colon + 1) + "/things/";
    String correlationId = correlationId(message);
    JsonObjectBuilder headers =
        JsonFactory.newObjectBuilder()
            .set("correlation-id", correlationId)
            .set("response-required", true)
            .set("timeout", options.getRequestTimeout() + "ms");
    if (operation == DittoOperation.message) {
      return message(message, thing, headers, correlationId);
    }
    headers.set(
        "content-type",
        operation == DittoOperation.merge || operation == DittoOperation.mergeProperty
            ? MERGE_PATCH
            : JSON);
    if (operation != DittoOperation.retrieve && options.getWriter() != null) {
      headers.set(EventFormat.WRITER_HEADER, options.getWriter());
    }
    copy(message, DittoConstants.CONDITION, headers, "condition");
    copy(message, DittoConstants.IF_MATCH, headers, "if-match");
    copy(message, DittoConstants.IF_NONE_MATCH, headers, "if-none-match");
    copy(message, DittoConstants.IF_EQUAL, headers, "if-equal");
    JsonObjectBuilder command =
        JsonFactory.newObjectBuilder()
            .set("topic", thing + "twin/commands/" + verb(operation))
            .set("headers", headers.build())
            .set("path", path(message, operation));
    if (needsValue(operation)) {
      command.set("value", JsonBody.value(message));
    }
    String fields = Headers.text(message, DittoConstants.FIELDS, null);
    if (operation == DittoOperation.retrieve && fields != null) {
      command.set("fields", fields);
    }
    return new Command(correlationId, command.build());
  }

  private Command message(
      Message message, String thing, JsonObjectBuilder headers, String correlationId) {
    String subject = Headers.required(message, DittoConstants.SUBJECT);
    MessageContent content = MessageBody.content(message);
    headers.set("content-type", content.type());
    String path = Headers.text(message, DittoConstants.PATH, "");
    JsonObjectBuilder command =
        JsonFactory.newObjectBuilder()
            .set("topic", thing + "live/messages/" + subject)
            .set("headers", headers.build())
            .set("path", ("/".equals(path) ? "" : path) + "/inbox/messages/" + subject);
    if (message.getBody() != null) {
      command.set("value", MessageBody.value(message, content));
    }
    return new Command(correlationId, command.build());
  }

  private static boolean needsValue(DittoOperation operation) {
    return switch (operation) {
      case create, put, putProperty, merge, mergeProperty -> true;
      default -> false;
    };
  }

  private static String verb(DittoOperation operation) {
    return switch (operation) {
      case retrieve -> "retrieve";
      case create -> "create";
      case put, putProperty -> "modify";
      case merge, mergeProperty -> "merge";
      case delete, deleteProperty -> "delete";
      default -> throw new IllegalArgumentException(operation + " is not a command");
    };
  }

  private static String path(Message message, DittoOperation operation) {
    String path = Headers.text(message, DittoConstants.PATH, "/");
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(
          "The header " + DittoConstants.PATH + " must begin with / but is " + path);
    }
    if (operation.needsPath() && path.length() < 2) {
      throw new IllegalArgumentException(
          "The operation " + operation + " needs the header " + DittoConstants.PATH);
    }
    return path;
  }

  private String correlationId(Message message) {
    String wanted = Headers.text(message, DittoConstants.CORRELATION_ID, null);
    String unique = prefix + count.incrementAndGet();
    return wanted == null ? unique : wanted + '/' + unique;
  }

  private static void copy(Message from, String header, JsonObjectBuilder to, String name) {
    String value = Headers.text(from, header, null);
    if (value != null) {
      to.set(name, value);
    }
  }
}
