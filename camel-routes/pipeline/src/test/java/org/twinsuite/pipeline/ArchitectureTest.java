package org.twinsuite.pipeline;

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
            .importPackages("org.twinsuite.pipeline");
    assertThat(classes.size()).isGreaterThan(20);
  }

  @Test
  void noCircles() {
    slices()
        .matching("org.twinsuite.pipeline.(*)..")
        .should()
        .beFreeOfCycles()
        .because("move what both packages need into the lower one of the two")
        .check(classes);
  }

  @Test
  void theLineKnowsNothingAboveIt() {
    noClasses()
        .that()
        .resideInAPackage("org.twinsuite.pipeline..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.twinsuite.workbench..", "org.twinsuite.app..")
        .because(
            "the line runs without a page and without a command line: let it offer an interface, and"
                + " implement that above")
        .check(classes);
  }

  @Test
  void theLineKnowsNoHttpServer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.camel.component.platform..", "io.vertx.core.http..")
        .because("what people ask over HTTP belongs to the workbench: read the store from there")
        .check(classes);
  }

  @Test
  void theLowestPackagesStandAlone() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.twinsuite.pipeline.config..",
            "org.twinsuite.pipeline.feature..",
            "org.twinsuite.pipeline.history..",
            "org.twinsuite.pipeline.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.twinsuite.pipeline.ingest..",
            "org.twinsuite.pipeline.change..",
            "org.twinsuite.pipeline.order..",
            "org.twinsuite.pipeline.twin..",
            "org.twinsuite.pipeline.forecast..")
        .because("options, tables and history are used by every station: hand them plain values")
        .check(classes);
  }
}
