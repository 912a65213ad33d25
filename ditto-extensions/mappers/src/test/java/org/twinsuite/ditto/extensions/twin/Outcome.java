package org.twinsuite.ditto.extensions.twin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.protocol.Adaptable;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.SampleReader;

/** What Ditto gets of payloads, for tests. */
public final class Outcome {

  /** Properties of the features that were merged, by thing id and feature id. */
  public final Map<String, JsonObject> points = new LinkedHashMap<>();

  /** Samples for the history. */
  public final List<JsonObject> historical = new ArrayList<>();

  /** Parts that were rejected or reported, as text. */
  public final List<String> rejected = new ArrayList<>();

  /** The error, if the whole payload was refused. */
  public PayloadError refused;

  /** Messages of a reader with options of the mapper. */
  public static TwinMessages messages(SampleReader reader, String options) {
    Map<String, JsonValue> values = new HashMap<>();
    JsonObject.of(options).forEach(field -> values.put(field.getKeyName(), field.getValue()));
    return new TwinMessages(reader, TwinOptions.of(new OptionValues(values, TwinOptions.ALL)), 0);
  }

  /** What becomes of one payload. */
  public static Outcome of(TwinMessages messages, MappedMessage message) {
    Outcome outcome = new Outcome();
    try {
      messages.of(message).forEach(outcome::add);
    } catch (PayloadError e) {
      outcome.refused = e;
    }
    return outcome;
  }

  private void add(Adaptable message) {
    String thing =
        message.getTopicPath().getNamespace() + ":" + message.getTopicPath().getEntityName();
    JsonValue value = message.getPayload().getValue().orElseThrow();
    String path = message.getPayload().getPath().toString();
    if (path.equals("/features")) {
      value
          .asObject()
          .forEach(
              feature ->
                  points.put(
                      thing + "#" + feature.getKeyName(),
                      feature.getValue().asObject().getValue("properties").get().asObject()));
    } else if (path.endsWith("historical-samples")) {
      value.asArray().forEach(sample -> historical.add(sample.asObject()));
    } else if (path.endsWith("rejected-samples")) {
      value.asArray().forEach(part -> rejected.add(part.toString()));
    }
  }

  /** A property of a merged feature; {@code null} if it is absent. */
  public JsonValue property(String point, String property) {
    JsonObject properties = points.get(point);
    return properties == null ? null : properties.getValue(property).orElse(null);
  }

  /** What was refused or rejected, as one text. */
  public String faults() {
    return (refused == null ? "" : refused.field() + ": " + refused.getMessage()) + rejected;
  }
}
