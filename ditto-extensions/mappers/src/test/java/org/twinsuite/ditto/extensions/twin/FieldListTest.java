package org.twinsuite.ditto.extensions.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;

class FieldListTest {

  @Test
  void aCopyHoldsAllFieldsInTheirOrderAlsoAfterTheListIsUsedAgain() {
    // GIVEN more fields than there was room for
    FieldList list = new FieldList();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      names.add("feature-" + i);
      list.add("feature-" + i, JsonField.newInstance("feature-" + i, JsonValue.of(i)));
    }
    // WHEN
    Map<String, JsonField> copy = new LinkedHashMap<>(list);
    list.clear();
    list.add("other", JsonField.newInstance("other", JsonValue.of(true)));
    // THEN
    assertThat(copy.keySet()).containsExactlyElementsOf(names);
    assertThat(copy.get("feature-39").getValue()).isEqualTo(JsonValue.of(39));
    assertThat(new LinkedHashMap<>(list)).containsOnlyKeys("other");
  }
}
