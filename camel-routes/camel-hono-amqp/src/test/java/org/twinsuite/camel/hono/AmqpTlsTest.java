package org.twinsuite.camel.hono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.hono.Patience.await;

import java.nio.file.Path;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmqpTlsTest {

  private static final String STORE_PASSWORD = "changeit";

  @TempDir Path directory;

  @Test
  void givenATrustStore_thenTheConnectionIsEncrypted_andRefusedWithoutIt() throws Exception {
    Path keys = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "peer",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD,
                "-keystore",
                keys.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    String acceptor =
        "&sslEnabled=true&keyStorePassword=" + STORE_PASSWORD + "&keyStorePath=" + keys;
    CamelContext context = new DefaultCamelContext();
    context.getRegistry().bind("trusting", trust(keys));
    try (TestBroker broker = new TestBroker(acceptor)) {
      String uri =
          "hono:event/%s?transport=amqp&host=127.0.0.1&port=%d&username=%s&password=RAW(%s)&reconnectDelay=50"
              .formatted(UUID.randomUUID(), broker.port, TestBroker.USER, TestBroker.PASSWORD);
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from(uri + "&sslContextParameters=#trusting").routeId("trusting").to("mock:a");
              from(uri + "&sslContextParameters=#nothing").routeId("other").to("mock:b");
            }
          });
      context.getRegistry().bind("nothing", new SSLContextParameters());
      context.start();

      await().until(() -> state(context, "trusting").connected());
      await()
          .untilAsserted(
              () -> assertThat(state(context, "other").reason()).contains("cannot be reached"));
    } finally {
      context.stop();
    }
  }

  private static ConnectionState state(CamelContext context, String route) {
    return ((HonoConsumer) context.getRoute(route).getConsumer()).state();
  }

  private static SSLContextParameters trust(Path store) {
    KeyStoreParameters keys = new KeyStoreParameters();
    keys.setResource("file:" + store);
    keys.setPassword(STORE_PASSWORD);
    TrustManagersParameters managers = new TrustManagersParameters();
    managers.setKeyStore(keys);
    SSLContextParameters parameters = new SSLContextParameters();
    parameters.setTrustManagers(managers);
    return parameters;
  }
}
