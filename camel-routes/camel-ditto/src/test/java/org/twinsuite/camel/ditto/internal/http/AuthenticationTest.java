package org.twinsuite.camel.ditto.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.DittoUnavailableException;

class AuthenticationTest {

  private final DittoConfiguration options = new DittoConfiguration();

  private Authentication.Credential credential(String auth) {
    options.setAuth(auth);
    return Authentication.of(options, HttpClient.newHttpClient()).credential().join();
  }

  @Test
  void sendsSubjectOrBasicPair() {
    assertThat(credential("pre:integration:twinsuite"))
        .extracting(Authentication.Credential::header, Authentication.Credential::value)
        .containsExactly("x-ditto-pre-authenticated", "integration:twinsuite");
    assertThat(credential("basic:ditto:a:b").value()).isEqualTo("Basic ZGl0dG86YTpi");
    assertThat(credential("basic:ditto:a:b")).hasToString("Authorization: ***");
  }

  @Test
  void namesTheOptionThatIsWrongAndNeverItsValue() {
    assertThatThrownBy(() -> credential(null)).hasMessageStartingWith("auth is missing");
    assertThatThrownBy(() -> credential("basic:s3cret"))
        .hasMessageStartingWith("auth=basic needs the options username and password");
    assertThatThrownBy(() -> credential("s3cret")).message().doesNotContain("s3cret");
    assertThatThrownBy(() -> credential("oauth2")).hasMessage("oauth2TokenEndpoint is missing");
  }

  @Test
  void asksAgainWhenAnAnswerBeginsAndNeverEnds() throws Exception {
    // GIVEN a token endpoint whose first answer is never whole
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token",
        exchange -> {
          byte[] body =
              "{\"access_token\":\"t\",\"expires_in\":3600}".getBytes(StandardCharsets.UTF_8);
          if (asked.incrementAndGet() == 1) {
            exchange.sendResponseHeaders(200, 10_000);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
          } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          }
        });
    server.start();
    try {
      options.setAuth("oauth2");
      options.setOauth2TokenEndpoint(
          "http://localhost:" + server.getAddress().getPort() + "/token");
      options.setOauth2ClientId("a");
      options.setOauth2ClientSecret("b");
      options.setRequestTimeout(300);
      Authentication authentication = Authentication.of(options, HttpClient.newHttpClient());
      // WHEN
      assertThatThrownBy(() -> authentication.credential().get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(DittoUnavailableException.class);
      // THEN
      assertThat(authentication.credential().get(30, TimeUnit.SECONDS).value())
          .isEqualTo("Bearer t");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void keepsATokenAndAsksAgainAfterAFailure() throws Exception {
    // GIVEN a token endpoint that fails at first
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token",
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] body =
              ("{\"access_token\":\"t" + asked.size() + "\",\"expires_in\":3600}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(asked.size() == 1 ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      options.setAuth("oauth2");
      options.setOauth2TokenEndpoint(
          "http://localhost:" + server.getAddress().getPort() + "/token");
      options.setOauth2ClientId("twin suite");
      options.setOauth2ClientSecret("s3cret&");
      options.setOauth2Scope("ditto");
      Authentication authentication = Authentication.of(options, HttpClient.newHttpClient());
      // WHEN credentials are asked for
      assertThatThrownBy(() -> authentication.credential().join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(DittoUnavailableException.class);
      // THEN a good token is kept
      assertThat(authentication.credential().join().value()).isEqualTo("Bearer t2");
      assertThat(authentication.credential().join().value()).isEqualTo("Bearer t2");
      assertThat(asked).hasSize(2);
      assertThat(asked.get(0))
          .isEqualTo(
              "grant_type=client_credentials&client_id=twin+suite&client_secret=s3cret%26&scope=ditto");
    } finally {
      server.stop(0);
    }
  }
}
