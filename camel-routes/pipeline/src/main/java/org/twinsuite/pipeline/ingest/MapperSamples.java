package org.twinsuite.pipeline.ingest;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.history.HistoryException;
import org.twinsuite.pipeline.history.Sample;
import org.twinsuite.pipeline.ingest.Telemetry.Problem;
import org.twinsuite.pipeline.observe.Hop;
import org.twinsuite.pipeline.observe.Trail;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.pipeline.store.StoreException;

/**
 * What Ditto's payload mappers did not put into the twin: {@code historical-samples} go to history,
 * {@code rejected-samples} are parked with their reasons and fixes, once per message. The messages
 * are in Ditto protocol JSON, as a connection to Kafka writes them. Taking one twice does no harm
 * to history.
 */
public final class MapperSamples implements Processor {
  /** Where such items came from, in the parking lot. */
  public static final String SOURCE = "samples";

  private static final String HISTORICAL = "/things/live/messages/historical-samples";
  private static final String REJECTED = "/things/live/messages/rejected-samples";

  private final History history;
  private final ParkingLot parkingLot;
  private final IngestMetrics metrics;
  private final Trail trail;

  public MapperSamples(History history, ParkingLot parkingLot, IngestMetrics metrics, Trail trail) {
    this.history = history;
    this.parkingLot = parkingLot;
    this.metrics = metrics;
    this.trail = trail;
  }

  private record Message(String thingId, String correlationId, String text, JsonArray samples) {}

  @Override
  public void process(Exchange exchange) {
    String text = exchange.getMessage().getBody(String.class);
    try {
      read(text == null ? "" : text);
    } catch (StoreException | HistoryException later) {
      throw later;
    } catch (RuntimeException | Error unreadable) {
      // Repeating it would not help, and those behind it wait.
      park(
          new Message(null, null, text, null),
          "this is not a valid message of a mapper: " + unreadable,
          text);
    }
  }

  private void read(String text) {
    JsonObject json = JsonFactory.newObject(text);
    String topic = json.getValue("topic").map(JsonValue::asString).orElse("");
    String[] names = topic.split("/", 3);
    String correlationId =
        json.getValue("headers/correlation-id")
            .map(JsonValue::asString)
            .orElseGet(() -> UUID.randomUUID().toString());
    JsonValue value = json.getValue("value").orElse(JsonFactory.nullLiteral());
    Message message =
        new Message(
            names.length < 3 ? null : names[0] + ':' + names[1],
            correlationId,
            text,
            value.isArray() ? value.asArray() : JsonArray.empty());
    if (!value.isArray()) {
      park(
          message, "value is not a list of samples: the connection must not map the payload", text);
    } else if (topic.endsWith(HISTORICAL)) {
      historical(message);
    } else if (topic.endsWith(REJECTED)) {
      rejected(message);
    } else {
      park(
          message,
          "topic '"
              + topic
              + "' is neither historical-samples nor rejected-samples: correct the filter of the"
              + " connection",
          text);
    }
  }

  private void historical(Message message) {
    List<Sample> samples = new ArrayList<>();
    Rejections rejections = new Rejections();
    int index = 0;
    for (JsonValue item : message.samples()) {
      try {
        sample(message.thingId(), item.asObject(), samples);
      } catch (JsonRuntimeException
          | UnsupportedOperationException
          | DateTimeException
          | ArithmeticException wrong) {
        rejections.add(
            new Problem(
                null,
                "value["
                    + index
                    + "] is not a valid sample ("
                    + wrong.getMessage()
                    + "): correct its sender"));
      }
      index++;
    }
    if (!rejections.isEmpty()) {
      park(message, rejections.reason(), message.text());
    }
    history.add(samples);
    samples.forEach(sample -> metrics.late());
    note(
        message,
        Hop.State.ENDED,
        samples.size() + " samples older than the twin's, kept in history only");
  }

  /** What has no number, or a bad one, is not a sample of a series. */
  private static void sample(String thingId, JsonObject item, List<Sample> samples) {
    String feature = text(item, "feature");
    Instant at = Instant.parse(text(item, "sourceTimestamp"));
    JsonValue value = item.getValue("value").orElse(JsonFactory.nullLiteral());
    boolean bad = item.getValue("quality/severity").filter(JsonValue.of("bad")::equals).isPresent();
    if (!bad && value.isNumber() && Double.isFinite(value.asDouble())) {
      samples.add(new Sample(thingId, feature, at.toEpochMilli(), value.asDouble(), 0));
    }
  }

  private static String text(JsonObject item, String name) {
    return item.getValue(name)
        .filter(JsonValue::isString)
        .map(JsonValue::asString)
        .orElseThrow(() -> new DateTimeException(name + " is missing"));
  }

  /** All rejected parts of a message are one parked item. */
  private void rejected(Message message) {
    Rejections rejections = new Rejections();
    message.samples().forEach(part -> rejections.add(new Problem(null, text(part))));
    if (!rejections.isEmpty()) {
      park(message, rejections.reason(), message.text());
    }
  }

  private static String text(JsonValue part) {
    JsonObject given = part.isObject() && !part.isNull() ? part.asObject() : JsonObject.empty();
    return given.getValue("field").map(JsonValue::formatAsString).orElse("a part")
        + ": "
        + given.getValue("reason").map(JsonValue::formatAsString).orElse("unknown")
        + ". Fix: "
        + given.getValue("fix").map(JsonValue::formatAsString).orElse("not known");
  }

  private void park(Message message, String reason, String payload) {
    metrics.parked();
    parkingLot.park(
        new ParkedItem(
            SOURCE,
            message.thingId(),
            reason,
            message.correlationId(),
            "application/json",
            payload == null ? null : payload.getBytes(StandardCharsets.UTF_8),
            Instant.now()));
    note(message, Hop.State.STOPPED, reason);
  }

  private void note(Message message, Hop.State state, String what) {
    trail.note(message.correlationId(), SOURCE, state, message.thingId() + ": " + what);
  }
}
