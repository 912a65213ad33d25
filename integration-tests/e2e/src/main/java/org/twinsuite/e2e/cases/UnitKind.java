package org.twinsuite.e2e.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.twinsuite.twin.unit.UnitNames;

/**
 * Texts of units. Option {@code names} is the list they come from: {@code COMMON} (default) or
 * another of {@link UnitNames}. Out comes the UCUM code by text; null where the unit stays unknown.
 */
final class UnitKind implements CaseKind {

  @Override
  public JsonNode run(Case input) {
    UnitNames names =
        UnitNames.valueOf(input.options().path("names").asText(UnitNames.values()[0].name()));
    ObjectNode out = new JsonMapper().createObjectNode();
    for (Case.Input unit : input.inputs()) {
      out.put(unit.text(), names.find(unit.text()).orElse(null));
    }
    return out;
  }
}
