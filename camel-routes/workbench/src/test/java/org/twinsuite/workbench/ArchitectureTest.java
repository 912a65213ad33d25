package org.twinsuite.workbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which packages of this module may import which. */
class ArchitectureTest {
  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.twinsuite.workbench");
    assertThat(classes.size()).isGreaterThan(20);
  }

  @Test
  void noCircles() {
    slices()
        .matching("org.twinsuite.workbench.(*)..")
        .should()
        .beFreeOfCycles()
        .because("move what both packages need into the lower one of the two")
        .check(classes);
  }

  @Test
  void theWorkbenchKnowsNothingAboveIt() {
    noClasses()
        .that()
        .resideInAPackage("org.twinsuite.workbench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.twinsuite.app..")
        .because(
            "the workbench is assembled by the app: take what it needs as a constructor parameter")
        .check(classes);
  }

  @Test
  void noConnectorIsCalledForAWrite() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.twinsuite.pipeline.ingest..", "org.twinsuite.pipeline.action..")
        .because(
            "the workbench reads and decides; samples come in and actions go out in the pipeline:"
                + " put a decision into the outbox")
        .check(classes);
  }
}
