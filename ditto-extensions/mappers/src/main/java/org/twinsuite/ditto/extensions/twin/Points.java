package org.twinsuite.ditto.extensions.twin;

import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.Inbound;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.twin.FeatureId;
import org.twinsuite.twin.IsoInstant;
import org.twinsuite.twin.unit.Ucum;
import org.twinsuite.twin.unit.UnitNames;

/** Brings the samples of one message into the twin's units and times. */
final class Points {

  private final TwinOptions options;
  private final long latest;
  private final long gateway;
  private long lastTime = Sample.UNKNOWN;
  private String lastText;

  Points(TwinOptions options, Inbound message) {
    this.options = options;
    this.latest = message.receivedAt() + 1000L * options.clockAheadSeconds();
    this.gateway = gatewayTime(message.header(options.serverTimeHeader()), message.receivedAt());
  }

  /**
   * @throws IllegalArgumentException if the sample's unit or times cannot be used; says why
   */
  Point of(Sample sample) {
    String tag = FeatureId.of(sample.tag());
    long at = sample.sourceTime();
    if (at > latest || !IsoInstant.isValid(at)) {
      throw new IllegalArgumentException(
          "source time "
              + (IsoInstant.isValid(at) ? IsoInstant.format(at) : at + " ms")
              + " is further in the future than clockAheadSeconds allows, or no time at all");
    }
    long server = sample.serverTime();
    if (server == Sample.UNKNOWN || !IsoInstant.isValid(server)) {
      server = gateway;
    }
    JsonValue value = sample.value();
    String wanted = options.units().get(tag);
    String unit = wanted;
    if (sample.unit() != null && !sample.unit().isEmpty()) {
      String code =
          UnitNames.PLANT
              .find(sample.unit())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "unit '" + sample.unit() + "' is not a known unit"));
      if (wanted == null || wanted.equals(code)) {
        unit = code;
      } else if (value != null && value.isNumber()) {
        value = JsonValue.of(Ucum.conversion(code, wanted).convert(value.asDouble()));
      }
    }
    return new Point(
        tag, value, unit, sample.quality(), at, text(at), text(server), sample.historical());
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
    if (header == null) {
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
