package org.twinsuite.connectors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.twinsuite.connectors");

  @Test
  void noCircles() {
    slices()
        .matching("org.twinsuite.(**)")
        .should()
        .beFreeOfCycles()
        .because("start at the failures and the options; move what two need into the lower one")
        .check(CLASSES);
  }

  @Test
  void knowsNoConnector() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.twinsuite.connectors.cmms..",
            "org.twinsuite.connectors.erp..",
            "org.twinsuite.connectors.scada..",
            "org.twinsuite.twin..",
            "org.apache.camel..",
            "org.twinsuite.rules..",
            "org.twinsuite.pipeline..",
            "org.twinsuite.camel..")
        .because(
            "base knows no system, no component and no twin: what one connector alone needs belongs to it")
        .check(CLASSES);
  }
}
