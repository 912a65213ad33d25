package org.twinsuite.ditto.extensions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom. */
final class ArchitectureTest {

  private static final String ROOT = "org.twinsuite.ditto.extensions";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void noCircles() {
    slices()
        .matching(ROOT + ".(**)")
        .should()
        .beFreeOfCycles()
        .because("formats rest on samples, and samples on nothing; move what both need there")
        .check(CLASSES);
  }

  @Test
  void onlyTheEntryKnowsDittosService() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".mapper..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("akka..", "org.eclipse.ditto.connectivity..", "com.typesafe..")
        .because(
            "Akka is Pekko in newer Dittos; keep the mapping free of it and put the rest there")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrow", "opcuapubsub", "senml", "sparkplug"})
  void aFormatKnowsNoOtherFormat(String format) {
    String[] others =
        java.util.stream.Stream.of("arrow", "opcuapubsub", "senml", "sparkplug", "twin", "mapper")
            .filter(name -> !name.equals(format))
            .map(name -> ROOT + "." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + format + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because("each format can be left out; what two need belongs into sample or twin-model")
        .check(CLASSES);
  }
}
