package org.twinsuite.ditto.extensions.twin;

import java.util.function.Consumer;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.Rejected;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.SourceUnit;
import org.twinsuite.twin.ClockRule;
import org.twinsuite.twin.FeatureId;
import org.twinsuite.twin.IsoInstant;
import org.twinsuite.twin.TwinPoint;
import org.twinsuite.twin.WellFormedText;
import org.twinsuite.twin.unit.Conversion;
import org.twinsuite.twin.unit.Ucum;

/** Brings the samples of one message into the twin's names, units and times. */
final class Points {

  private final TwinOptions options;
  private final Notices notices;
  private final Consumer<Rejected> reports;
  private final long received;
  private final long gateway;
  private long lastTime = Sample.UNKNOWN;
  private String lastText;

  /**
   * @param reports takes what was changed of a sample that is kept
   */
  Points(TwinOptions options, Notices notices, MappedMessage message, Consumer<Rejected> reports) {
    this.options = options;
    this.notices = notices;
    this.reports = reports;
    this.gateway = gatewayTime(message.header(options.serverTimeHeader()), message.receivedAt());
    this.received = Math.min(gateway, message.receivedAt());
  }

  /**
   * A sample as a point of the twin.
   *
   * @throws IllegalArgumentException if its name, value or unit cannot be used; says why
   */
  Point of(Sample sample) {
    String tag = FeatureId.of(sample.tag());
    checkText(sample);
    long server = sample.serverTime();
    if (server == Sample.UNKNOWN || !IsoInstant.isValid(server)) {
      server = gateway;
    }
    long at = sourceTime(sample, tag);
    String wanted = options.units().get(tag);
    SourceUnit named = sample.unit();
    String unit = wanted;
    JsonValue value = sample.value();
    if (named != null && wanted == null) {
      unit = named.ucum();
      if (unit == null) {
        unit = TwinPoint.UNKNOWN_UNIT;
        notices.unknownUnit(sample.thing(), tag, named, null, value).ifPresent(reports);
      }
    } else if (named != null) {
      String code = named.ucum(wanted);
      if (code != null) {
        value = converted(value, code, wanted);
      } else if (named.ucum() != null) {
        throw new IllegalArgumentException(
            "unit '" + named.ucum() + "' cannot be converted to '" + wanted + "'");
      } else {
        notices.unknownUnit(sample.thing(), tag, named, wanted, value).ifPresent(reports);
      }
    }
    return new Point(
        tag, value, unit, sample.quality(), at, text(at), text(server), sample.historical());
  }

  private long sourceTime(Sample sample, String tag) {
    if (sample.sourceTime() == Sample.UNKNOWN) {
      return received;
    }
    ClockRule.Dating dating = options.clock().date(sample.sourceTime(), received);
    notices.clock(sample.thing(), tag, sample.sourceTime(), dating).ifPresent(reports);
    return dating.millis();
  }

  private static void checkText(Sample sample) {
    JsonValue value = sample.value();
    if (value != null && value.isString()) {
      WellFormedText.check("value", value.asString(), Integer.MAX_VALUE);
    } else if (value != null && !value.isNull() && value.isArray()) {
      for (JsonValue element : value.asArray()) {
        if (element.isString()) {
          WellFormedText.check("value", element.asString(), Integer.MAX_VALUE);
        }
      }
    }
    String code = sample.quality().code();
    if (code != null) {
      WellFormedText.check("quality", code, 200);
    }
  }

  private static JsonValue converted(JsonValue value, String from, String to) {
    if (value == null || value.isNull() || from.equals(to)) {
      return value;
    }
    Conversion conversion = Ucum.conversion(from, to);
    if (value.isNumber()) {
      return converted(value, conversion, from, to);
    }
    if (!value.isArray()) {
      return value;
    }
    JsonArrayBuilder array = JsonArray.newBuilder();
    for (JsonValue element : value.asArray()) {
      array.add(element.isNumber() ? converted(element, conversion, from, to) : element);
    }
    return array.build();
  }

  private static JsonValue converted(
      JsonValue number, Conversion conversion, String from, String to) {
    double converted = conversion.convert(number.asDouble());
    if (!Double.isFinite(converted)) {
      throw new IllegalArgumentException(number + " '" + from + "' is too large in '" + to + "'");
    }
    return JsonValue.of(converted);
  }

  /** The points of a message mostly share their times. */
  private String text(long time) {
    if (time != lastTime) {
      lastText = IsoInstant.format(time);
      lastTime = time;
    }
    return lastText;
  }

  private static long gatewayTime(String header, long otherwise) {
    if (header == null || header.length() > 40) {
      return otherwise;
    }
    long time;
    try {
      time = Long.parseLong(header.strip());
    } catch (NumberFormatException e) {
      time = IsoInstant.parse(header.strip());
    }
    return IsoInstant.isValid(time) ? time : otherwise;
  }
}
