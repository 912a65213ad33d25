package org.twinsuite.ditto.extensions.twin;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonValue;

/**
 * A text that comes again and again, made once into what Ditto's JSON and the CBOR of it need.
 *
 * @param text encoded when it is first written
 */
record Text(SerializableString text, JsonKey key, JsonValue value) {

  static Text of(String text) {
    return new Text(new SerializedString(text), JsonKey.of(text), JsonValue.of(text));
  }

  boolean is(String other) {
    return text.getValue().equals(other);
  }
}
