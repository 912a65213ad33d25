package org.twinsuite.camel.ditto.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.ditto.component.Patience.await;

import java.net.ServerSocket;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.ditto.Transport;

/** Who cannot reach Ditto learns which Ditto, why, and what to check. */
@ParameterizedClass
@EnumSource(Transport.class)
class UnreachableDittoTest {

  @Parameter Transport transport;

  private final CamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void start() {
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  private String failure(String url, String operation) {
    Map<String, Object> headers =
        Map.of(DittoConstants.THING_ID, "org.test:a", DittoConstants.OPERATION, operation);
    Exception failure =
        camel
            .createProducerTemplate()
            .send(
                "ditto:things?auth=pre:test&transport=" + transport + "&url=" + url,
                exchange -> exchange.getIn().getHeaders().putAll(headers))
            .getException();
    assertThat(failure).isInstanceOf(DittoUnavailableException.class);
    return failure.getMessage();
  }

  private void awaitFailure(String url, String reason) {
    for (String operation : new String[] {"retrieve", "search"}) {
      await()
          .untilAsserted(
              () ->
                  assertThat(failure(url, operation))
                      .contains("No connection to Ditto at " + url)
                      .contains(reason));
    }
  }

  @Test
  void namesTheAddressAndThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    awaitFailure("http://127.0.0.1:" + port, "connection refused");
  }

  @Test
  void namesTheHostThatIsUnknown() {
    awaitFailure("http://ditto.invalid", "unknown host ditto.invalid");
  }

  @Test
  void tellsARefusedLogin() {
    try (FakeDitto ditto = new FakeDitto()) {
      ditto.away = true;
      await()
          .untilAsserted(
              () ->
                  assertThat(failure(ditto.url(), "retrieve"))
                      .contains(ditto.url())
                      .contains("refused with status 503"));
    }
  }

  @Test
  void showsNoLoginOfTheAddress() {
    await()
        .untilAsserted(
            () ->
                assertThat(failure("http://me:RAW(s3cret)@ditto.invalid", "retrieve"))
                    .contains("unknown host")
                    .doesNotContain("s3cret"));
  }
}
