package org.twinsuite.app.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.HttpOptions;
import picocli.CommandLine.Model.CommandSpec;

/** The app that runs, asked over its HTTP port with the token of the configuration. */
final class RunningApp {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final URI base;
  private final String token;

  private RunningApp(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /**
   * @param url null takes the configured host and port
   */
  RunningApp(AppConfig options, URI url) {
    base =
        url == null
            ? URI.create(
                "http://%s:%d/"
                    .formatted(
                        options.get(HttpOptions.HTTP_HOST).replace("0.0.0.0", "127.0.0.1"),
                        options.get(HttpOptions.HTTP_PORT)))
            : url;
    token = options.get(HttpOptions.HTTP_TOKEN);
  }

  /** The same app, asked with another token. */
  RunningApp withToken(String other) {
    return new RunningApp(base, other);
  }

  /**
   * Asks for something.
   *
   * @return the answer; null after telling why there is none
   */
  String get(String path, String accept, CommandSpec spec) throws InterruptedException {
    HttpResponse<String> answer = send(path, accept, null, spec);
    if (answer == null || answer.statusCode() == 200) {
      return answer == null ? null : answer.body();
    }
    spec.commandLine()
        .getErr()
        .println(
            "twinsuite: "
                + base
                + " answered "
                + answer.statusCode()
                + switch (answer.statusCode()) {
                  case 401 -> ": the token is not right";
                  case 403 -> ": the token's role does not cover it, see --token-file";
                  default -> " " + answer.body();
                });
    return null;
  }

  /**
   * Prints the answer; the exit code tells whether it was good.
   *
   * @param accept media type of the answer
   * @param body posted as JSON; null only asks
   */
  int ask(String path, String accept, String body, CommandSpec spec) throws InterruptedException {
    HttpResponse<String> answer = send(path, accept, body, spec);
    if (answer == null) {
      return ExitCodes.FAILED;
    }
    spec.commandLine().getOut().print(answer.body());
    spec.commandLine().getOut().flush();
    return answer.statusCode() == 200 ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private HttpResponse<String> send(String path, String accept, String body, CommandSpec spec)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).header("Accept", accept);
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException nobody) {
      spec.commandLine()
          .getErr()
          .println("twinsuite: no app answers at " + base + ". Start it, or give --app URL");
      return null;
    }
  }
}
