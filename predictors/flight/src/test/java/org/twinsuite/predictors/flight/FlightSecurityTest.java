package org.twinsuite.predictors.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.apache.arrow.flight.FlightRuntimeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.predictors.LastValue;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;

/** TLS with a certificate of this test, and the token on top. */
class FlightSecurityTest {

  private static final FlightRetries ONCE =
      new FlightRetries(1, java.time.Duration.ZERO, java.time.Duration.ZERO);

  @TempDir static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificate("server");
    certificate("stranger");
  }

  /** Writes NAME.crt and NAME.key in PEM, self-signed for localhost, by the JDK's keytool. */
  private static void certificate(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=localhost",
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    pem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
    pem(name + ".key", "PRIVATE KEY", keys.getKey(name, "changeit".toCharArray()).getEncoded());
  }

  private static void pem(String file, String what, byte[] bytes) throws IOException {
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(bytes), what));
  }

  private static PredictorServer.Config config(String token) {
    return new PredictorServer.Config(
        "localhost",
        0,
        null,
        token,
        folder.resolve("server.crt").toFile(),
        folder.resolve("server.key").toFile());
  }

  private static FlightServers connect(FlightFixture flight, String scheme, int port, String trust)
      throws IOException {
    return flight.open(
        FlightServers.connect(
            List.of(scheme + "://localhost:" + port),
            folder.resolve(trust + ".crt"),
            ONCE,
            flight.memory));
  }

  @Test
  void overTlsWithTheTokenItAnswersAndConforms() throws Exception {
    try (FlightFixture flight = new FlightFixture()) {
      var catalog = new PredictorCatalog().add(new LastValue());
      int port = flight.serve(catalog, config("right")).port();
      FlightServers servers = connect(flight, "grpc+tls", port, "server");

      Predictor remote = new FlightPredictor(servers, "last-value", "right");
      assertThat(flight.ask(remote, 3, PredictionOptions.defaults())).hasSize(3);
      assertThat(FlightPredictor.listed(servers, "right"))
          .singleElement()
          .satisfies(listed -> assertThat(listed.name()).isEqualTo("last-value"))
          .satisfies(
              listed -> assertThat(flight.ask(listed, 2, PredictionOptions.defaults())).hasSize(2));
      boolean held =
          servers.call(
              null, client -> FlightConformance.run(client, List.of(), "right", flight.memory));
      assertThat(held).isTrue();
    }
  }

  @Test
  void anAddressIsVouchedForByTheNameItWasFoundUnder() throws Exception {
    try (FlightFixture flight = new FlightFixture()) {
      var catalog = new PredictorCatalog().add(new LastValue());
      int port = flight.serve(catalog, config(null)).port();
      for (String name : List.of("localhost", "elsewhere")) {
        FlightNames names =
            flight.open(
                new FlightNames(
                    List.of("grpc+tls://" + name + ':' + port),
                    folder.resolve("server.crt"),
                    ONCE,
                    flight.memory,
                    any -> new InetAddress[] {InetAddress.getByName("127.0.0.1")}));
        if (name.equals("localhost")) {
          new FlightPredictor(names.servers(), "last-value", null);
        } else {
          assertThatThrownBy(() -> new FlightPredictor(names.servers(), "last-value", null))
              .isInstanceOf(FlightRuntimeException.class);
        }
      }
    }
  }

  @Test
  void aWrongTokenIsRefusedAndNotTold() throws Exception {
    try (FlightFixture flight = new FlightFixture()) {
      var catalog = new PredictorCatalog().add(new LastValue());
      int port = flight.serve(catalog, config("right")).port();
      FlightServers servers = connect(flight, "grpc+tls", port, "server");

      for (String token : new String[] {null, "wrong", "right "}) {
        assertThatThrownBy(() -> new FlightPredictor(servers, "last-value", token))
            .isInstanceOf(FlightRuntimeException.class)
            .hasMessageContaining("authorization: Bearer TOKEN")
            .hasMessageNotContaining("right");
        assertThatThrownBy(() -> FlightPredictor.listed(servers, token))
            .isInstanceOf(FlightRuntimeException.class)
            .hasMessageContaining("authorization: Bearer TOKEN");
      }
    }
  }

  @Test
  void aServerNobodyVouchesForIsNotTalkedTo() throws Exception {
    try (FlightFixture flight = new FlightFixture()) {
      var catalog = new PredictorCatalog().add(new LastValue());
      int port = flight.serve(catalog, config(null)).port();

      FlightServers stranger = connect(flight, "grpc+tls", port, "stranger");
      assertThatThrownBy(() -> new FlightPredictor(stranger, "last-value", null))
          .isInstanceOf(FlightRuntimeException.class);
      FlightServers plain = connect(flight, "grpc+tcp", port, "server");
      assertThatThrownBy(() -> new FlightPredictor(plain, "last-value", null))
          .isInstanceOf(FlightRuntimeException.class);
    }
  }
}
