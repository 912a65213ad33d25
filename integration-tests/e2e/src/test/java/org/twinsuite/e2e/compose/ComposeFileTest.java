package org.twinsuite.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.hono.config.ServerOptions;
import org.eclipse.hono.service.ApplicationOptions;
import org.eclipse.hono.service.auth.SignatureSupportingOptions;
import org.eclipse.hono.service.http.HttpServiceConfigOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.app.onboard.OnboardingRequest;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.OptionSources;
import org.twinsuite.pipeline.order.Cmms;

/** The compose file against itself, the app's own readers and the options of Hono's classes. */
class ComposeFileTest {
  private static final Pattern DEFINED = Pattern.compile("-D(twinsuite\\.\\S+?)=(\\S+)");
  private static final Pattern ADDRESS = Pattern.compile("(?:^|//)([a-z][a-z-]*):(\\d+)");

  /** Ports the services listen on inside the network, by their documentation. */
  private static final Map<String, Integer> PORTS =
      Map.of(
          "ditto-gateway", 8080,
          "kafka", 9092,
          "postgres", 5432,
          "predictors", 8815,
          "maximo", 9080,
          "hono-registry", 8080,
          "hono-http", 8080,
          "mongodb", 27017);

  private ComposeFile compose;

  @BeforeEach
  void read() throws IOException {
    compose = ComposeFile.read();
  }

  @Test
  void everyVariableIsInTheEnvironmentFileAndUsed() {
    assertThat(compose.used).isEqualTo(compose.env.keySet());
    assertThat(compose.env.values()).noneMatch(String::isBlank);
  }

  @Test
  void everyImageIsPinned() {
    for (String service : compose.services().keySet()) {
      String image = (String) compose.service(service).get("image");
      assertThat(image).as(service).matches("(docker\\.io/)?[a-z/-]+:\\d[\\w.-]+");
    }
  }

  @Test
  void imagesAreThoseOfDittoAndHono() {
    // WHEN
    Set<String> names =
        compose.services().keySet().stream()
            .map(service -> (String) compose.service(service).get("image"))
            .filter(image -> image.startsWith("docker.io/eclipse/"))
            .map(image -> image.substring("docker.io/eclipse/".length()))
            .collect(Collectors.toSet());
    // THEN the five services of Ditto and what Hono needs for HTTP over Kafka
    assertThat(names)
        .containsExactlyInAnyOrder(
            "ditto-policies:3.9.6",
            "ditto-things:3.9.6",
            "ditto-things-search:3.9.6",
            "ditto-connectivity:3.9.6",
            "ditto-gateway:3.9.6",
            "hono-service-auth:2.6.0",
            "hono-service-device-registry-mongodb:2.6.0",
            "hono-service-command-router-infinispan:2.6.0",
            "hono-adapter-http:2.6.0");
  }

  @Test
  void whatOthersWaitForTellsItsHealth() {
    for (String service : compose.services().keySet()) {
      Map<String, Object> needed =
          ComposeFile.map(compose.service(service).getOrDefault("depends_on", Map.of()));
      needed.forEach(
          (other, how) -> {
            assertThat(compose.services()).as(service).containsKey(other);
            if (ComposeFile.map(how).get("condition").equals("service_healthy")) {
              assertThat(compose.service(other)).as(other).containsKey("healthcheck");
            }
          });
    }
  }

  @Test
  void volumesAreDeclaredOrThere() {
    Map<String, Object> named = ComposeFile.map(compose.root.get("volumes"));
    Set<String> used = new TreeSet<>();
    for (String service : compose.services().keySet()) {
      for (String volume :
          ComposeFile.list(compose.service(service).getOrDefault("volumes", List.of()))) {
        String source = volume.substring(0, volume.indexOf(':'));
        if (source.startsWith("./")) {
          assertThat(ComposeFile.FOLDER.resolve(source)).as(service).exists();
        } else {
          used.add(source);
        }
      }
    }
    assertThat(used).isEqualTo(named.keySet());
  }

  @Test
  void portsAreOpenToThisMachineOnly() {
    for (String service : compose.services().keySet()) {
      assertThat(ComposeFile.list(compose.service(service).getOrDefault("ports", List.of())))
          .as(service)
          .allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
    }
  }

  @Test
  void theAppReadsEachOfItsOptions() throws IOException {
    for (String service : List.of("app", "onboard")) {
      // GIVEN the file, the environment and the system properties of the service
      Map<String, String> environment = compose.environment(service);
      Map<String, String> options =
          OptionSources.read(
              List.of(ComposeFile.FOLDER.resolve("app").resolve("twinsuite.properties")),
              environment);
      DEFINED
          .matcher(environment.get("JAVA_TOOL_OPTIONS"))
          .results()
          .forEach(match -> options.put(match.group(1), match.group(2)));
      // WHEN, THEN the app and the dialect of the maintenance system know them all
      new Cmms(AppConfig.of(options)).close();
      // AND no variable of the app is passed over
      assertThat(environment.keySet())
          .filteredOn(name -> name.startsWith("TWINSUITE_"))
          .allMatch(
              name ->
                  options.keySet().stream()
                      .anyMatch(
                          option ->
                              option
                                  .toUpperCase(Locale.ROOT)
                                  .replace('.', '_')
                                  .replace('-', '_')
                                  .equals(name)));
    }
  }

