package org.twinsuite.e2e.camelditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.e2e.camelditto.Patience.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes share the things; one is killed (SIGKILL) in the middle. */
class KilledMemberTest {

  private static final int THINGS = 20;
  private static final String QUICKLY_MISSED = "&kafka.session.timeout.ms=6000";

  @TempDir Path directory;

  @Test
  void nothingIsLostAndEachThingStaysInOrder() throws Exception {
    Path lines = directory.resolve("handled.txt");
    Server marks = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    List<Process> members = new ArrayList<>();
    try (KafkaFixture.Servers servers = new KafkaFixture.Servers(directory.resolve("kafka"));
        KafkaFixture fixture = new KafkaFixture(servers, 8)) {
      // GIVEN two members of one group, each a process, that share their marks
      String database =
          "jdbc:h2:tcp://127.0.0.1:" + marks.getPort() + "/mem:marks;DB_CLOSE_DELAY=-1";
      fixture.marksAt(database);
      for (String name : List.of("one", "two")) {
        members.add(
            member(name, fixture.uri(QUICKLY_MISSED + "&startFrom=beginning"), database, lines));
      }
      fixture.create(THINGS);
      await()
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                change(fixture, 1);
                return names(lines).size() == 2;
              });
      // WHEN one is killed while things change, and changes go on
      change(fixture, 25);
      members.get(0).destroyForcibly().waitFor();
      change(fixture, 25);
      // THEN every change of every thing was handled, in order
      Map<String, Long> last = fixture.revisions(THINGS);
      await().untilAsserted(() -> assertThat(runs(lines)).isEqualTo(last));
      assertThat(names(lines)).containsExactlyInAnyOrder("one", "two");
      System.out.printf(
          "killed member: %d changes of %d things, %d handled twice%n",
          last.values().stream().mapToLong(Long::longValue).sum(),
          THINGS,
          Files.readAllLines(lines).size()
              - last.values().stream().mapToLong(Long::longValue).sum());
    } finally {
      members.forEach(Process::destroyForcibly);
      marks.stop();
    }
  }

  private static void change(KafkaFixture fixture, int rounds) {
    for (int r = 0; r < rounds; r++) {
      List<CompletableFuture<Boolean>> open = new ArrayList<>();
      for (int t = 0; t < THINGS; t++) {
        open.add(fixture.change(fixture.thing(t), r, null));
      }
      open.forEach(answer -> assertThat(answer.join()).isTrue());
    }
  }

  private Process member(String name, String uri, String database, Path lines) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            ChangesWorker.class.getName(),
            name,
            uri,
            database,
            lines.toString())
        .redirectError(directory.resolve(name + ".log").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Set<String> names(Path lines) throws IOException {
    Set<String> names = new HashSet<>();
    if (Files.exists(lines)) {
      Files.readAllLines(lines).forEach(line -> names.add(line.split(" ")[0]));
    }
    return names;
  }

  /** The last revision of each thing, if none was left out on the way there. */
  private static Map<String, Long> runs(Path lines) throws IOException {
    Map<String, Long> reached = new HashMap<>();
    for (String line : Files.readAllLines(lines)) {
      String[] parts = line.split(" ");
      long revision = Long.parseLong(parts[2]);
      long before = reached.getOrDefault(parts[1], 0L);
      assertThat(revision)
          .as("revision of %s after %d", parts[1], before)
          .isBetween(1L, before + 1);
      reached.put(parts[1], Math.max(before, revision));
    }
    return reached;
  }
}
