package org.twinsuite.connectors.cmms.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.twinsuite.connectors.cmms.OrderText;

/**
 * Fills {@code {name}} in texts. {@code {name:40}} shortens visibly to 40 characters; {@code
 * {name:number}}, alone in a JSON text, becomes a number. A JSON field or a parameter of a query
 * whose only content is a name without a value is left out.
 */
final class Placeholders {

  private static final Pattern NAME = Pattern.compile("\\{(\\w+)(?::(\\w+))?}");

  private static final Pattern PARAMETER =
      Pattern.compile("(?<=[?&])[^=&?{}]+=\\{(\\w+)(?::\\w+)?}(?:&|$)");

  private static final Pattern NOT_IN_ADDRESSES =
      Pattern.compile("[^A-Za-z0-9._~:/?@!$&'()*+,;=%-]");

  private final Map<String, String> values;

  Placeholders(Map<String, String> values) {
    this.values = values;
  }

  /** For a header: as it is. */
  String text(String template) {
    return fill(template, value -> value);
  }

  /**
   * For a path and query: values are encoded whole, the template's own text where an address cannot
   * hold it.
   */
  String path(String template) {
    String filled = fill(withoutEmpty(template), Placeholders::encode);
    return NOT_IN_ADDRESSES
        .matcher(filled)
        .replaceAll(found -> Matcher.quoteReplacement(encode(found.group())));
  }

  private String withoutEmpty(String path) {
    return PARAMETER
        .matcher(path)
        .replaceAll(
            found ->
                values.getOrDefault(found.group(1), "").isEmpty()
                    ? ""
                    : Matcher.quoteReplacement(found.group()))
        .replaceFirst("[?&]$", "");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  JsonNode body(JsonNode template) {
    if (template.isTextual()) {
      return value(template.asText());
    }
    if (template.isObject()) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      template
          .fields()
          .forEachRemaining(
              field -> {
                JsonNode value = body(field.getValue());
                if (value != null) {
                  filled.set(field.getKey(), value);
                }
              });
      return filled.isEmpty() && !template.isEmpty() ? null : filled;
    }
    if (template.isArray()) {
      ArrayNode filled = JsonNodeFactory.instance.arrayNode();
      for (JsonNode element : template) {
        JsonNode value = body(element);
        if (value != null) {
          filled.add(value);
        }
      }
      return filled;
    }
    return template;
  }

  private JsonNode value(String template) {
    Matcher alone = NAME.matcher(template);
    if (!alone.matches()) {
      return TextNode.valueOf(text(template));
    }
    String value = values.get(alone.group(1));
    if (value == null) {
      return null;
    }
    return "number".equals(alone.group(2))
        ? LongNode.valueOf(Long.parseLong(value))
        : TextNode.valueOf(text(template));
  }

  private String fill(String template, UnaryOperator<String> encode) {
    return NAME.matcher(template)
        .replaceAll(
            found -> {
              String value = values.getOrDefault(found.group(1), "");
              String length = found.group(2);
              boolean shorten = length != null && length.chars().allMatch(Character::isDigit);
              String fitting = shorten ? OrderText.shorten(value, Integer.parseInt(length)) : value;
              return Matcher.quoteReplacement(encode.apply(fitting));
            });
  }
}
