package org.twinsuite.twin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.twinsuite.twin");

  @Test
  void noCircles() {
    slices()
        .matching("org.twinsuite.(**)")
        .should()
        .beFreeOfCycles()
        .because("a reader starts at one end; move what both need into the lower package")
        .check(CLASSES);
  }

  @Test
  void needsDittosJsonAndUnitsOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.twinsuite.twin..",
            "java..",
            "org.eclipse.ditto.json..",
            "javax.measure..",
            "systems.uom.ucum..")
        .because("it runs in Ditto's connectivity service too; put what needs more into its user")
        .check(CLASSES);
  }
}
