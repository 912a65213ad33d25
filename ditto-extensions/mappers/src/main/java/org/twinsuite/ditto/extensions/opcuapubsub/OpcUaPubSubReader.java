package org.twinsuite.ditto.extensions.opcuapubsub;

import static org.twinsuite.ditto.extensions.opcuapubsub.MetaData.member;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.Inbound;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Readings;
import org.twinsuite.ditto.extensions.sample.Rejected;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.twin.IsoInstant;
import org.twinsuite.twin.Quality;

/**
 * OPC UA PubSub network messages in JSON (Part 14, 7.2.5; 1.04 and 1.05). Units come from metadata
 * messages, which are remembered per publisher and writer.
 */
public final class OpcUaPubSubReader implements SampleReader {

  private static final int REMEMBERED = 100_000;
  private static final String FIX =
      "Send a network message with PublisherId, and Messages with DataSetWriterName or"
          + " DataSetWriterId, Timestamp and Payload";

  private final OpcUaPubSubOptions options;
  private final Map<String, MetaData> metaData = new HashMap<>();

  public OpcUaPubSubReader(OpcUaPubSubOptions options) {
    this.options = options;
  }

  @Override
  public void read(Inbound message, Readings into) {
    JsonObject network;
    try {
      network = JsonFactory.newObject(message.asText());
    } catch (JsonRuntimeException | IllegalArgumentException e) {
      throw new PayloadError("(payload)", "is no JSON object", FIX);
    }
    String type = text(network, "MessageType").orElse("ua-data");
    String publisher =
        text(network, "PublisherId")
            .orElseThrow(() -> new PayloadError("PublisherId", "is missing", FIX));
    switch (type) {
      case "ua-data" -> dataSets(network, publisher, message, into);
      case "ua-metadata" -> {
        JsonObject meta =
            member(network, "MetaData")
                .filter(JsonValue::isObject)
                .map(JsonValue::asObject)
                .orElseThrow(() -> new PayloadError("MetaData", "is missing", FIX));
        if (metaData.size() < REMEMBERED) {
          metaData.put(publisher + "/" + writerKey(network, "DataSetWriterId"), MetaData.of(meta));
        }
      }
      default -> {
        // discovery and status messages (ua-connection, ua-status, ...) hold no samples
      }
    }
  }

  private void dataSets(JsonObject network, String publisher, Inbound message, Readings into) {
    JsonValue messages =
        member(network, "Messages")
            .orElseThrow(() -> new PayloadError("Messages", "is missing", FIX));
    List<JsonValue> list =
        messages.isArray() ? messages.asArray().stream().toList() : List.of(messages);
    for (int i = 0; i < list.size(); i++) {
      if (!list.get(i).isObject()) {
        throw new PayloadError("Messages[" + i + "]", "is no object", FIX);
      }
      dataSet("Messages[" + i + "]", list.get(i).asObject(), publisher, message, into);
    }
  }

  private void dataSet(
      String at, JsonObject dataSet, String publisher, Inbound message, Readings into) {
    String type = text(dataSet, "MessageType").orElse("ua-keyframe");
    if (type.equals("ua-keepalive") || type.equals("ua-event")) {
      return;
    }
    String id = writerKey(dataSet, at + ".DataSetWriterId");
    String writer = text(dataSet, "DataSetWriterName").orElse(id);
    String thing = options.thingId().fill(at, publisher, writer);
    JsonObject payload =
        member(dataSet, "Payload")
            .filter(JsonValue::isObject)
            .map(JsonValue::asObject)
            .orElseThrow(() -> new PayloadError(at + ".Payload", "is missing", FIX));
    long written = text(dataSet, "Timestamp").map(IsoInstant::parse).orElse(message.receivedAt());
    if (written == Sample.UNKNOWN) {
      throw new PayloadError(
          at + ".Timestamp", "is no ISO 8601 time", "Send 2026-01-31T12:00:00.000Z");
    }
    MetaData known = metaData.getOrDefault(publisher + "/" + id, MetaData.NONE);
    Quality whole;
    try {
      whole = member(dataSet, "Status").map(StatusCodes::of).orElse(Quality.GOOD);
    } catch (IllegalArgumentException e) {
      throw new PayloadError(at + ".Status", e.getMessage(), "Send the status code's number");
    }
    for (JsonField field : payload) {
      field(at, thing, field, known, whole, written, into);
    }
  }

  private static void field(
      String at,
      String thing,
      JsonField field,
      MetaData known,
      Quality whole,
      long written,
      Readings into) {
    String name = field.getKeyName();
    FieldValue value;
    try {
      value = FieldValue.of(field.getValue());
    } catch (IllegalArgumentException e) {
      into.add(
          new Rejected(
              thing,
              at + ".Payload." + name,
              e.getMessage(),
              "Publish a scalar or an array of them",
              field.getValue()));
      return;
    }
    Quality quality = value.quality() == null ? whole : value.quality();
    if (value.value() == null && !quality.isBad()) {
      quality = Quality.bad("Null");
    }
    into.add(
        new Sample(
            thing,
            name,
            value.value(),
            known.units().get(name),
            quality,
            value.source() == Sample.UNKNOWN ? written : value.source(),
            value.server() == Sample.UNKNOWN ? written : value.server(),
            false));
  }

  /** The number by which data and metadata find each other. */
  private static String writerKey(JsonObject message, String field) {
    return text(message, "DataSetWriterId")
        .or(() -> text(message, "DataSetWriterName"))
        .orElseThrow(() -> new PayloadError(field, "is missing", FIX));
  }

  private static Optional<String> text(JsonObject object, String name) {
    return member(object, name)
        .filter(value -> value.isString() || value.isNumber())
        .map(value -> value.isString() ? value.asString() : value.toString());
  }
}
