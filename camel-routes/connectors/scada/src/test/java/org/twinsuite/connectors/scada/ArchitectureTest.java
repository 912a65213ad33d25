package org.twinsuite.connectors.scada;

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
          .importPackages("org.twinsuite.connectors.scada");

  @Test
  void noCircles() {
    slices()
        .matching("org.twinsuite.(**)")
        .should()
        .beFreeOfCycles()
        .because(
            "a protocol or dialect knows the contract, the contract no dialect: move what both need into the contract")
        .check(CLASSES);
  }

  @Test
  void standsBesideTheOtherConnectors() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.twinsuite.connectors.cmms..",
            "org.twinsuite.connectors.erp..",
            "org.twinsuite.connectors.http..",
            "org.twinsuite.connectors.odata..",
            "org.twinsuite.rules..",
            "org.twinsuite.pipeline..",
            "org.twinsuite.camel..")
        .because("a control system is no HTTP service; of base it needs options and failures only")
        .check(CLASSES);
  }
}
