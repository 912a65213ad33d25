package org.twinsuite.sandbox.ditto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.ditto.base.model.exceptions.DittoHeaderInvalidException;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.eclipse.ditto.json.JsonValue;

/**
 * The header {@code requested-acks} of a change.
 *
 * @param labels all of them in their order, those of Ditto itself included.
 */
record AckRequests(List<String> labels) {

  static final String PERSISTED = "twin-persisted";

  private static final String NAME = "requested-acks";
  private static final List<String> OWN = List.of(PERSISTED, "search-persisted");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9-_:]{3,165}");

  /** Reads a JSON array or, as of a query parameter, a list with commas. */
  static AckRequests of(Map<String, String> headers) {
    String text = headers.get(NAME);
    if (text == null || text.isBlank()) {
      return new AckRequests(List.of());
    }
    JsonArray array = array(text.trim());
    List<String> labels = new ArrayList<>();
    for (JsonValue label : array) {
      if (!label.isString() || !LABEL.matcher(label.asString()).matches()) {
        throw DittoHeaderInvalidException.newInvalidTypeBuilder(
                NAME, array.toString(), "JSON array of acknowledgement labels")
            .build();
      }
      labels.add(label.asString());
    }
    return new AckRequests(List.copyOf(labels));
  }

  private static JsonArray array(String text) {
    if (text.startsWith("[")) {
      try {
        return JsonFactory.newArray(text);
      } catch (JsonRuntimeException e) {
        throw DittoHeaderInvalidException.newInvalidTypeBuilder(NAME, text, "JSON array").build();
      }
    }
    JsonArrayBuilder array = JsonFactory.newArrayBuilder();
    for (String label : text.split(",")) {
      array.add(label.trim());
    }
    return array.build();
  }

  /** Those that subscribers have to give. */
  List<String> ofSubscribers() {
    return labels.stream().filter(label -> !OWN.contains(label)).toList();
  }
}
