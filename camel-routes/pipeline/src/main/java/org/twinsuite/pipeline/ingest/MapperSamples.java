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
import org.twinsuite.pipeline.history.Sample;
import org.twinsuite.pipeline.observe.Hop;
import org.twinsuite.pipeline.observe.Trail;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.store.ParkingLot;

/**
 * What Ditto's payload mappers did not put into the twin: {@code historical-samples} go to history,
 * each of {@code rejected-samples} is parked with its reason and fix. The messages are in Ditto
 * protocol JSON, as a connection to Kafka writes them. Taking one twice does no harm to history.
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
    } catch (JsonRuntimeException | UnsupportedOperationException | DateTimeException wrong) {
      park(
          new Message(null, null, text, null),
          "no message of a mapper: " + wrong.getMessage(),
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
      park(message, "value is no list of samples: the connection must not map the payload", text);
    } else if (topic.endsWith(HISTORICAL)) {
      historical(message);
    } else if (topic.endsWith(REJECTED)) {
      message.samples().forEach(part -> rejected(message, part));
    } else {
      park(
          message,
          "topic '"
              + topic
              + "' is none of historical-samples and rejected-samples: correct the filter of the"
              + " connection",
          text);
    }
  }

  private void historical(Message message) {
    List<Sample> samples = new ArrayList<>();
    int index = 0;
    for (JsonValue item : message.samples()) {
      try {
        sample(message.thingId(), item.asObject(), samples);
      } catch (JsonRuntimeException
          | UnsupportedOperationException
          | DateTimeException
          | ArithmeticException wrong) {
        park(
            message,
            "value[" + index + "] is no sample (" + wrong.getMessage() + "): correct its sender",
            item.toString());
      }
      index++;
    }
    history.add(samples);
    samples.forEach(sample -> metrics.late());
    note(
        message,
        Hop.State.ENDED,
        samples.size() + " samples older than the twin's, kept in history only");
  }

  /** What has no number, or a bad one, is no sample of a series. */
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

  private void rejected(Message message, JsonValue part) {
    JsonObject said = part.isObject() && !part.isNull() ? part.asObject() : JsonObject.empty();
    String field = said.getValue("field").map(JsonValue::formatAsString).orElse("a part");
    String reason = said.getValue("reason").map(JsonValue::formatAsString).orElse("unknown");
    String fix = said.getValue("fix").map(JsonValue::formatAsString).orElse("none is known");
    park(message, field + ": " + reason + ". Fix: " + fix, part.toString());
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
