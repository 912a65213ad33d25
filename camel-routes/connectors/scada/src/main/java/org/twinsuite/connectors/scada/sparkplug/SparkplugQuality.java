package org.twinsuite.connectors.scada.sparkplug;

import java.util.OptionalInt;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertySet;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertyValue;
import org.twinsuite.twin.Quality;

/**
 * The property Quality of a metric: 0, 192 and 500 in Sparkplug 3.0 (6.4.17); sources that know OPC
 * DA send the codes between, whose two upper bits of eight are the severity.
 */
final class SparkplugQuality {

  private static final String NAME = "quality";
  private static final int GOOD = 192;
  private static final int GOOD_END = 256;
  private static final int UNCERTAIN = 64;
  private static final int STALE = 500;

  private SparkplugQuality() {}

  /** Good if the metric does not say. */
  static Quality of(Metric metric) {
    if (!metric.hasProperties()) {
      return Quality.GOOD;
    }
    PropertySet properties = metric.getProperties();
    int named = Math.min(properties.getKeysCount(), properties.getValuesCount());
    for (int i = 0; i < named; i++) {
      if (NAME.equalsIgnoreCase(properties.getKeys(i))) {
        return of(properties.getValues(i));
      }
    }
    return Quality.GOOD;
  }

  private static Quality of(PropertyValue property) {
    if (property.getIsNull() || property.getValueCase() == PropertyValue.ValueCase.VALUE_NOT_SET) {
      return Quality.GOOD;
    }
    OptionalInt code = code(property);
    return code.isPresent()
        ? of(code.getAsInt())
        : new Quality(Quality.Severity.UNCERTAIN, "Quality is not a number");
  }

  static Quality of(int code) {
    if (code == GOOD) {
      return Quality.GOOD;
    } else if (code == STALE) {
      return Quality.bad("Stale");
    } else if (code == 0) {
      return Quality.bad("Bad");
    }
    Quality.Severity severity =
        code >= GOOD && code < GOOD_END
            ? Quality.Severity.GOOD
            : code >= UNCERTAIN && code < GOOD ? Quality.Severity.UNCERTAIN : Quality.Severity.BAD;
    return new Quality(severity, Integer.toString(code));
  }

  /** Whichever field holds it. */
  private static OptionalInt code(PropertyValue property) {
    try {
      return switch (property.getValueCase()) {
        case INT_VALUE -> OptionalInt.of(property.getIntValue());
        case LONG_VALUE -> OptionalInt.of(Math.toIntExact(property.getLongValue()));
        case FLOAT_VALUE -> whole(property.getFloatValue());
        case DOUBLE_VALUE -> whole(property.getDoubleValue());
        case STRING_VALUE -> OptionalInt.of(Integer.parseInt(property.getStringValue().strip()));
        default -> OptionalInt.empty();
      };
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private static OptionalInt whole(double number) {
    return number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE
        ? OptionalInt.of((int) number)
        : OptionalInt.empty();
  }
}
