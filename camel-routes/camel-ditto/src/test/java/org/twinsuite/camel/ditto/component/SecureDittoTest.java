package org.twinsuite.camel.ditto.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.ditto.component.Patience.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.camel.ditto.DittoConstants;

/** A Ditto behind TLS that lets in who proves who he is. */
class SecureDittoTest {

  private static final String BASIC =
      "auth=RAW(basic:" + FakeIdentity.USER + ":" + FakeIdentity.PASSWORD + ")";

  @TempDir static Path directory;
  private static TestKeys keys;
  private final CamelContext camel = new DefaultCamelContext();
  private final List<Object> seen = new CopyOnWriteArrayList<>();
  private final FakeIdentity identity = new FakeIdentity(2);
  private FakeDitto ditto;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = TestKeys.in(directory);
  }

  @AfterEach
  void close() {
    camel.stop();
    ditto.close();
  }

  private static String oauth2(FakeDitto ditto) {
    return "auth=oauth2&oauth2ClientId="
        + FakeIdentity.CLIENT
        + "&oauth2ClientSecret="
        + FakeIdentity.CLIENT_SECRET
        + "&oauth2TokenEndpoint="
        + ditto.url()
        + "/token";
  }

  private DittoEventsConsumer consume(String auth, SSLContextParameters ssl) throws Exception {
    camel.getRegistry().bind("ssl", ssl);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("ditto:events?reconnectDelay=20&sslContextParameters=#ssl&url="
                    + ditto.url()
                    + "&"
                    + auth)
                .routeId("changes")
                .process(exchange -> seen.add(exchange.getIn().getBody()));
          }
        });
    camel.start();
    return (DittoEventsConsumer) camel.getRoute("changes").getConsumer();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pre", "basic", "password", "oauth2"})
  void letsChangesAndCommandsThroughTls(String kind) throws Exception {
    // GIVEN a Ditto behind TLS
    ditto = new FakeDitto(keys.server(), identity);
    String auth =
        switch (kind) {
          case "pre" -> "auth=pre:" + FakeIdentity.SUBJECT;
          case "basic" -> BASIC;
          case "password" ->
              "auth=basic&username=" + FakeIdentity.USER + "&password=" + FakeIdentity.PASSWORD;
          default -> oauth2(ditto);
        };
    // WHEN changes and a command go over it
    DittoEventsConsumer consumer = consume(auth, keys.trust());
    await().until(consumer::isConnected);
    await().until(() -> ditto.requests.stream().anyMatch(r -> r.contains("search")));
    ditto.change("org.test:a", null);
    String things = "ditto:things?sslContextParameters=#ssl&url=" + ditto.url() + "&" + auth;
    await()
        .until(
            () -> {
              Exchange answer =
                  camel
                      .createProducerTemplate()
                      .send(
                          things, e -> e.getIn().setHeader(DittoConstants.THING_ID, "org.test:a"));
              return answer.getException() == null;
            });
    // THEN both arrive
    await().until(() -> seen.size() == 1);
    assertThat(ditto.commands).isNotEmpty();
  }

  @Test
  void trustsNobodyButTheTrustStore() throws Exception {
    ditto = new FakeDitto(keys.server(), identity);
    DittoEventsConsumer consumer = consume(BASIC, new SSLContextParameters());
    await().during(Duration.ofMillis(500)).until(() -> !consumer.isConnected());
    assertThat(ditto.requests).isEmpty();
  }

  @Test
  void refreshesTheTokenOfAnOpenWebSocket() throws Exception {
    // GIVEN a consumer that is told that its token lives for two seconds
    ditto = new FakeDitto(keys.server(), identity);
    DittoEventsConsumer consumer = consume(oauth2(ditto), keys.trust());
    await().until(consumer::isConnected);
    // WHEN more than one lifetime is over
    await()
        .until(
            () ->
                ditto.requests.stream().filter(r -> r.startsWith("JWT-TOKEN")).distinct().count()
                    >= 3);
    ditto.change("org.test:a", null);
    // THEN the connection is still the first one and delivers
    await().until(() -> seen.size() == 1);
    assertThat(consumer.getReconnects()).isZero();
    assertThat(ditto.requests.stream().filter(r -> r.startsWith("WS "))).hasSize(1);
    assertThat(identity.issued.get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void keepsSecretsOutOfUrisAndLogs() throws Exception {
    ditto = new FakeDitto(keys.server(), identity);
    List<String> secrets =
        List.of(
            FakeIdentity.PASSWORD,
            FakeIdentity.CLIENT_SECRET,
            "jaas-s3cret",
            "truststore-s3cret",
            "jwt-s3cret");
    String uri =
        "ditto:events?url="
            + ditto.url()
            + "&"
            + BASIC
            + "&oauth2ClientSecret="
            + FakeIdentity.CLIENT_SECRET
            + "&saslJaasConfig=RAW(jaas-s3cret)"
            + "&kafka.ssl.truststore.password=RAW(truststore-s3cret)";
    // GIVEN Camel's own view of an endpoint with every secret
    String shown =
        camel.getEndpoint(uri)
            + " "
            + URISupport.sanitizeUri(camel.getEndpoint(uri).getEndpointUri());
    assertThat(shown).contains("auth=xxxxxx").doesNotContain(secrets);
    // WHEN an application runs with all logs on, refused and accepted
    Process application =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
                "-cp",
                System.getProperty("java.class.path"),
                SecretsApplication.class.getName(),
                uri,
                "ditto:things?url=" + ditto.url() + "&" + oauth2(ditto),
                "ditto:things?url="
                    + ditto.url()
                    + "&"
                    + oauth2(ditto).replace(FakeIdentity.CLIENT_SECRET, "client-s3cret-wrong"),
                keys.store().toString())
            .redirectErrorStream(true)
            .start();
    String logs = new String(application.getInputStream().readAllBytes());
    assertThat(application.waitFor()).as(logs).isZero();
    // THEN no secret is in them
    assertThat(logs).contains("org.twinsuite.camel.ditto").contains("auth=xxxxxx");
    for (String secret : secrets) {
      assertThat(logs.lines().filter(line -> line.contains(secret))).as(secret).isEmpty();
    }
  }
}
