package org.twinsuite.ditto.extensions.opcuapubsub;

import static org.twinsuite.ditto.extensions.opcuapubsub.JsonMembers.isObject;
import static org.twinsuite.ditto.extensions.opcuapubsub.JsonMembers.present;

import java.util.List;
import java.util.Optional;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.ByteBoundedMap;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Rejected;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.ditto.extensions.sample.Samples;
import org.twinsuite.twin.Quality;
import org.twinsuite.twin.WellFormedText;

/**
 * OPC UA PubSub network messages in JSON (Part 14, 7.2.5; 1.04 and 1.05). Units come from metadata
 * messages, which are remembered per publisher and writer.
 */
public final class OpcUaPubSubReader implements SampleReader {

  private static final long REMEMBERED_BYTES = 32L << 20;
  private static final int REMEMBERED = 20_000;
  private static final int MAX_KEY = 512;
  private static final String FIX =
      "Send a network message with PublisherId, and Messages with DataSetWriterName or"
          + " DataSetWriterId, Timestamp and Payload";

  private final OpcUaPubSubOptions options;
  private final ByteBoundedMap<String, MetaData> metaData =
      new ByteBoundedMap<>(REMEMBERED_BYTES, REMEMBERED);

  public OpcUaPubSubReader(OpcUaPubSubOptions options) {
    this.options = options;
  }

  @Override
  public void read(MappedMessage message, Samples into) {
    JsonObject network;
    try {
      network = JsonFactory.newObject(message.asText());
    } catch (JsonRuntimeException | IllegalArgumentException e) {
      throw new PayloadError("(payload)", "is not a JSON object", FIX);
    }
    String type = text(network, "MessageType").orElse("ua-data");
    String publisher =
        text(network, "PublisherId")
            .orElseThrow(() -> new PayloadError("PublisherId", "is missing", FIX));
    switch (type) {
      case "ua-data" -> dataSets(network, publisher, message, into);
      case "ua-metadata" -> {
        JsonObject meta =
            JsonMembers.object(network, "MetaData")
                .orElseThrow(() -> new PayloadError("MetaData", "is missing", FIX));
        String key = key(publisher, writerKey(network, "DataSetWriterId"));
        MetaData read = MetaData.of(meta);
        metaData.put(key, read, read.bytes() + 2L * key.length());
      }
      default -> {
        // discovery and status messages (ua-connection, ua-status, ...) hold no samples
      }
    }
  }

  private void dataSets(JsonObject network, String publisher, MappedMessage message, Samples into) {
    JsonValue messages =
        present(network, "Messages")
            .orElseThrow(() -> new PayloadError("Messages", "is missing", FIX));
    List<JsonValue> list =
        messages.isArray() ? messages.asArray().stream().toList() : List.of(messages);
    for (int i = 0; i < list.size(); i++) {
      String at = "Messages[" + i + "]";
      try {
        if (!isObject(list.get(i))) {
          throw new PayloadError(at, "is not an object", FIX);
        }
        dataSet(at, list.get(i).asObject(), publisher, message, into);
      } catch (DataSetError e) {
        into.add(e.part);
      } catch (PayloadError e) {
        if (!e.field().startsWith(at)) {
          throw e;
        }
        into.add(new Rejected(null, e.field(), e.reason(), e.fix(), null));
      }
    }
  }

  /** A data set message that cannot be used, of a thing that is known. */
  private static final class DataSetError extends RuntimeException {
    private final transient Rejected part;

    DataSetError(String thing, String field, String reason, String fix) {
      super(reason, null, false, false);
      this.part = new Rejected(thing, field, reason, fix, null);
    }
  }

  private void dataSet(
      String at, JsonObject dataSet, String publisher, MappedMessage message, Samples into) {
    String type = text(dataSet, "MessageType").orElse("ua-keyframe");
    if (type.equals("ua-keepalive") || type.equals("ua-event")) {
      return;
    }
    String id = writerKey(dataSet, at + ".DataSetWriterId");
    String writer = text(dataSet, "DataSetWriterName").orElse(id);
    String thing = options.thingId().fill(at, publisher, writer);
    JsonObject payload =
        JsonMembers.object(dataSet, "Payload")
            .orElseThrow(() -> new DataSetError(thing, at + ".Payload", "is missing", FIX));
    long written;
    Quality whole;
    try {
      written = Times.of(dataSet, "Timestamp");
    } catch (IllegalArgumentException e) {
      throw new DataSetError(
          thing, at + ".Timestamp", e.getMessage(), "Send 2026-01-31T12:00:00.000Z");
    }
    try {
      whole = present(dataSet, "Status").map(StatusCodes::of).orElse(Quality.GOOD);
    } catch (IllegalArgumentException e) {
      throw new DataSetError(
          thing, at + ".Status", e.getMessage(), "Send the status code's number");
    }
    MetaData known = metaData.get(key(publisher, id));
    for (JsonField field : payload) {
      field(at, thing, field, known == null ? MetaData.NONE : known, whole, written, into);
    }
  }

  private static void field(
      String at,
      String thing,
      JsonField field,
      MetaData known,
      Quality whole,
      long written,
      Samples into) {
    String name = field.getKeyName();
    FieldValue value;
    try {
      value = FieldValue.of(field.getValue(), known.type(name));
    } catch (IllegalArgumentException e) {
      into.add(
          new Rejected(
              thing,
              at + ".Payload." + WellFormedText.shown(name),
              e.getMessage(),
              "Publish a scalar or an array of them, with its status and times as Part 6 says",
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

  private static String key(String publisher, String writer) {
    String key = publisher + "/" + writer;
    if (key.length() > MAX_KEY) {
      throw new PayloadError(
          "PublisherId", "and writer have more than " + MAX_KEY + " characters", FIX);
    }
    return key;
  }

  private static Optional<String> text(JsonObject object, String name) {
    return present(object, name)
        .filter(value -> value.isString() || value.isNumber())
        .map(value -> value.isString() ? value.asString() : value.toString());
  }
}
