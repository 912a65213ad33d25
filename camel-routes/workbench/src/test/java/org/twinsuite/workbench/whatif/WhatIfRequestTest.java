package org.twinsuite.workbench.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.rules.action.Window;

class WhatIfRequestTest {

  @Test
  void readsAllFields() {
    WhatIfRequest request =
        WhatIfRequest.parse(
            """
            {"thing": "plant:pump-7", "values": {"vibration": 6.2}, "hours": 12, "again": true,
             "stock": {"bearing": {"available": 0, "nextDelivery": "2026-03-09T00:00:00Z"},
                       "seal": {"available": 2, "leadHours": 36}},
             "production": [{"from": "2026-03-05T06:00:00Z", "to": "2026-03-05T14:00:00Z"}]}
            """);

    assertThat(request.values()).containsEntry("vibration", 6.2);
    assertThat(request.stock().get("bearing"))
        .isEqualTo(new WhatIfRequest.Stock(0, Instant.parse("2026-03-09T00:00:00Z"), null));
    assertThat(request.stock().get("seal").lead()).isEqualTo(Duration.ofHours(36));
    assertThat(request.production())
        .containsExactly(
            new Window(
                Instant.parse("2026-03-05T06:00:00Z"), Instant.parse("2026-03-05T14:00:00Z")));
    assertThat(request.ahead()).isEqualTo(Duration.ofHours(12));
    assertThat(request.again()).isTrue();
    assertThat(WhatIfRequest.parse("{\"thing\": \"a:b\", \"production\": []}").production())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no | no JSON",
        "[] | not a JSON object",
        "{'thing': 'pump'} | thing 'pump' is not a valid id",
        "{'thing': 'a:b'} | nothing is different",
        "{'thing': 'a:b', 'value': {}} | value is not a known field",
        "{'thing': 'a:b', 'values': 5} | values is not an object",
        "{'thing': 'a:b', 'values': {'x': 'high'}} | values.x must be a number",
        "{'thing': 'a:b', 'stock': {'x': 0}} | stock.x is not an object",
        "{'thing': 'a:b', 'stock': {'x': {'have': 0}}} | stock.x.have is not a known field",
        "{'thing': 'a:b', 'stock': {'x': {}}} | stock.x.available must be a number",
        "{'thing': 'a:b', 'stock': {'x': {'available': 0, 'nextDelivery': 'soon'}}} | stock.x.nextDelivery 'soon'",
        "{'thing': 'a:b', 'production': {}} | production is not a list",
        "{'thing': 'a:b', 'production': [{'from': '2026-03-05T06:00:00Z'}]} | production[0].from must be",
        "{'thing': 'a:b', 'production': [], 'hours': 0} | hours must be above 0",
        "{'thing': 'a:b', 'production': [], 'hours': 9999} | at most 720"
      })
  void namesTheFieldThatIsWrong(String json, String told) {
    assertThatThrownBy(() -> WhatIfRequest.parse(json.replace('\'', '"')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told.replaceAll("^\"|\"$", ""));
  }
}
