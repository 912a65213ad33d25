package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationContractTest extends DittoContract {

  @Test
  void requestWithoutCredentialsIsUnauthorized() {
    assertThat(ditto.send(DittoApi.anonymous("things/org.test:x")).status()).isEqualTo(401);
  }

  @Test
  void wrongPasswordIsUnauthorized() {
    assertThat(
            ditto
                .send(
                    DittoApi.anonymous("things/org.test:x")
                        .header("Authorization", "Basic bm9ib2R5Om5vdGhpbmc="))
                .status())
        .isEqualTo(401);
  }

  @Test
  void webSocketWithoutCredentialsIsUnauthorized() {
    URI uri = URI.create(DittoTarget.url().replaceFirst("^http", "ws") + "/ws/2");
    assertThatThrownBy(
            () ->
                HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(uri, new WebSocket.Listener() {})
                    .join())
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .satisfies(
            e ->
                assertThat(((WebSocketHandshakeException) e.getCause()).getResponse().statusCode())
                    .isEqualTo(401));
  }

  @Test
  void preAuthenticatedSubjectCanBeAQueryParameterOfTheWebSocket() {
    assumeTrue(DittoTarget.owner().preAuthenticated(), "needs pre-authentication");
    URI uri =
        URI.create(
            DittoTarget.url().replaceFirst("^http", "ws")
                + "/ws/2?x-ditto-pre-authenticated="
                + DittoTarget.owner().value());
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(uri, new WebSocket.Listener() {})
            .join();
    assertThat(socket.isOutputClosed()).isFalse();
    socket.abort();
  }

  @Test
  void whoAmITellsTheSubjects() {
    DittoApi.Answer answer = ditto.get("whoami");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getValue("subjects").orElseThrow().asArray())
        .contains(JsonValue.of(DittoTarget.owner().subject()));
  }

  @Test
  void severalPreAuthenticatedSubjectsAreAList() {
    assumeTrue(DittoTarget.owner().preAuthenticated(), "needs pre-authentication");
    DittoApi.Answer answer =
        ditto.send(
            DittoApi.anonymous("whoami").header("x-ditto-pre-authenticated", "some:a,some:b"));
    assertThat(answer.json().getValue("subjects").orElseThrow().asArray())
        .contains(JsonValue.of("some:a"), JsonValue.of("some:b"));
  }

  @Test
  void healthIsOpen() {
    DittoApi.Answer answer = ditto.send(DittoApi.anonymous("/status/health"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getValue("status")).contains(JsonValue.of("UP"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/2/connections", "/devops/logging", "/overall/status"})
  void operatorsPathsAreClosedToOthers(String path) {
    assertThat(ditto.send(DittoApi.anonymous(path)).status()).isEqualTo(401);
  }
}
