package org.twinsuite.ditto.extensions.senml;

import java.util.HashMap;
import java.util.Map;

/** Labels of SenML fields in JSON and CBOR (RFC 8428, tables 1 and 4). */
enum Label {
  BASE_VERSION("bver", -1),
  BASE_NAME("bn", -2),
  BASE_TIME("bt", -3),
  BASE_UNIT("bu", -4),
  BASE_VALUE("bv", -5),
  BASE_SUM("bs", -6),
  NAME("n", 0),
  UNIT("u", 1),
  VALUE("v", 2),
  STRING_VALUE("vs", 3),
  BOOLEAN_VALUE("vb", 4),
  SUM("s", 5),
  TIME("t", 6),
  UPDATE_TIME("ut", 7),
  DATA_VALUE("vd", 8);

  private static final Map<String, Label> BY_JSON = new HashMap<>();
  private static final Map<String, Label> BY_CBOR = new HashMap<>();

  static {
    for (Label label : values()) {
      BY_JSON.put(label.json, label);
      BY_CBOR.put(Integer.toString(label.cbor), label);
    }
  }

  final String json;
  private final int cbor;

  Label(String json, int cbor) {
    this.json = json;
    this.cbor = cbor;
  }

  /** Whether it holds for the records that follow, too. */
  boolean isBase() {
    return cbor < 0;
  }

  /** Whether it is one of the four values of a record. */
  boolean isValue() {
    return this == VALUE || this == STRING_VALUE || this == BOOLEAN_VALUE || this == DATA_VALUE;
  }

  /**
   * A field's label, {@code null} if it is none of RFC 8428.
   *
   * @param field name in JSON; in CBOR the number as text
   */
  static Label of(String field, boolean isCbor) {
    return (isCbor ? BY_CBOR : BY_JSON).get(field);
  }
}
