package org.twinsuite.ditto.extensions.senml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.Inbound;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Readings;
import org.twinsuite.ditto.extensions.sample.Rejected;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.twin.Quality;
import org.twinsuite.twin.unit.UnitNames;

/**
 * SenML packs (RFC 8428) in JSON and CBOR; which of them the first byte tells. A sum becomes a
 * point of its own, {@code TAG.sum}, whose unit is the value's times seconds.
 */
public final class SenmlReader implements SampleReader {

  private static final int REMEMBERED = 100_000;
  private static final JsonFactory JSON = new JsonFactory();
  private static final CBORFactory CBOR = new CBORFactory();

  private record Place(String thing, String tag) {}

  private final SenmlOptions options;
  private final Map<String, Place> places = new HashMap<>();

  public SenmlReader(SenmlOptions options) {
    this.options = options;
  }

  @Override
  public void read(Inbound message, Readings into) {
    boolean cbor = isCbor(message);
    PackReader.Pack pack;
    try (JsonParser in = parser(message, cbor)) {
      pack = new PackReader(in, cbor, message.receivedAt()).read();
      if (in.nextToken() != null) {
        throw new PayloadError("(payload)", "goes on after the pack's end", "Send one pack");
      }
    } catch (IOException e) {
      throw new PayloadError(
          "(payload)",
          "is no SenML in " + (cbor ? "CBOR" : "JSON") + ": " + firstLine(e),
          "Send application/senml+json or application/senml+cbor");
    }
    String thing = null;
    for (Resolved record : pack.records()) {
      thing = add(record, into);
    }
    for (PackReader.Problem problem : pack.problems()) {
      String fix = "Send each record with a name and exactly one of v, vs, vb, vd, or s";
      if (thing == null) {
        throw new PayloadError(problem.field(), problem.reason(), fix);
      }
      // which thing it was meant for may be what is wrong: a neighbour's tells it
      into.add(new Rejected(thing, problem.field(), problem.reason(), fix, null));
    }
  }

  private String add(Resolved record, Readings into) {
    Place place = place(record.name());
    if (record.value() != null) {
      into.add(sample(place, place.tag(), record, record.value(), record.unit()));
    }
    if (!Double.isNaN(record.sum())) {
      into.add(
          sample(
              place,
              place.tag() + ".sum",
              record,
              JsonValue.of(record.sum()),
              timesSeconds(record.unit())));
    }
    return place.thing();
  }

  private static String timesSeconds(String unit) {
    return unit == null ? null : UnitNames.SENML.find(unit).map(code -> code + ".s").orElse(unit);
  }

  private static Sample sample(
      Place place, String tag, Resolved record, JsonValue value, String unit) {
    return new Sample(
        place.thing(), tag, value, unit, Quality.GOOD, record.time(), Sample.UNKNOWN, false);
  }

  private Place place(String name) {
    Place place = places.get(name);
    if (place == null) {
      Matcher matcher = options.name().matcher(name);
      if (!matcher.matches()) {
        throw new PayloadError(
            "n",
            "name '" + name + "' does not match the option name, " + options.name(),
            "Send names such as plant:pump-7/temperature, or change the option");
      }
      place = new Place(options.thingId().fill("n", matcher.group("device")), matcher.group("tag"));
      if (places.size() < REMEMBERED) {
        places.put(name, place);
      }
    }
    return place;
  }

  private static boolean isCbor(Inbound message) {
    if (message.text() != null || message.bytes() == null || !message.bytes().hasRemaining()) {
      return false;
    }
    // a JSON pack starts with white space or a bracket, a CBOR array with major type 4 or a tag
    return (message.bytes().get(message.bytes().position()) & 0x80) != 0;
  }

  private static JsonParser parser(Inbound message, boolean cbor) throws IOException {
    if (message.text() != null) {
      return JSON.createParser(message.text());
    }
    return cbor ? CBOR.createParser(message.asBytes()) : JSON.createParser(message.asBytes());
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
