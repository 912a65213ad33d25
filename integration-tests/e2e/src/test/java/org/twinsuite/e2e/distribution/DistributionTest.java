package org.twinsuite.e2e.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.e2e.distribution.UnpackedDistribution.Result;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.ditto.EmbeddedDittoConfig;

/** The downloaded archive on a clean machine: nothing but Java and a Ditto. */
class DistributionTest {
  @TempDir static Path folder;
  private static UnpackedDistribution twinsuite;

  @BeforeAll
  static void unpack() throws Exception {
    twinsuite = UnpackedDistribution.in(folder);
  }

  @Test
  void helpNamesEveryCommandAndNothingElse() throws Exception {
    // WHEN
    Result help = twinsuite.run(Map.of(), "--help");
    // THEN
    assertThat(help.exitCode()).as(help.err()).isZero();
    assertThat(help.out())
        .startsWith("Usage: twinsuite")
        .contains("start", "doctor", "onboard", "trace", "whatif", "backtest", "tags", "options");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void withoutACommandItShowsTheHelp() throws Exception {
    // WHEN
    Result nothing = twinsuite.run(Map.of());
    // THEN
    assertThat(nothing.exitCode()).isZero();
    assertThat(nothing.out()).startsWith("Usage: twinsuite");
  }

  @Test
  void versionNamesTheBuildAndTheJava() throws Exception {
    // WHEN
    Result version = twinsuite.run(Map.of(), "--version");
    // THEN
    assertThat(version.exitCode()).as(version.err()).isZero();
    assertThat(version.out())
        .contains("twinsuite " + twinsuite.home.getFileName().toString().substring(10))
        .contains(System.getProperty("java.home"));
  }

  @Test
  void anOldJavaIsNamedWithTheFix() throws Exception {
    // GIVEN a Java 8 that says its version
    Path old = javaThatSays("openjdk version \"1.8.0_412\"");
    // WHEN
    Result refused = twinsuite.run(Map.of("JAVA_HOME", old.toString()), "--version");
    // THEN
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("needs Java 17 or newer", old.toString(), "1.8.0_412", "JAVA_HOME");
  }

  @Test
  void aWrongJavaHomeIsNamed() throws Exception {
    // WHEN
    Result refused = twinsuite.run(Map.of("JAVA_HOME", "/nowhere"), "--version");
    // THEN
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("JAVA_HOME is /nowhere");
  }

  @Test
  void aCommandPrintsItsAnswerOnlyAndLogsIntoAFile() throws Exception {
    // GIVEN nothing that answers
    Map<String, String> environment =
        Map.of(
            "TWINSUITE_DITTO_URL", "http://127.0.0.1:1",
            "TWINSUITE_HONO_BOOTSTRAP_SERVERS", "127.0.0.1:1",
            "TWINSUITE_HONO_TENANT", "plant");
    // WHEN
    Result doctor = twinsuite.run(environment, "doctor");
    // THEN
    assertThat(doctor.exitCode()).isEqualTo(1);
    assertThat(doctor.out().lines()).allMatch(line -> line.matches("(ok|warn|failed|\\d+|) .*|"));
    assertThat(doctor.out()).contains("failed  ditto", "fix:");
    assertThat(doctor.err()).isEmpty();
    assertThat(twinsuite.home.resolve("logs").resolve("doctor.log")).isNotEmptyFile();
    // AND with -v on the terminal
    assertThat(twinsuite.run(environment, "doctor", "-v").err()).isNotEmpty();
  }

  @Test
  void optionsAreListedAsAPropertiesFile() throws Exception {
    // WHEN
    Result options = twinsuite.run(Map.of(), "options", "ditto.url");
    // THEN
    assertThat(options.out()).contains("twinsuite.ditto.url=http://localhost:8080");
    assertThat(options.err()).isEmpty();
  }

  @Test
  void aPasswordIsHashedAndNotShown() throws Exception {
    // GIVEN a password on standard input
    Path input = Files.writeString(folder.resolve("password.txt"), "s3cret word\n");
    Path out = folder.resolve("hash.txt");
    // WHEN
    Process process =
        twinsuite
            .process(Map.of(), "hash-password", "ann", "planner")
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    // THEN
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(out).content().startsWith("ann:planner:pbkdf2:").doesNotContain("s3cret");
  }

  @Test
  void theCompletionIsValidBashAndKnowsTheCommands() throws Exception {
    // GIVEN
    Path completion = twinsuite.home.resolve("completion").resolve("twinsuite");
    // WHEN
    Process bash = new ProcessBuilder("bash", "-n", completion.toString()).start();
    // THEN
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(bash.exitValue()).isZero();
    assertThat(Files.readString(completion)).contains("complete", "doctor", "backtest");
  }

  @Test
  void theJarRunsByItself() throws Exception {
    // GIVEN the app's jar beside its libraries
    String jar;
    try (var jars = Files.list(twinsuite.home.resolve("lib"))) {
      jar =
          jars.map(Path::toString)
              .filter(name -> name.matches(".*/app-[0-9].*\\.jar"))
              .findFirst()
              .orElseThrow();
    }
    // WHEN
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar,
                "--version")
            .redirectErrorStream(true)
            .start();
    // THEN
    String out = new String(java.getInputStream().readAllBytes());
    assertThat(java.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(out).contains("twinsuite ");
  }

  @Test
  void itStartsWithAMinimalConfigurationAndRunsItsOwnRoutes() throws Exception {
    try (EmbeddedDitto ditto = EmbeddedDitto.start(EmbeddedDittoConfig.defaults())) {
      // GIVEN the configuration as shipped, a Ditto elsewhere and a route of the user's
      int port = freePort();
      Files.writeString(
          twinsuite.home.resolve("routes").resolve("hello.yaml"),
          """
          - route:
              id: hello
              from:
                uri: timer:hello
                parameters: { repeatCount: 1 }
                steps:
                  - log: a route of ours runs
          """);
      Path log = folder.resolve("start.log");
      // WHEN
      Process app =
          twinsuite
              .process(
                  Map.of(
                      "TWINSUITE_DITTO_URL", ditto.url(),
                      "TWINSUITE_HTTP_PORT", Integer.toString(port)),
                  "start")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        // THEN it is healthy, and the user's route runs
        await()
            .atMost(Duration.ofMinutes(2))
            .untilAsserted(
                () -> {
                  assertThat(app.isAlive()).as(Files.readString(log)).isTrue();
                  assertThat(status(port)).as(Files.readString(log)).isEqualTo(200);
                });
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(log).content().contains("a route of ours runs"));
      } finally {
        // AND it stops when asked to
        app.destroy();
        assertThat(app.waitFor(1, TimeUnit.MINUTES)).isTrue();
      }
      assertThat(twinsuite.home.resolve("data")).isDirectoryContaining("glob:**.mv.db");
    }
  }

  @Test
  void theUnitFileStartsWhatIsThere() throws Exception {
    // WHEN
    List<String> unit =
        Files.readAllLines(twinsuite.home.resolve("systemd").resolve("twinsuite.service"));
    // THEN
    assertThat(unit).contains("ExecStart=/opt/twinsuite/bin/twinsuite start");
    assertThat(twinsuite.home.resolve("bin").resolve("twinsuite")).isExecutable();
  }

  private static Path javaThatSays(String version) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("java8").resolve("bin"));
    Path java = bin.resolve("java");
    Files.writeString(java, "#!/bin/sh\necho '" + version + "' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return bin.getParent();
  }

  private static int status(int port) throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + port + "/observe/health/ready"))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .statusCode();
    } catch (java.io.IOException notYet) {
      return 0;
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
