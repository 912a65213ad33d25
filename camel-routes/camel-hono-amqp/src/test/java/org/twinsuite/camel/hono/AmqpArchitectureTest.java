package org.twinsuite.camel.hono;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class AmqpArchitectureTest {

  @Test
  void amqpDoesNotUseKafka() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.twinsuite.camel.hono.amqp");
    assertThat(classes.size()).isGreaterThan(5);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.twinsuite.camel.hono.kafka..")
        .because(
            "transports do not know each other: what both need belongs to the component or to"
                + " dispatch")
        .check(classes);
  }
}
