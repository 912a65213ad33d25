package org.twinsuite.e2e.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.e2e.distribution.UnpackedDistribution.Result;
import org.twinsuite.sandbox.cmms.MaximoStandIn;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.kafka.EmbeddedKafka;
import org.twinsuite.sandbox.plant.SimulatedClock;

/** From an unpacked archive to an order with one command. */
class QuickstartTest {
  @TempDir Path folder;
  private UnpackedDistribution twinsuite;
  private EmbeddedDitto ditto;
  private int port;

  @BeforeEach
  void unpack() throws Exception {
    twinsuite = UnpackedDistribution.in(folder);
    ditto = EmbeddedDitto.start();
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  @AfterEach
  void close() {
    ditto.close();
  }

  @Test
  void withKafkaAndAMaintenanceSystemTheOrderGetsItsNumber() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        MaximoStandIn maximo = new MaximoStandIn(new SimulatedClock(Instant.now()))) {
      maximo.start();
      String[] arguments = {
        "quickstart",
        "--yes",
        "--ditto=" + ditto.url(),
        "--kafka=" + kafka.bootstrapServers(),
        "--cmms=maximo:" + maximo.url(),
        "--cmms-option=apiKey=" + maximo.apiKey(),
        "--port=" + port
      };
      // WHEN
      Result first = twinsuite.run(Map.of(), arguments);
      // THEN the machine is onboarded and its order stands in the maintenance system
      assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
      assertThat(first.out())
          .contains("created    ditto-thing twinsuite.demo:pump-1", "sent       a day of samples")
          .containsPattern("order +\\S+ ");
      assertThat(maximo.orders())
          .singleElement()
          .satisfies(order -> assertThat(first.out()).contains(order.number()));
      // AND nobody else reads the configuration with the key
      Path written = twinsuite.home.resolve("conf").resolve("quickstart.properties");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
          .isEqualTo("rw-------");
      assertThat(first.out() + first.err()).doesNotContain(maximo.apiKey());

      // WHEN it is repeated
      Result second = twinsuite.run(Map.of(), arguments);
      // THEN there is no second order
      assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
      assertThat(second.out()).contains("unchanged  ditto-thing twinsuite.demo:pump-1");
      assertThat(maximo.orders()).hasSize(1);
    }
  }

  @Test
  void withNothingButDittoTheOrderWaitsForAPlanner() throws Exception {
    // WHEN
    Result result =
        twinsuite.run(
            Map.of(), "quickstart", "--ditto=" + ditto.url(), "--kafka=none", "--port=" + port);
    // THEN
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.out()).contains("samples into the twin").containsPattern("order +TS\\S+ ");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void whatDoesNotAnswerIsNamedBeforeAnythingIsChanged() throws Exception {
    // WHEN
    Result result =
        twinsuite.run(Map.of(), "quickstart", "-y", "--ditto=http://127.0.0.1:1", "--kafka=none");
    // THEN
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("failed  ditto", "fix:").doesNotContain("created");
  }

  @Test
  void anAnswerThatCannotBeUsedIsNamed() throws Exception {
    // WHEN
    Result result = twinsuite.run(Map.of(), "quickstart", "-y", "--cmms=maximo");
    // THEN
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("'maximo' is not of the form dialect:url");
  }
}
