package org.twinsuite.camel.hono;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which packages may use which. */
class ArchitectureTest {

  private static final JavaClasses COMPONENT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.twinsuite.camel.hono");

  @Test
  void packagesFormNoCircle() {
    assertThat(COMPONENT.size()).isGreaterThan(30);
    slices()
        .matching("org.twinsuite.camel.hono.(**)")
        .should()
        .beFreeOfCycles()
        .because(
            "a package that needs another one that needs it is one package in two folders:"
                + " move the type both need to org.twinsuite.camel.hono or to dispatch")
        .check(COMPONENT);
  }

  @Test
  void theComponentKnowsNoMessagingNetwork() {
    noClasses()
        .that()
        .resideInAPackage("org.twinsuite.camel.hono")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.twinsuite.camel.hono.kafka..",
            "org.twinsuite.camel.hono.amqp..",
            "org.apache.kafka..",
            "org.eclipse.hono..",
            "org.apache.qpid..",
            "io.vertx.proton..")
        .because(
            "messaging networks are found by ServiceLoader, so that one whose jar is missing is not"
                + " needed: put what differs behind HonoTransportProvider")
        .check(COMPONENT);
  }

  @Test
  void dispatchKnowsNothingOfHono() {
    noClasses()
        .that()
        .resideInAPackage("org.twinsuite.camel.hono.dispatch")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.twinsuite.camel.hono",
            "org.twinsuite.camel.hono.kafka..",
            "org.apache.camel..",
            "org.apache.kafka..",
            "org.eclipse.hono..")
        .because(
            "order, retries and limits are the same for every messaging network: hand it what it"
                + " needs as a parameter")
        .check(COMPONENT);
  }
}
