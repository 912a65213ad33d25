package org.twinsuite.rules.whatif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.json.RulesJson;

/** What of an action matters to whom it is for: neither when it was decided nor why. */
final class Content {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Content() {}

  static JsonNode of(Action action) {
    try {
      ObjectNode content = (ObjectNode) JSON.readTree(RulesJson.write(action));
      content.remove(List.of("evidence", "at"));
      return content;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
