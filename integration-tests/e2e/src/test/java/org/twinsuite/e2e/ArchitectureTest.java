package org.twinsuite.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom. */
class ArchitectureTest {
  private static JavaClasses suite;

  @BeforeAll
  static void read() {
    suite =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.twinsuite");
    assertThat(suite.size()).isGreaterThan(100);
  }

  @Test
  void predictorsKnowArrowOnly() {
    noClasses()
        .that()
        .resideInAPackage("org.twinsuite.predictors..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.camel..",
            "org.eclipse.ditto..",
            "org.twinsuite.rules..",
            "org.twinsuite.camel..",
            "org.twinsuite.connectors..",
            "org.twinsuite.pipeline..",
            "org.twinsuite.workbench..",
            "org.twinsuite.app..",
            "org.twinsuite.sandbox..")
        .because(
            "predictors are pure: Arrow in, Arrow out. Hand them what they need in the batch, and"
                + " do the rest in the app")
        .check(suite);
  }

  @Test
  void rulesDoNoInputAndOutput() {
    noClasses()
        .that()
        .resideInAPackage("org.twinsuite.rules..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.camel..",
            "org.eclipse.ditto..",
            "org.apache.arrow..",
            "java.sql..",
            "java.net.http..",
            "org.twinsuite.predictors..",
            "org.twinsuite.camel..",
            "org.twinsuite.connectors..",
            "org.twinsuite.pipeline..",
            "org.twinsuite.workbench..",
            "org.twinsuite.app..",
            "org.twinsuite.sandbox..")
        .because("rules are pure: turn what they need into a fact, in the app")
        .check(suite);
  }

  @Test
  void componentsStandAlone() {
    noClasses()
        .that()
        .resideInAnyPackage("org.twinsuite.camel.ditto..", "org.twinsuite.camel.hono..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.twinsuite.rules..",
            "org.twinsuite.predictors..",
            "org.twinsuite.connectors..",
            "org.twinsuite.pipeline..",
            "org.twinsuite.workbench..",
            "org.twinsuite.app..",
            "org.twinsuite.sandbox..")
        .because("integration teams put ditto: and hono: into their own Camel applications")
        .check(suite);
    noClasses()
        .that()
        .resideInAPackage("org.twinsuite.camel.ditto..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.twinsuite.camel.hono..")
        .because("each component is used without the other")
        .check(suite);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.twinsuite.camel.ditto..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.twinsuite.camel.ditto.internal..")
        .because("innards of ditto: may change: use its API or an option of the endpoint")
        .check(suite);
  }

  @Test
  void connectorsKnowNothingAboveThem() {
    noClasses()
        .that()
        .resideInAPackage("org.twinsuite.connectors..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.twinsuite.rules..",
            "org.twinsuite.pipeline..",
            "org.twinsuite.workbench..",
            "org.twinsuite.app..",
            "org.twinsuite.predictors..",
            "org.twinsuite.camel..",
            "org.twinsuite.sandbox..")
        .because("a connector carries one action to one system; the app decides when")
        .check(suite);
  }

  @Test
  void theAppDoesNotKnowTheSandbox() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.twinsuite.pipeline..", "org.twinsuite.workbench..", "org.twinsuite.app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.twinsuite.sandbox..", "org.twinsuite.benchmarks..")
        .because("the embedded plant is for trying and testing, never for production")
        .check(suite);
  }

  @Test
  void onlyTheTwinPackageWritesTwins() {
    classes()
        .that()
        .resideInAnyPackage(
            "org.twinsuite.pipeline..", "org.twinsuite.workbench..", "org.twinsuite.app..")
        .and()
        .resideOutsideOfPackages("org.twinsuite.pipeline.twin..", "org.twinsuite.app.boot")
        .should()
        .onlyDependOnClassesThat()
        .haveNameNotMatching(
            "org\\.twinsuite\\.camel\\.ditto\\.(component\\.)?Ditto(Constants|Operation|Endpoint)")
        .because("there is one way into a twin: call Twins")
        .check(suite);
  }

  @Test
  void noCircles() {
    slices()
        .matching("org.twinsuite.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a circle between parts means that neither can be understood alone")
        .check(suite);
  }

  @Test
  void noCirclesBetweenPackages() {
    slices()
        .matching("org.twinsuite.(**)")
        .should()
        .beFreeOfCycles()
        .because(
            "a package and the one below it are two packages as well: move what both need into the"
                + " lower one, or hand it in through an interface")
        .check(suite);
  }
}
