package org.twinsuite.connectors.cmms.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

  private final Placeholders fill =
      new Placeholders(Map.of("id", "a/b c", "n", "42", "title", "A title that is too long"));

  @Test
  void valuesCannotLeaveTheirPlaceInAnAddress() {
    assertThat(fill.path("/orders/{id}?q=[{n}]^x>1"))
        .isEqualTo("/orders/a%2Fb%20c?q=%5B42%5D%5Ex%3E1");
  }

  @Test
  void parametersWithoutValueAreLeftOut() {
    assertThat(fill.path("/o?none={none}&id={id}&other={other}")).isEqualTo("/o?id=a%2Fb%20c");
    assertThat(fill.path("/o?none={none}")).isEqualTo("/o");
    assertThat(fill.path("/o?q=x{none}&none={none}&n={n:number}")).isEqualTo("/o?q=x&n=42");
  }

  @Test
  void fieldsWithoutValueAreLeftOutAndNumbersAreNumbers() throws Exception {
    // GIVEN
    JsonNode template =
        new JsonMapper()
            .readTree(
                "{\"a\":\"{n:number}\",\"b\":\"{none}\",\"c\":{\"d\":\"{none}\"},\"e\":\"{title:10}\",\"f\":true}");
    // WHEN, THEN
    assertThat(fill.body(template).toString())
        .isEqualTo("{\"a\":42,\"e\":\"A title t…\",\"f\":true}");
  }
}
