package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the chart renders for the predictors really serves them, with TLS and token. */
class RunningPredictorsTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String DEPLOYMENT = "Deployment/plant-twinsuite-predictors";

  @TempDir Path folder;

  @Test
  void aClientWithTokenGetsTheCatalogue() throws Exception {
    // GIVEN the case with TLS, token and autoscaling, on a free port
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Manifests manifests =
        Manifests.read(Cases.named("predictors").text().replace("\"8815\"", "\"" + port + "\""));
    Image image = Image.of("predictors/server", Files.createDirectories(folder.resolve("oci")));
    Path unpacked = Files.createDirectories(folder.resolve("image"));
    image.unpack(unpacked);
    TestCertificates certificates = TestCertificates.make(folder);
    Map<String, byte[]> secret =
        Map.of(
            "token", "t0ken".getBytes(StandardCharsets.UTF_8),
            "tls.crt", certificates.certificatePem(),
            "tls.key", certificates.keyPem());
    LocalPod pods =
        new LocalPod(manifests, Map.of("predictors", secret), unpacked, image.entrypoint());
    // WHEN
    Process server = pods.start(DEPLOYMENT, folder.resolve("pod"));
    try (BufferAllocator allocator = new RootAllocator();
        FlightClient client =
            FlightClient.builder(allocator, Location.forGrpcTls("localhost", port))
                .trustedCertificates(new ByteArrayInputStream(certificates.certificatePem()))
                .build()) {
      // THEN
      await()
          .atMost(LONG)
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(names(client, "t0ken")).as(this::log).contains("anomaly"));
      assertThatThrownBy(() -> names(client, "wrong")).isInstanceOf(FlightRuntimeException.class);
    } finally {
      server.destroy();
      assertThat(server.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("pod/log"));
    } catch (IOException none) {
      return "";
    }
  }

  private static List<String> names(FlightClient client, String token) {
    CallHeaders headers = new FlightCallHeaders();
    headers.insert("authorization", "Bearer " + token);
    List<String> names = new ArrayList<>();
    client
        .listFlights(Criteria.ALL, new HeaderCallOption(headers))
        .forEach(flight -> names.addAll(flight.getDescriptor().getPath()));
    return names;
  }

  @Test
  void scalesByWhatRunsOut() {
    HorizontalPodAutoscaler scaler =
        Cases.named("predictors").manifests().of(HorizontalPodAutoscaler.class).get(0);
    assertThat(scaler.getSpec().getScaleTargetRef().getName())
        .isEqualTo("plant-twinsuite-predictors");
    assertThat(scaler.getSpec().getMetrics())
        .singleElement()
        .satisfies(
            metric -> {
              assertThat(metric.getType()).isEqualTo("ContainerResource");
              assertThat(metric.getContainerResource().getName()).isEqualTo("cpu");
              assertThat(metric.getContainerResource().getContainer()).isEqualTo("predictors");
            });
  }
}