  @Test
  void addressesAreThoseOfServicesOfTheFile() throws IOException {
    // GIVEN every value of the app's options and of the environments
    Stream<String> values =
        Stream.concat(
            Files.readAllLines(ComposeFile.FOLDER.resolve("app").resolve("twinsuite.properties"))
                .stream()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(line.indexOf('=') + 1)),
            compose.services().keySet().stream()
                .flatMap(service -> compose.environment(service).values().stream()));
    // WHEN
    Map<String, Integer> addresses = new TreeMap<>();
    values
        .filter(value -> !value.contains("localhost") && !value.startsWith("jdbc:h2"))
        .forEach(
            value -> {
              Matcher matcher = ADDRESS.matcher(value);
              while (matcher.find()) {
                addresses.put(matcher.group(1), Integer.parseInt(matcher.group(2)));
              }
            });
    // THEN
    assertThat(addresses).containsKeys("ditto-gateway", "kafka", "postgres", "hono-registry");
    addresses.forEach(
        (host, port) -> {
          assertThat(compose.services()).containsKey(host);
          assertThat(port).as(host).isEqualTo(PORTS.get(host));
        });
  }

  @Test
  void variablesOfHonoAreOptionsOfItsClasses() {
    // GIVEN the part of a variable's name after the section it belongs to
    Map<String, Class<?>> sections =
        Map.of(
            "HONO_APP_", ApplicationOptions.class,
            "HONO_AUTH_AMQP_", ServerOptions.class,
            "HONO_AUTH_SVC_SIGNING_", SignatureSupportingOptions.class,
            "HONO_AUTH_VALIDATION_", SignatureSupportingOptions.class,
            "HONO_REGISTRY_AMQP_", ServerOptions.class,
            "HONO_REGISTRY_HTTP_INSECURE", ServerOptions.class,
            "HONO_REGISTRY_HTTP_AUTH", HttpServiceConfigOptions.class,
            "HONO_COMMANDROUTER_AMQP_", ServerOptions.class,
            "HONO_HTTP_", ServerOptions.class);
    int checked = 0;
    for (String service : compose.services().keySet()) {
      for (String name : compose.environment(service).keySet()) {
        for (Map.Entry<String, Class<?>> section : sections.entrySet()) {
          if (name.startsWith(section.getKey())) {
            // WHEN, THEN
            String option = name.substring(name.lastIndexOf('_') + 1);
            assertThat(options(section.getValue())).as(name).contains(option);
            checked++;
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(15);
  }

  private static Set<String> options(Class<?> type) {
    return Stream.of(type.getMethods())
        .map(Method::getName)
        .map(name -> name.toUpperCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  @Test
  void passwordsOfHonoAreThoseOfTheEnvironmentFile() throws IOException {
    JsonNode users =
        new JsonMapper()
            .readTree(ComposeFile.FOLDER.resolve("hono").resolve("permissions.json").toFile())
            .get("users");
    assertThat(users.get("http-adapter@HONO").get("password").asText())
        .isEqualTo(compose.env.get("HONO_ADAPTER_PASSWORD"));
    assertThat(users.get("command-router@HONO").get("password").asText())
        .isEqualTo(compose.env.get("HONO_ROUTER_PASSWORD"));
    assertThat(compose.env.get("HONO_TOKEN_SECRET").length()).isGreaterThanOrEqualTo(32);
  }

  @Test
  void theDeviceIsOnboardedAsItSpeaks() throws IOException {
    // GIVEN
    OnboardingRequest request =
        OnboardingRequest.parse(
            Files.readString(ComposeFile.FOLDER.resolve("app").resolve("onboard.json")));
    JsonNode credential = request.things().get(0).credentials().get(0).body();
    Map<String, String> device = compose.environment("device");
    // THEN
    assertThat(device.get("DEVICE_TENANT")).isEqualTo(request.tenant().id());
    assertThat(device.get("DEVICE_AUTH_ID")).isEqualTo(credential.get("auth-id").asText());
    assertThat(Files.readString(ComposeFile.FOLDER.resolve("app").resolve("onboard.json")))
        .contains('"' + device.get("DEVICE_PASSWORD") + '"');
  }

  @Test
  void mainClassesAndVariablesOfOurImagesExist() throws Exception {
    for (String service : List.of("maximo", "device")) {
      List<String> entrypoint = ComposeFile.list(compose.service(service).get("entrypoint"));
      Class<?> main = Class.forName(entrypoint.get(entrypoint.size() - 1));
      assertThat(main.getMethod("main", String[].class)).isNotNull();
      String source =
          Files.readString(
              Path.of("..", "sandbox", "src", "main", "java")
                  .resolve(main.getName().replace('.', '/') + ".java"));
      assertThat(compose.environment(service).keySet())
          .allMatch(name -> source.contains('"' + name + '"'));
    }
    String server =
        Files.readString(
            Path.of("..", "..", "predictors", "server", "src", "main", "java")
                .resolve("org/twinsuite/predictors/server/PredictorServerMain.java"));
    assertThat(compose.environment("predictors").keySet())
        .allMatch(name -> server.contains('"' + name + '"'));
  }
}
