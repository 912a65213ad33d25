package org.twinsuite.e2e.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Inputs of the real world, each with its right answer. */
class CasesTest {
  private static final Path CASES = Path.of("src", "test", "cases");
  private static final YAMLMapper YAML = new YAMLMapper();

  @TestFactory
  Stream<DynamicTest> everyCasePasses() throws IOException {
    List<Path> cases = Cases.below(CASES);
    assertThat(cases).isNotEmpty();
    return cases.stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    CASES.relativize(folder).toString(),
                    () -> assertThat(Cases.run(folder)).as(Case.read(folder).reason()).isEmpty()));
  }

  @Test
  void aCaseThatDoesNotHoldSaysWhereAndWhat(@TempDir Path folder) throws IOException {
    // GIVEN a case that expects a wrong code
    Files.writeString(
        folder.resolve("case.yaml"),
        "kind: unit\ninputs: [{text: \"°C\"}]\nexpect: {\"°C\": K}\nreason: none\n");

    // THEN
    assertThat(Cases.run(folder)).containsExactly("/°C: expected \"K\", was \"Cel\"");
  }

  @Test
  void expectationsNameWhatDiffers() throws IOException {
    var found = YAML.readTree("{a: 1.0, list: [x, y], text: hello world, none: ~}");

    assertThat(differences("{a: 1, list: [x, y], none: ~, other: {$absent: true}}", found))
        .isEmpty();
    assertThat(differences("{a: {$near: 1.05, $by: 0.1}, text: {$contains: world}}", found))
        .isEmpty();
    assertThat(differences("{list: {$any: y}, text: {$contains: moon}}", found))
        .singleElement()
        .asString()
        .startsWith("/text: expected to contain");
    assertThat(differences("{a: 2, list: {$size: 3}, none: 1}", found)).hasSize(3);
  }

  private static List<String> differences(
      String expected, com.fasterxml.jackson.databind.JsonNode found) throws IOException {
    return Expectation.differences(YAML.readTree(expected), found);
  }
}
