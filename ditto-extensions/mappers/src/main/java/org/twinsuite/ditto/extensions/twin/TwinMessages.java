package org.twinsuite.ditto.extensions.twin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.protocol.Adaptable;
import org.twinsuite.ditto.extensions.sample.LostSource;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Rejected;
import org.twinsuite.ditto.extensions.sample.Request;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.ditto.extensions.sample.Samples;
import org.twinsuite.twin.FeatureId;
import org.twinsuite.twin.IsoInstant;
import org.twinsuite.twin.Quality;
import org.twinsuite.twin.RqlCondition;
import org.twinsuite.twin.WellFormedText;

/**
 * Makes Ditto messages of a payload: a conditional merge of each point's newest sample, a message
 * {@code historical-samples} with those that are not the newest, a message {@code rejected-samples}
 * with what could not be used. Used by one thread at a time.
 */
public final class TwinMessages {

  static final String HISTORICAL = "historical-samples";
  static final String REJECTED = "rejected-samples";
  private static final JsonObject STALE =
      JsonObject.newBuilder()
          .set("value", JsonFactory.nullLiteral())
          .set("quality", Quality.bad("Stale").json())
          .build();

  private final SampleReader reader;
  private final TwinOptions options;
  private final int limit;
  private final Newest newest;
  private final Notices notices = new Notices();
  private final Protocol protocol;
  private final FeaturesJson features = new FeaturesJson();

  /**
   * @param limit how many messages Ditto takes for one payload; 0 for any number
   */
  public TwinMessages(SampleReader reader, TwinOptions options, int limit) {
    this.reader = reader;
    this.options = options;
    this.limit = limit;
    this.newest = new Newest(options.rememberedThings());
    this.protocol = new Protocol(options.rememberedThings());
  }

  /**
   * The messages for Ditto, those of one thing together.
   *
   * @throws PayloadError if nothing of the payload can be used, or Ditto would not take as many
   */
  public List<Adaptable> of(MappedMessage message) {
    if (message.size() > options.maxPayloadBytes()) {
      throw new PayloadError(
          "(payload)",
          "has " + message.size() + " bytes, more than " + options.maxPayloadBytes(),
          "Send smaller payloads, or raise the mapper's option maxPayloadBytes");
    }
    Samples samples = new Samples();
    reader.read(message, samples);
    Map<String, ThingSamples> things = things(samples, message);

    List<Adaptable> messages = new ArrayList<>();
    String receivedAt = IsoInstant.format(message.receivedAt());
    String correlationId = message.correlationId();
    things.forEach((id, of) -> add(id, of, receivedAt, correlationId, messages));
    samples.lost().stream()
        .filter(lost -> options.namespaces().allow(lost.thing()))
        .forEach(lost -> addLost(lost, correlationId, messages));
    for (Request request : samples.requests()) {
      if (options.namespaces().allow(request.thing())) {
        messages.add(
            protocol.message(
                request.thing(),
                "inbox",
                request.subject(),
                request.value(),
                request.headers(),
                correlationId));
      }
    }
    if (limit > 0 && messages.size() > limit) {
      throw new PayloadError(
          "(payload)",
          "makes " + messages.size() + " messages and Ditto takes " + limit + " for one payload",
          "Raise ditto.connectivity.mapping.mapper-limits.max-mapped-inbound-messages, or send"
              + " smaller payloads");
    }
    things.forEach((id, of) -> newest.put(id, of.current()));
    return messages;
  }

