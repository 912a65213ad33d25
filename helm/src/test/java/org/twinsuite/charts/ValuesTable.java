package org.twinsuite.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;

/** The values as a Markdown table: names and meanings from the schema, defaults from the values. */
final class ValuesTable {
  private ValuesTable() {}

  static String markdown(JsonNode schema, JsonNode values) {
    StringBuilder table = new StringBuilder("| Value | Default | Meaning |\n|---|---|---|\n");
    rows(table, "", schema, values);
    return table.toString();
  }

  private static void rows(StringBuilder table, String prefix, JsonNode schema, JsonNode values) {
    for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
      String name = prefix + property.getKey();
      JsonNode child = property.getValue();
      JsonNode value = values.path(property.getKey());
      if (name.equals("global") || name.equals("enabled")) {
        continue;
      }
      if (child.has("properties") && !value.isEmpty()) {
        rows(table, name + '.', child, value);
      } else {
        table
            .append("| `")
            .append(name)
            .append("` | ")
            .append(value instanceof MissingNode ? "" : shown(value))
            .append(" | ")
            .append(child.path("description").asText().replace("|", "\\|"))
            .append(" |\n");
      }
    }
  }

  private static String shown(JsonNode value) {
    boolean nothing = value.isContainerNode() ? value.isEmpty() : value.asText().isEmpty();
    return nothing ? "" : '`' + (value.isTextual() ? value.asText() : value.toString()) + '`';
  }
}
