package org.twinsuite.ditto.extensions.sparkplug;

import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.twin.Quality;

/** A metric of a payload; fields after sparkplug_b.proto (Sparkplug 3.0, 6.4). */
final class Metric {

  static final long NO_ALIAS = -1;

  /** Which of the value fields is set. */
  enum Kind {
    NONE,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    BOOLEAN,
    STRING,
    BYTES,
    DATA_SET,
    TEMPLATE,
    EXTENSION
  }

  String name;
  long alias = NO_ALIAS;
  long timestamp = Sample.UNKNOWN;
  int dataType;
  boolean historical;
  boolean isNull;
  Quality quality = Quality.GOOD;
  String unit;

  Kind kind = Kind.NONE;
  int intValue;
  long longValue;
  float floatValue;
  double doubleValue;
  boolean booleanValue;
  String stringValue;
  byte[] bytesValue;
}
