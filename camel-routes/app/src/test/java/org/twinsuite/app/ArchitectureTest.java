package org.twinsuite.app;

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
            .importPackages("org.twinsuite.app");
    assertThat(classes.size()).isGreaterThan(20);
  }

  @Test
  void noCircles() {
    slices()
        .matching("org.twinsuite.app.(*)..")
        .should()
        .beFreeOfCycles()
        .because("move what both packages need into the lower one of the two")
        .check(classes);
  }

  @Test
  void onlyTheBootKnowsTheLine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.twinsuite.app.doctor..",
            "org.twinsuite.app.onboard..",
            "org.twinsuite.app.remote..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.twinsuite.pipeline.ingest..",
            "org.twinsuite.pipeline.change..",
            "org.twinsuite.pipeline.order..",
            "org.twinsuite.pipeline.store..")
        .because(
            "checks and onboarding run beside a running app: reach its data over HTTP, or let the"
                + " boot hand it in")
        .check(classes);
  }
}
