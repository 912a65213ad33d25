package org.twinsuite.ditto.extensions.twin;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.option.Option;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.twin.ClockRule;
import org.twinsuite.twin.Namespaces;
import org.twinsuite.twin.unit.Ucum;

/**
 * Options of every mapper.
 *
 * @param units feature id to the UCUM unit the twin uses
 * @param guard how an older sample is kept out
 * @param serverTimeHeader header with the time the gateway had the message
 * @param clock judges source times
 * @param rememberedThings how many things' newest times are kept
 * @param namespaces namespaces of things that may be written
 * @param maxPayloadBytes longest payload
 */
public record TwinOptions(
    Map<String, String> units,
    Guard guard,
    String serverTimeHeader,
    ClockRule clock,
    int rememberedThings,
    Namespaces namespaces,
    int maxPayloadBytes) {

  private static final Option<Map<String, String>> UNITS =
      new Option<>(
          "units",
          "{}",
          "Feature id to UCUM unit; samples of these features are converted to it. Without, the"
              + " source's unit is written",
          TwinOptions::units);
  private static final Option<Guard> GUARD =
      new Option<>(
          "guard",
          "\"thing\"",
          "What a newer sample in the twin keeps out: `thing` (all points of the message's thing),"
              + " `point` (that point; one command each), `patch` (that point, in one command;"
              + " Ditto 3.8 and later)",
          value -> Guard.of(value.isString() ? value.asString() : value.toString()));
  private static final Option<String> SERVER_TIME =
      Option.text(
          "serverTimeHeader",
          "creation-time",
          "Header with the gateway's time, milliseconds since 1970 or ISO 8601, for payloads that do"
              + " not tell it; without, the time of reception is used");
  private static final Option<Integer> CLOCK_AHEAD =
      Option.number(
          "clockAheadSeconds",
          10,
          0,
          86_400,
          "How far a source's clock may be ahead; a sample further in the future is dated with its"
              + " reception and reported, since it would keep out all that follow");
  private static final Option<Integer> REMEMBERED =
      Option.number(
          "rememberedThings",
          10_000,
          1,
          10_000_000,
          "Of how many things the newest times are kept in memory (64 MiB at most), to tell late"
              + " samples apart");
  private static final Option<Namespaces> NAMESPACES =
      new Option<>(
          "namespaces",
          "[\"*\"]",
          "Namespaces of the things that this connection may write, such as `org.plant` or"
              + " `org.plant.*`; samples of other things are rejected",
          TwinOptions::namespaces);
  private static final Option<Integer> MAX_PAYLOAD =
      Option.number(
          "maxPayloadBytes", 1 << 20, 1024, 64 << 20, "Longest payload; a longer one is refused");

  /** The options, in the order of the README. */
  public static final List<Option<?>> ALL =
      List.of(UNITS, GUARD, SERVER_TIME, CLOCK_AHEAD, REMEMBERED, NAMESPACES, MAX_PAYLOAD);

  public static TwinOptions of(OptionValues values) {
    return new TwinOptions(
        values.get(UNITS),
        values.get(GUARD),
        values.get(SERVER_TIME),
        new ClockRule(Duration.ofSeconds(values.get(CLOCK_AHEAD))),
        values.get(REMEMBERED),
        values.get(NAMESPACES),
        values.get(MAX_PAYLOAD));
  }

  private static Namespaces namespaces(JsonValue value) {
    if (!value.isArray() || value.isNull() || value.asArray().isEmpty()) {
      throw new IllegalArgumentException("must be a list such as [\"org.plant\"], is " + value);
    }
    return new Namespaces(value.asArray().stream().map(Option::text).toList());
  }

  private static Map<String, String> units(JsonValue value) {
    if (!value.isObject()) {
      throw new IllegalArgumentException(
          "must be an object such as {\"temperature\": \"Cel\"}, is " + value);
    }
    Map<String, String> units = new HashMap<>();
    value
        .asObject()
        .forEach(
            field -> {
              if (!field.getValue().isString()) {
                throw new IllegalArgumentException("has no text for '" + field.getKey() + "'");
              }
              String code = field.getValue().asString();
              // wrong here means wrong for each message: say so when the connection is opened
              try {
                units.put(field.getKey().toString(), Ucum.requireCode(code));
              } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                    "has for '" + field.getKey() + "': " + e.getMessage(), e);
              }
            });
    return Map.copyOf(units);
  }
}
