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

  /**
   * Prints the answer; the exit code tells whether it was good.
   *
   * @param accept media type of the answer
   * @param body posted as JSON; null only asks
   */
  int ask(String path, String accept, String body, CommandSpec spec) throws InterruptedException {
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
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
      spec.commandLine().getOut().print(answer.body());
      spec.commandLine().getOut().flush();
      return answer.statusCode() == 200 ? ExitCodes.DONE : ExitCodes.FAILED;
    } catch (IOException nobody) {
      spec.commandLine()
          .getErr()
          .println("twinsuite: no app answers at " + base + ". Start it, or give --app URL");
      return ExitCodes.FAILED;
    }
  }
}
