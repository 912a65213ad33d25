package org.twinsuite.ditto.extensions.sparkplug;

/** Data types in the order of their codes (Sparkplug 3.0, 6.4.16). */
enum DataType {
  UNKNOWN,
  INT8,
  INT16,
  INT32,
  INT64,
  UINT8,
  UINT16,
  UINT32,
  UINT64,
  FLOAT,
  DOUBLE,
  BOOLEAN,
  STRING,
  DATE_TIME,
  TEXT,
  UUID,
  DATA_SET,
  BYTES,
  FILE,
  TEMPLATE,
  PROPERTY_SET,
  PROPERTY_SET_LIST,
  INT8_ARRAY,
  INT16_ARRAY,
  INT32_ARRAY,
  INT64_ARRAY,
  UINT8_ARRAY,
  UINT16_ARRAY,
  UINT32_ARRAY,
  UINT64_ARRAY,
  FLOAT_ARRAY,
  DOUBLE_ARRAY,
  BOOLEAN_ARRAY,
  STRING_ARRAY,
  DATE_TIME_ARRAY;

  private static final DataType[] ALL = values();

  /** The type of a code, {@link #UNKNOWN} if there is none. */
  static DataType of(int code) {
    return code > 0 && code < ALL.length ? ALL[code] : UNKNOWN;
  }
}
