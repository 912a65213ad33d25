package org.twinsuite.camel.ditto.internal.client;

import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.protocol.Adaptable;
import org.eclipse.ditto.protocol.ProtocolFactory;

/**
 * Ditto protocol messages of the client. Its library of version 2.4 escapes a path that it has read
 * once more when it writes it, so that {@code a~1b} (RFC 6901 for the key {@code a/b}) becomes
 * {@code a~01b}: both ways are set right here.
 */
final class Protocol {

  private Protocol() {}

  /** The message to send for JSON of Ditto's protocol; its payload is sent as it is. */
  static Adaptable write(JsonObject json) {
    JsonObject headers = json.getValue("headers").orElseThrow().asObject();
    return ProtocolFactory.newAdaptableBuilder(
            ProtocolFactory.newTopicPath(json.getValue("topic").orElseThrow().asString()))
        .withHeaders(ProtocolFactory.newHeaders(headers))
        .withPayload(new VerbatimPayload(json.remove("topic").remove("headers")))
        .build();
  }

  /** The path of a message that was received. */
  static String path(Adaptable message) {
    return message.getPayload().getPath().toString().replace("~0", "~");
  }

  /** A message that was received, as JSON of Ditto's protocol. */
  static JsonObject read(Adaptable message) {
    JsonObject json = ProtocolFactory.wrapAsJsonifiableAdaptable(message).toJson();
    return json.getValue("path").filter(p -> p.asString().indexOf('~') >= 0).isPresent()
        ? json.setValue("path", path(message))
        : json;
  }
}
