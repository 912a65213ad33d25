package org.twinsuite.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may know which. */
class ArchitectureTest {

  private static final String ROOT = "org.twinsuite.rules.";
  private static final JavaClasses RULES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.twinsuite.rules");

  @Test
  void noCircles() {
    assertThat(RULES.size()).isGreaterThan(150);
    slices()
        .matching("org.twinsuite.rules.(**)")
        .should()
        .beFreeOfCycles()
        .because(
            "a package can then be read with those below it alone: move the class that both sides"
                + " need to the lower one, or let the upper one hand it in by an interface")
        .check(RULES);
  }

  /** From the lowest package up: each with those it must not know, and why. */
  static Stream<Arguments> layers() {
    return Stream.of(
        layer(
            "fact",
            List.of("evidence", "action", "pack", "episode", "detect", "engine"),
            "facts come from outside: what is judged of them belongs to detect"),
        layer(
            "evidence",
            List.of("action", "pack", "episode", "detect", "engine", "json"),
            "evidence is plain data that is shown: write it as JSON with json.RulesJson"),
        layer(
            "action",
            List.of("pack", "episode", "detect", "engine"),
            "actions are stored and sent by others: hand in what a row or an episode says"),
        layer(
            "table",
            List.of("fact", "pack", "engine"),
            "a sheet has cells and no meaning: read rows in pack.parse"),
        layer(
            "pack",
            List.of("episode", "detect", "engine", "autonomy", "planning"),
            "a pack says what is to be done and does nothing: put behaviour into detect or engine"),
        layer(
            "episode",
            List.of("detect", "engine", "autonomy"),
            "episodes know symptoms by SymptomSource only: implement it in detect"),
        layer(
            "detect",
            List.of("engine", "autonomy"),
            "detectors tell the engine by the listener they were given"),
        layer(
            "planning",
            List.of("episode", "detect", "engine"),
            "planning is arithmetic over costs and times: hand these in"),
        layer(
            "engine",
            List.of("autonomy", "backtest", "whatif"),
            "back-test and what-if drive the engine, never the other way round"));
  }

  private static Arguments layer(String of, List<String> not, String because) {
    return Arguments.of(of, not, because);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void knowsOnlyWhatIsBelow(String layer, List<String> not, String because) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + layer + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(not.stream().map(name -> ROOT + name + "..").toArray(String[]::new))
        .because(because)
        .check(RULES);
  }

  @Test
  void onlyTheEngineAndPacksKnowDrools() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "engine..", ROOT + "pack..", ROOT + "detect..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.kie..", "org.drools..")
        .because("facts, actions and episodes are to be read and tested without a rule session")
        .check(RULES);
  }
}
