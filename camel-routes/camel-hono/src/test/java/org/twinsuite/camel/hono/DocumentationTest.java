package org.twinsuite.camel.hono;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/** Every option and header of the catalog entry can be found in a README. */
class DocumentationTest {

  private static final Path README = Path.of("README.md");
  private static final Path AMQP_README = Path.of("..", "camel-hono-amqp", "README.md");

  private static JsonObject catalog() throws Exception {
    try (var in =
        DocumentationTest.class.getResourceAsStream(
            "/META-INF/org/twinsuite/camel/hono/hono.json")) {
      return (JsonObject) Jsoner.deserialize(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String text() throws IOException {
    return Files.readString(README) + Files.readString(AMQP_README);
  }

  @Test
  void everyOptionIsExplained() throws Exception {
    // GIVEN the options of endpoints, without those that every Camel endpoint has
    List<String> common =
        List.of(
            "channel",
            "tenant",
            "bridgeErrorHandler",
            "exceptionHandler",
            "exchangePattern",
            "lazyStartProducer",
            "autowiredEnabled",
            "properties");
    List<String> missing = new ArrayList<>();
    JsonObject options = catalog().getMap("properties");
    String text = text();
    // WHEN
    for (String option : options.keySet()) {
      if (!common.contains(option) && !text.contains('`' + option + '`')) {
        missing.add(option);
      }
    }
    // THEN
    assertThat(options.size()).isGreaterThan(20);
    assertThat(missing).as("options that no README explains").isEmpty();
    assertThat(text).contains("`properties.*`");
  }

  @Test
  void everyHeaderIsExplained() throws Exception {
    JsonObject headers = catalog().getMap("headers");
    String text = text();

    assertThat(headers.size()).isGreaterThan(15);
    assertThat(headers.keySet())
        .allSatisfy(
            header ->
                assertThat(text)
                    .containsAnyOf(
                        '`' + header + '`', "`-" + header.substring("CamelHono".length()) + '`'));
  }
}
