package org.twinsuite.sandbox.ditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedDittoTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private EmbeddedDitto ditto;

  @BeforeEach
  void start() {
    ditto = EmbeddedDitto.start(EmbeddedDittoConfig.defaults().withHistoryRevisions(150));
  }

  @AfterEach
  void close() {
    ditto.close();
  }

  @Test
  void outageKeepsDataAndPort() throws Exception {
    // GIVEN
    put("/api/2/things/org.test:a", "{\"attributes\":{\"x\":1}}");
    String url = ditto.url();

    // WHEN down (refused, or told on the connection still open: the client may see either)
    ditto.stop();
    assertThatThrownBy(() -> get("/api/2/things/org.test:a")).isInstanceOf(IOException.class);

    // THEN it comes back as it was
    ditto.restart();
    assertThat(ditto.url()).isEqualTo(url);
    assertThat(get("/api/2/things/org.test:a").body()).contains("\"x\":1");
  }

  @Test
  void historyIsBoundedAndExactWhereItIsKept() throws Exception {
    // GIVEN more changes than are kept
    put("/api/2/things/org.test:a", "{\"attributes\":{\"x\":1}}");
    for (int i = 2; i <= 400; i++) {
      put("/api/2/things/org.test:a/attributes/x", Integer.toString(i));
    }

    // THEN the last 150 revisions can be had, the first cannot
    for (int revision : new int[] {251, 300, 301, 399, 400}) {
      HttpResponse<String> then = at(revision);
      assertThat(then.body()).contains("\"x\":" + revision);
      assertThat(then.headers().firstValue("entity-revision")).hasValue("" + revision);
    }
    assertThat(at(1).statusCode()).isEqualTo(404);
    assertThat(at(1).body()).contains("things:thing.history.notfound");
  }

  private HttpResponse<String> at(int revision) throws IOException, InterruptedException {
    return send(
        request("/api/2/things/org.test:a").header("at-historical-revision", "" + revision));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  private void put(String path, String json) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            request(path)
                .header("content-type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    assertThat(answer.statusCode()).isIn(201, 204);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(ditto.url() + path))
        .header("x-ditto-pre-authenticated", "nginx:ditto");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
