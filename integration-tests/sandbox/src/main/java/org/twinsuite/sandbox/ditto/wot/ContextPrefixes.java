package org.twinsuite.sandbox.ditto.wot;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/**
 * Whether a Thing Model defines each prefix that it uses, as Ditto demands since 3.9.0: any key and
 * any text that looks like {@code prefix:name} is taken for a compact URI, an instance name such as
 * {@code forecast:rul} too.
 */
final class ContextPrefixes {

  private static final String CONTEXT = "@context";
  private static final Pattern COMPACT = Pattern.compile("([a-zA-Z][a-zA-Z0-9_-]*):([a-zA-Z].*)");
  private static final Pattern ABSOLUTE = Pattern.compile(".*://.*|urn:.*");

  /** Those of the context of WoT Thing Descriptions 1.1. */
  private static final Set<String> STANDARD =
      Set.of(
          "td", "jsonschema", "wotsec", "hctl", "htv", "tm", "schema", "rdfs", "rdf", "xsd", "dct");

  private ContextPrefixes() {}

  /** The prefixes that a model uses and does not define. */
  static Set<String> undefined(JsonObject model) {
    Set<String> used = new TreeSet<>();
    collect(model, used);
    used.removeAll(STANDARD);
    model.getValue(CONTEXT).ifPresent(context -> removeDefined(context, used));
    return used;
  }

  /** In Ditto a context that is not a list defines no prefix. */
  private static void removeDefined(JsonValue context, Set<String> used) {
    if (!context.isArray() || context.isNull()) {
      return;
    }
    for (JsonValue part : context.asArray()) {
      if (part.isObject() && !part.isNull()) {
        part.asObject().getKeys().forEach(key -> used.remove(key.toString()));
      }
    }
  }

  private static void collect(JsonValue value, Set<String> used) {
    if (value.isNull()) {
      return;
    }
    if (value.isObject()) {
      for (JsonField field : value.asObject()) {
        if (!field.getKeyName().equals(CONTEXT)) {
          prefix(field.getKeyName(), used);
          collect(field.getValue(), used);
        }
      }
    } else if (value.isArray()) {
      value.asArray().forEach(element -> collect(element, used));
    } else if (value.isString()) {
      prefix(value.asString(), used);
    }
  }

  private static void prefix(String text, Set<String> used) {
    Matcher compact = COMPACT.matcher(text);
    if (compact.matches() && !ABSOLUTE.matcher(text).matches()) {
      used.add(compact.group(1));
    }
  }
}
