package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Connections, as onboarding writes them: they stay closed, so nothing has to be reached. Their
 * host is of those kept for documentation, as a Ditto may block its own.
 */
class ConnectionsContractTest extends DittoContract {

  private final String id = "twinsuite-contract-" + UUID.randomUUID();
  private DittoApi devops;

  @BeforeEach
  void logIn() {
    devops = devops();
  }

  @AfterEach
  void remove() {
    if (devops != null) {
      devops.delete("connections/" + id);
    }
  }

  private static String connection(String uri, String name) {
    return "{\"name\":\""
        + name
        + "\",\"connectionType\":\"kafka\",\"connectionStatus\":\"closed\",\"uri\":\""
        + uri
        + "\",\"specificConfig\":{\"bootstrapServers\":\"192.0.2.1:9\"},\"sources\":[],\"targets\":"
        + "[{\"address\":\"events\",\"topics\":[\"_/_/things/twin/events\"],"
        + "\"authorizationContext\":[\"pre:contract\"]}]}";
  }

  @Test
  void connectionIsCreatedShownChangedAndDeleted() {
    String uri = "tcp://user:secret@192.0.2.1:9";
    assertThat(devops.put("connections/" + id, connection(uri, "one")).status())
        .isBetween(200, 299);
    DittoApi.Answer shown = devops.get("connections/" + id);
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.json().getValue("id")).contains(JsonValue.of(id));
    assertThat(shown.json().getValue("name")).contains(JsonValue.of("one"));
    assertThat(shown.json().getValue("uri")).contains(JsonValue.of(uri));
    assertThat(shown.header("etag")).isEqualTo("\"rev:1\"");

    assertThat(devops.put("connections/" + id, connection(uri, "two")).status()).isEqualTo(204);
    assertThat(devops.get("connections/" + id).json().getValue("name"))
        .contains(JsonValue.of("two"));
    JsonObject status = devops.get("connections/" + id + "/status").json();
    assertThat(status.getValue("connectionStatus")).contains(JsonValue.of("closed"));
    assertThat(status.getValue("liveStatus")).contains(JsonValue.of("closed"));

    assertThat(devops.delete("connections/" + id).status()).isEqualTo(204);
    DittoApi.Answer gone = devops.get("connections/" + id);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.error()).isEqualTo("connectivity:connection.notfound");
  }

  @Test
  void malformedUriIsRefused() {
    DittoApi.Answer answer = devops.put("connections/" + id, connection("kafka", "one"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("connectivity:connection.uri.invalid");
  }

  @ParameterizedTest
  @CsvSource({
    "tcp:,http:,connectivity:connection.uri.invalid",
    "bootstrapServers,servers,connectivity:connection.configuration.invalid",
    "'\"192.0.2.1:9\"','\"192.0.2.1\"',connectivity:connection.configuration.invalid",
    "address\":\"events,address\":\"ev ents,connectivity:connection.configuration.invalid",
    "twin/events,twin/nothing,connectivity:topic.invalid",
    "'\"name\"','\"id\":\"another\",\"name\"',connectivity:id.notsettable"
  })
  void whatKafkaConnectionsMayNotBe(String right, String wrong, String error) {
    String json = connection("tcp://192.0.2.1:9", "one").replace(right, wrong);
    DittoApi.Answer answer = devops.put("connections/" + id, json);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo(error);
  }

  @Test
  void commandIsText() {
    String path = "connections/" + id;
    assertThat(devops.put(path, connection("tcp://192.0.2.1:9", "one")).status()).isEqualTo(201);
    String close = "connectivity.commands:closeConnection";
    assertThat(devops.post(path + "/command", close, "text/plain").status()).isEqualTo(200);
    assertThat(devops.post(path + "/command", close, DittoApi.JSON).status()).isEqualTo(415);
    DittoApi.Answer unknown = devops.post(path + "/command", "dance", "text/plain");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.error()).isEqualTo("connectivity:command.invalid");
  }

  @Test
  void othersAreNotLetIn() {
    String wrong = Base64.getEncoder().encodeToString("devops:wrong".getBytes());
    DittoApi.Answer answer =
        devops.send(
            DittoApi.anonymous("connections/" + id)
                .header("Authorization", "Basic " + wrong)
                .header("content-type", DittoApi.JSON)
                .PUT(BodyPublishers.ofString(connection("tcp://192.0.2.1:9", "one"))));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).startsWith("Basic realm=\"DITTO-DEVOPS\"");
  }
}
