package org.twinsuite.ditto.extensions.senml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.util.regex.Matcher;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.ByteBoundedMap;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Rejected;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.ditto.extensions.sample.Samples;
import org.twinsuite.ditto.extensions.sample.SourceUnit;
import org.twinsuite.twin.Quality;
import org.twinsuite.twin.WellFormedText;
import org.twinsuite.twin.unit.UnitNames;

/**
 * SenML packs (RFC 8428) in JSON and CBOR, told apart by the first byte. A sum becomes a point of
 * its own, {@code TAG.sum}, whose unit is the value's times seconds.
 */
public final class SenmlReader implements SampleReader {

  private static final long REMEMBERED_BYTES = 8L << 20;
  private static final int REMEMBERED = 20_000;
  private static final JsonFactory JSON = new JsonFactory();
  private static final CBORFactory CBOR = new CBORFactory();

  private record Place(String thing, String tag) {}

  private final SenmlOptions options;
  private final ByteBoundedMap<String, Place> places =
      new ByteBoundedMap<>(REMEMBERED_BYTES, REMEMBERED);

  public SenmlReader(SenmlOptions options) {
    this.options = options;
  }

  @Override
  public void read(MappedMessage message, Samples into) {
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
          "is not valid SenML in " + (cbor ? "CBOR" : "JSON") + ": " + firstLine(e),
          "Send application/senml+json or application/senml+cbor");
    }
    for (Resolved record : pack.records()) {
      try {
        add(record, into);
      } catch (PayloadError e) {
        if (!e.field().equals("n")) {
          throw e;
        }
        into.add(new Rejected(null, record.at() + ".n", e.reason(), e.fix(), record.value()));
      }
    }
    for (PackReader.Problem problem : pack.problems()) {
      into.add(new Rejected(null, problem.field(), problem.reason(), problem.fix(), null));
    }
    if (into.isEmpty()) {
      throw new PayloadError(
          "(payload)",
          "holds no record with a value or a sum",
          "Send SenML (RFC 8428): records with n and v, vs, vb, vd or s");
    }
  }

  private void add(Resolved record, Samples into) {
    Place place = place(record.name());
    if (record.value() != null) {
      into.add(
          sample(
              place,
              place.tag(),
              record,
              record.value(),
              SourceUnit.named(record.unit(), UnitNames.SENML)));
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
  }

  private static SourceUnit timesSeconds(String unit) {
    SourceUnit named = SourceUnit.named(unit, UnitNames.SENML);
    String code = named == null ? null : named.ucum();
    return code == null ? named : SourceUnit.ofCode(code.equals("1") ? "s" : code + ".s");
  }

  private static Sample sample(
      Place place, String tag, Resolved record, JsonValue value, SourceUnit unit) {
    return new Sample(
        place.thing(), tag, value, unit, Quality.GOOD, record.time(), Sample.UNKNOWN, false);
  }

  /** Gateways send the same names again and again. */
  private Place place(String name) {
    Place place = places.get(name);
    if (place == null) {
      Matcher matcher = options.name().matcher(name);
      if (!matcher.matches()) {
        throw new PayloadError(
            "n",
            "name '" + WellFormedText.shown(name) + "' does not match the option name",
            "Name the record DEVICE/TAG, or change the mapper's option name");
      }
      place = new Place(options.thingId().fill("n", matcher.group("device")), matcher.group("tag"));
      places.put(name, place, 2L * (name.length() + place.thing().length() + place.tag().length()));
    }
    return place;
  }

  private static boolean isCbor(MappedMessage message) {
    if (message.text() != null || message.bytes() == null || message.bytes().remaining() == 0) {
      return false;
    }
    int first = message.bytes().get(message.bytes().position()) & 0xFF;
    // an array of CBOR or a tag before it; byte order marks of JSON are EF, FE and FF
    return first >= 0x80 && first < 0xE0;
  }

  private static JsonParser parser(MappedMessage message, boolean cbor) throws IOException {
    if (cbor) {
      return CBOR.createParser(message.asBytes());
    }
    return message.text() == null
        ? JSON.createParser(message.asBytes())
        : JSON.createParser(message.asText());
  }

  private static String firstLine(IOException e) {
    String text = String.valueOf(e.getMessage());
    int end = text.indexOf('\n');
    return WellFormedText.shown(end < 0 ? text : text.substring(0, end));
  }
}
