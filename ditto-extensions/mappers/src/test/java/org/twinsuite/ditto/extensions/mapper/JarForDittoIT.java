package org.twinsuite.ditto.extensions.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.eclipse.tahu.message.model.MetricDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.ditto.extensions.arrow.Batches;
import org.twinsuite.ditto.extensions.sparkplug.Edge;

/** The packaged jar, as it goes to {@code /opt/ditto/extensions}. */
class JarForDittoIT {

  private static final Path JAR = Path.of(System.getProperty("ditto.jar"));
  private static final Path OPTIONAL = Path.of(System.getProperty("ditto.optional.jar"));

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(1_500_000);
    assertThat(Files.size(OPTIONAL)).isLessThan(200_000);
  }

  @Test
  void knowsPekkoAndNoAkka() throws IOException {
    List<String> akka = new ArrayList<>();
    int pekko = 0;
    for (Path file : List.of(JAR, OPTIONAL)) {
      try (JarFile jar = new JarFile(file.toFile())) {
        for (JarEntry entry : jar.stream().toList()) {
          if (entry.getName().endsWith(".class")) {
            String bytes = new String(read(jar, entry.getName()), StandardCharsets.ISO_8859_1);
            if (bytes.contains("akka/") || bytes.contains("akka.")) {
              akka.add(entry.getName());
            }
            if (bytes.contains("org/apache/pekko/actor/ActorSystem")) {
              pekko++;
            }
          }
        }
      }
    }
    assertThat(akka).isEmpty();
    assertThat(pekko).isGreaterThanOrEqualTo(5);
  }

  @Test
  void bringsNothingThatDittoHas() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
          .allMatch(
              name ->
                  name.startsWith("org/twinsuite/")
                      // libraries of units, which Ditto has not
                      || name.matches("(javax/measure|tech/(units|uom)|systems/uom|si/uom)/.*"));
    }
  }

  @Test
  void arrowAndOpcUaAreInTheOtherJar() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile());
        JarFile optional = new JarFile(OPTIONAL.toFile())) {
      assertThat(jar.stream().map(JarEntry::getName))
          .noneMatch(name -> name.contains("arrow/") || name.contains("opcuapubsub"));
      assertThat(
              optional.stream()
                  .map(JarEntry::getName)
                  .filter(name -> name.endsWith(".class"))
                  .filter(name -> jar.getEntry(name) != null))
          .as("in both")
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ditto.jar", "ditto.optional.jar"})
  void namesItsMappers(String property) throws IOException {
    try (JarFile jar = new JarFile(System.getProperty(property));
        InputStreamReader conf =
            new InputStreamReader(
                jar.getInputStream(jar.getEntry("connectivity-extension.conf")),
                StandardCharsets.UTF_8)) {
      String path = "ditto.extensions.message-mapper-provider.extension-config.message-mappers";
      Config config =
          ConfigFactory.parseReader(conf)
              .withFallback(ConfigFactory.parseString(path + " = [Ditto]"))
              .resolve();
      assertThat(config.getStringList(path))
          .hasSize(3)
          .startsWith("Ditto")
          .filteredOn(name -> !name.equals("Ditto"))
          .allMatch(name -> jar.getEntry(name.replace('.', '/') + ".class") != null);
    }
  }

  @Test
  void mapsInsideOfADittoWithPekko() throws Exception {
    // GIVEN Ditto's class path without ours and without the libraries the jar must bring, and the
    // jar
    List<URL> classPath = new ArrayList<>();
    classPath.add(JAR.toUri().toURL());
    classPath.add(OPTIONAL.toUri().toURL());
    classPath.add(Path.of("target", "test-classes").toUri().toURL());
    String own =
        ".*(protobuf-java|flatbuffers|arrow-|indriya|unit-api|uom-|systems-|si-units|si-quantity"
            + "|tahu|jakarta.inject|asm-|twin-model).*";
    for (String library :
        Files.readString(Path.of(System.getProperty("ditto.classpath")))
            .split(File.pathSeparator)) {
      if (!Path.of(library.strip()).getFileName().toString().matches(own)) {
        classPath.add(Path.of(library.strip()).toUri().toURL());
      }
    }
    Map<String, byte[]> payloads =
        Map.of(
            "SenML",
            "[{\"n\":\"org.test:m0/temp\",\"u\":\"Cel\",\"v\":20}]"
                .getBytes(StandardCharsets.UTF_8),
            "OpcUaPubSub",
            "{\"PublisherId\":\"org.test\",\"Messages\":[{\"DataSetWriterName\":\"m0\",\"Payload\":{\"temp\":20}}]}"
                .getBytes(StandardCharsets.UTF_8),
            "SparkplugB",
            Edge.payload(0).metric("temp", MetricDataType.Double, 20.0, Edge.unit("Cel")).bytes(),
            "ArrowIpc",
            Batches.wide(1));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (PekkoClassLoader ditto = new PekkoClassLoader(classPath.toArray(URL[]::new))) {
      thread.setContextClassLoader(ditto);

      // WHEN each mapper that Ditto finds maps a payload
      @SuppressWarnings("unchecked")
      Callable<Map<String, String>> inside =
          (Callable<Map<String, String>>)
              ditto
                  .loadClass(InsideDitto.class.getName())
                  .getConstructor(Map.class)
                  .newInstance(payloads);
      Map<String, String> messages = inside.call();

      // THEN it is the same thing's merge, in the twin's unit
      assertThat(messages.keySet()).containsExactlyElementsOf(InsideDitto.aliases());
      assertThat(messages.values())
          .allSatisfy(
              message ->
                  assertThat(message)
                      .contains("org.test/m0/things/twin/commands/merge")
                      .contains("\"unit\":\"K\""));
      assertThat(
              List.of(messages.get("SenML"), messages.get("SparkplugB"), messages.get("ArrowIpc")))
          .allSatisfy(message -> assertThat(message).contains("\"value\":293.15"));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static byte[] read(JarFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }
}
