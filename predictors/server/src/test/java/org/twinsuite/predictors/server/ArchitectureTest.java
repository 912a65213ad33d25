package org.twinsuite.predictors.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use whom among the predictors. */
class ArchitectureTest {

  private static final JavaClasses PREDICTORS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.twinsuite.predictors");

  @Test
  void packagesHaveNoCircles() {
    slices()
        .matching("org.twinsuite.predictors.(**)")
        .should()
        .beFreeOfCycles()
        .because("a package must be readable alone: move the shared piece down into the core")
        .check(PREDICTORS);
  }

  @Test
  void theCoreKnowsNoModel() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.twinsuite.predictors",
            "org.twinsuite.predictors.model..",
            "org.twinsuite.predictors.changepoint..",
            "org.twinsuite.predictors.scoring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages("none"))
        .because(
            "every model can be left out: let it be found through PredictorProvider or ModelFormat")
        .check(PREDICTORS);
  }

  @Test
  void modelsKnowTheCoreOnly() {
    for (String model : new String[] {"anomaly", "rul", "forecast", "onnx"}) {
      noClasses()
          .that()
          .resideInAPackage("org.twinsuite.predictors." + model + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(model))
          .because("each module is leavable: what two of them share belongs into the core")
          .check(PREDICTORS);
    }
  }

  private static String[] packages(String left) {
    return Stream.of("anomaly", "rul", "forecast", "onnx", "flight", "server")
        .filter(other -> !other.equals(left))
        .map(other -> "org.twinsuite.predictors." + other + "..")
        .toArray(String[]::new);
  }
}
