package org.twinsuite.ditto.extensions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON text of this module with places to fill in, written <code>${name}</code> inside of JSON
 * strings. Ditto's own placeholders, <code>{{ header:device_id }}</code>, stay as they are.
 */
public final class JsonTemplate {

  private static final Pattern PLACE =
      Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9.-]*)(?::([^{}\"]*))?\\}");

  private final String path;
  private final String text;

  private JsonTemplate(String path, String text) {
    this.path = path;
    this.text = text;
  }

  /**
   * Reads a template.
   *
   * @param path path below this package, e.g. {@code policies/machine.json}
   * @throws IllegalArgumentException if there is none
   */
  public static JsonTemplate read(String path) {
    try (InputStream stream = JsonTemplate.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalArgumentException("no template " + path);
      }
      return new JsonTemplate(path, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("template " + path, e);
    }
  }

  /** Names of the places to fill in, in alphabetical order. */
  public Set<String> places() {
    Set<String> places = new TreeSet<>();
    PLACE.matcher(text).results().forEach(found -> places.add(found.group(1)));
    return places;
  }

  /**
   * The JSON text with every place filled in.
   *
   * @param values name to plain text, which is escaped as JSON needs it
   * @throws IllegalArgumentException if a value without a default is missing, or one is given for a
   *     place that is not there
   */
  public String fill(Map<String, String> values) {
    Set<String> needed = new TreeSet<>();
    PLACE
        .matcher(text)
        .results()
        .filter(found -> found.group(2) == null)
        .forEach(found -> needed.add(found.group(1)));
    if (!values.keySet().containsAll(needed) || !places().containsAll(values.keySet())) {
      throw new IllegalArgumentException(
          path + " needs values for " + needed + ", given are " + new TreeSet<>(values.keySet()));
    }
    return PLACE
        .matcher(text)
        .replaceAll(
            found -> {
              String value = values.getOrDefault(found.group(1), found.group(2));
              return Matcher.quoteReplacement(escaped(value));
            });
  }

  private static String escaped(String value) {
    StringBuilder json = new StringBuilder(value.length());
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20) {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.toString();
  }
}