  /** The samples and rejected parts of each thing that may be written. */
  private Map<String, ThingSamples> things(Samples samples, MappedMessage message) {
    Map<String, ThingSamples> things = new LinkedHashMap<>();
    List<Rejected> rejected = new ArrayList<>(samples.rejected());
    Points points = new Points(options, notices, message, rejected::add);
    for (Sample sample : samples.samples()) {
      if (!options.namespaces().allow(sample.thing())) {
        rejected.add(foreign(sample));
        continue;
      }
      ThingSamples thing = things.computeIfAbsent(sample.thing(), id -> new ThingSamples());
      try {
        thing.add(points.of(sample), newest.of(sample.thing()));
      } catch (IllegalArgumentException e) {
        rejected.add(rejected(sample, e.getMessage()));
      }
    }
    for (Rejected part : rejected) {
      String thing = part.thing();
      if (thing == null || !options.namespaces().allow(thing)) {
        if (things.isEmpty()) {
          throw new PayloadError(part.field(), part.reason(), part.fix());
        }
        // its thing may be the very fault: report it with a neighbour
        thing = things.keySet().iterator().next();
      }
      things.computeIfAbsent(thing, id -> new ThingSamples()).add(part);
    }
    return things;
  }

  private Rejected foreign(Sample sample) {
    return new Rejected(
        null,
        WellFormedText.shown(sample.tag()),
        "thing '"
            + WellFormedText.shown(sample.thing())
            + "' is not in the namespaces "
            + options.namespaces().allowed(),
        "Correct the thing at the source, or the mapper's option namespaces",
        null);
  }

  private void add(
      String thing,
      ThingSamples samples,
      String receivedAt,
      String correlationId,
      List<Adaptable> messages) {
    Collection<Point> current = samples.current();
    if (!current.isEmpty()) {
      switch (options.guard()) {
        case THING ->
            messages.add(
                protocol.merge(
                    thing,
                    features.of(current, receivedAt),
                    "condition",
                    RqlCondition.and(current.stream().map(Point::condition).toList()),
                    correlationId));
        case POINT -> {
          for (Point point : current) {
            messages.add(
                protocol.merge(
                    thing,
                    features.of(List.of(point), receivedAt),
                    "condition",
                    point.condition(),
                    correlationId));
          }
        }
        case PATCH -> {
          JsonObjectBuilder each = JsonObject.newBuilder();
          current.forEach(point -> each.set(JsonKey.of(point.tag()), point.condition()));
          messages.add(
              protocol.merge(
                  thing,
                  features.of(current, receivedAt),
                  "merge-thing-patch-conditions",
                  each.build().toString(),
                  correlationId));
        }
      }
    }
    if (!samples.historical().isEmpty()) {
      var list = JsonArray.newBuilder();
      samples.historical().forEach(point -> list.add(point.listed(receivedAt)));
      messages.add(
          protocol.message(thing, "outbox", HISTORICAL, list.build(), Map.of(), correlationId));
    }
    if (!samples.rejected().isEmpty()) {
      var list = JsonArray.newBuilder();
      samples.rejected().forEach(part -> list.add(part.json()));
      messages.add(
          protocol.message(thing, "outbox", REJECTED, list.build(), Map.of(), correlationId));
    }
  }

  /** The quality changes, the time of the last sample stays: what comes next may be as old. */
  private void addLost(LostSource gone, String correlationId, List<Adaptable> messages) {
    JsonObjectBuilder stale = JsonObject.newBuilder();
    List<String> all = new ArrayList<>();
    for (String name : gone.tags()) {
      String tag;
      try {
        tag = FeatureId.of(name);
      } catch (IllegalArgumentException e) {
        continue; // it never had a feature
      }
      long last = newest.of(gone.thing(), tag);
      all.add(
          last == Sample.UNKNOWN
              ? RqlCondition.exists(tag)
              : RqlCondition.upTo(tag, IsoInstant.format(last)));
      stale.set(JsonKey.of(tag), JsonObject.newBuilder().set("properties", STALE).build());
    }
    if (!all.isEmpty()) {
      String condition = RqlCondition.and(all);
      messages.add(
          protocol.merge(gone.thing(), stale.build(), "condition", condition, correlationId));
    }
  }

  private static Rejected rejected(Sample sample, String reason) {
    JsonValue value = sample.value();
    boolean shown = value != null && (value.isNumber() || value.isBoolean());
    return new Rejected(
        sample.thing(),
        WellFormedText.shown(sample.tag()),
        reason,
        "Correct it at the source, or the mapper's option units",
        shown ? value : null);
  }
}
