package org.twinsuite.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.function.Consumer;
import org.twinsuite.app.remote.JsonHttp;
import org.twinsuite.app.remote.RemoteFailure;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.HttpOptions;

/** The running app, which alone can open its H2 file: what it says about its own health. */
public final class AppCheck implements Check {
  private final URI base;
  private final String token;

  /**
   * @param url null takes the configured host and port
   */
  public AppCheck(AppConfig config, URI url) {
    this.base =
        url == null
            ? URI.create(
                "http://%s:%d/"
                    .formatted(
                        config.get(HttpOptions.HTTP_HOST).replace("0.0.0.0", "127.0.0.1"),
                        config.get(HttpOptions.HTTP_PORT)))
            : url;
    this.token = config.get(HttpOptions.HTTP_TOKEN);
  }

  @Override
  public String area() {
    return "app";
  }

  @Override
  public void look(Consumer<Finding> findings) {
    JsonNode health;
    try {
      health =
          new JsonHttp("The app", base, token.isEmpty() ? "" : "bearer:" + token)
              .get("observe/health")
              .body();
    } catch (RemoteFailure away) {
      findings.accept(Finding.ok(area(), base.toString(), "does not run here"));
      return;
    }
    if (health == null || !health.has("status")) {
      findings.accept(
          Finding.warn(
              area(),
              base.toString(),
              "something else answers",
              "correct twinsuite.http.port or give --app URL"));
      return;
    }
    boolean up = health.path("status").asText().equals("UP");
    findings.accept(
        up
            ? Finding.ok(area(), base.toString(), "runs and is up")
            : Finding.warn(
                area(), base.toString(), "runs and is down" + down(health), "see the lines below"));
  }

  private static String down(JsonNode health) {
    StringBuilder names = new StringBuilder();
    for (JsonNode check : health.path("checks")) {
      if (check.path("status").asText().equals("DOWN")) {
        names.append(names.isEmpty() ? ": " : ", ").append(check.path("name").asText());
      }
    }
    return names.toString();
  }
}
