package org.twinsuite.camel.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The README knows every option and header of the component's catalog entry. */
class ReadmeTest {

  /** Camel's own, which every component has. */
  private static final Set<String> OF_CAMEL =
      Set.of(
          "resource",
          "bridgeErrorHandler",
          "exceptionHandler",
          "exchangePattern",
          "lazyStartProducer");

  @Test
  void namesEveryOptionAndHeader() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    try (InputStream catalog =
        getClass()
            .getResourceAsStream("/META-INF/org/twinsuite/camel/ditto/component/ditto.json")) {
      JsonNode entry = new ObjectMapper().readTree(catalog);
      assertThat(names(entry, "properties").filter(name -> !OF_CAMEL.contains(name)))
          .hasSizeGreaterThan(50)
          .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
      assertThat(names(entry, "headers"))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }
  }

  private static Stream<String> names(JsonNode entry, String part) {
    Iterable<String> names = () -> entry.path(part).fieldNames();
    return StreamSupport.stream(names.spliterator(), false);
  }
}
