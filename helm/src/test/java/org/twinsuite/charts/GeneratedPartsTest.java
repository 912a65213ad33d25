package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.twinsuite.pipeline.config.Option;

/**
 * The values' part {@code config} and the table of values follow from the app's options and from
 * the schema. After a change {@code mvn -pl helm -am test -Dtest=GeneratedPartsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dcharts.write=true} writes them anew.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GeneratedPartsTest {
  private static final boolean WRITE = Boolean.getBoolean("charts.write");
  private static final String FIX = "run this test with -Dcharts.write=true";
  private static final Path VALUES = ChartFiles.APP_CHART.resolve("values.yaml");
  private static final Path SCHEMA = ChartFiles.APP_CHART.resolve("values.schema.json");
  private static final Path README = ChartFiles.APP_CHART.resolve("README.md");

  @Test
  @Order(1)
  void theSchemaKnowsEveryOptionOfTheAppAndNoOther() throws IOException {
    ObjectNode schema = (ObjectNode) ChartFiles.json(SCHEMA);
    ObjectNode properties = (ObjectNode) schema.get("properties");
    if (WRITE) {
      properties.set("config", ConfigSection.schema());
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
      printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
      Files.writeString(SCHEMA, new JsonMapper().writer(printer).writeValueAsString(schema) + '\n');
    }
    assertThat(properties.get("config")).as(FIX).isEqualTo(ConfigSection.schema());
  }

  @Test
  @Order(2)
  void theValuesHaveEveryOptionWithItsDefault() throws IOException {
    String text = ChartFiles.text(VALUES);
    String expected =
        ChartFiles.between(text, "# BEGIN config", "# END config", ConfigSection.yaml());
    if (WRITE) {
      Files.writeString(VALUES, expected);
      text = expected;
    }
    assertThat(text).as(FIX).isEqualTo(expected);
    assertThat(ChartFiles.yaml(VALUES).get("config")).isEqualTo(ConfigSection.values());
  }

  @Test
  @Order(3)
  void theTableOfValuesFollowsFromTheSchema() throws IOException {
    String text = ChartFiles.text(README);
    String table = ValuesTable.markdown(ChartFiles.json(SCHEMA), ChartFiles.yaml(VALUES));
    String expected =
        ChartFiles.between(text, "<!-- BEGIN values -->", "<!-- END values -->", table);
    if (WRITE) {
      Files.writeString(README, expected);
      text = expected;
    }
    assertThat(text).as(FIX).isEqualTo(expected);
  }

  @Test
  void boundsInTheSchemaAreThoseOfTheApp() {
    for (Option<?> option : ConfigSection.options()) {
      JsonNode leaf = ConfigSection.schema();
      for (String step : ConfigSection.path(option)) {
        leaf = leaf.get("properties").get(step);
      }
      if (leaf.has("minimum")) {
        option.parse().apply(leaf.get("minimum").asText());
        option.parse().apply(leaf.get("maximum").asText());
        assertThat(accepts(option, leaf.get("minimum").asInt() - 1)).as(option.name()).isFalse();
        assertThat(accepts(option, leaf.get("maximum").asInt() + 1)).as(option.name()).isFalse();
      }
    }
  }

  @Test
  void optionsWithAFewValuesAreListedAndNoOtherIsTaken() {
    for (Option<?> option : ConfigSection.options()) {
      String refusal = refusal(option, "no-such-value");
      List<String> values = ConfigSection.FIXED.get(option.name());
      if (values != null) {
        assertThat(values).as(option.name()).allMatch(value -> accepts(option, value));
        assertThat(refusal).as(option.name()).isNotEmpty();
      } else {
        assertThat(refusal).as(option.name()).doesNotContain("one of");
      }
    }
  }

  private static String refusal(Option<?> option, String value) {
    try {
      option.parse().apply(value);
      return "";
    } catch (RuntimeException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private static boolean accepts(Option<?> option, Object value) {
    try {
      option.parse().apply(String.valueOf(value));
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }
}
