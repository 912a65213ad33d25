package org.twinsuite.camel.ditto;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** The module's packages: what applications use, the Camel component, and its innards. */
class ArchitectureTest {

  private static final String ROOT = "org.twinsuite.camel.ditto";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void noCircles() {
    assertThat(CLASSES.size()).isGreaterThan(100);
    slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return SliceIdentifier.of(javaClass.getPackageName());
              }

              @Override
              public String getDescription() {
                return "packages of camel-ditto";
              }
            })
        .should()
        .beFreeOfCycles()
        .because(
            "a circle between packages means that neither can be understood alone: move the type"
                + " that both need into the lower one, or define an interface there")
        .check(CLASSES);
  }

  @Test
  void theApiKnowsNoInnards() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".component..", ROOT + ".internal..")
        .because("applications compile against the API: what it needs belongs into it")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".component..")
        .because("the component puts the innards together: hand them what they need")
        .check(CLASSES);
  }

  @Test
  void transportsDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".internal.client..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".internal.websocket..")
        .because("each transport can be left out: what both need belongs into internal.transport")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".internal.websocket..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".internal.client..")
        .because("each transport can be left out: what both need belongs into internal.transport")
        .check(CLASSES);
  }
}
