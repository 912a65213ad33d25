package org.twinsuite.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.twinsuite.app.config.AppConfig;
import org.twinsuite.app.config.HttpOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the running app for the way of one message or order. */
@Command(
    name = "trace",
    description =
        "Shows each hop of a device message or order, and where and why it stopped; asks the"
            + " running app.")
public final class TraceCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Parameters(paramLabel = "ID", description = "correlation id, reference or order number")
  private String id;

  @Option(
      names = "--app",
      paramLabel = "URL",
      description = "the app, if it is not at twinsuite.http.host and port")
  private URI app;

  @Spec private CommandSpec spec;

  private final Supplier<AppConfig> config;

  public TraceCommand(Supplier<AppConfig> config) {
    this.config = config;
  }

  @Override
  public Integer call() throws InterruptedException {
    AppConfig options = config.get();
    URI base =
        app == null
            ? URI.create(
                "http://%s:%d/"
                    .formatted(
                        options.get(HttpOptions.HTTP_HOST).replace("0.0.0.0", "127.0.0.1"),
                        options.get(HttpOptions.HTTP_PORT)))
            : app;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                base.resolve("/trace/" + URLEncoder.encode(id, StandardCharsets.UTF_8)))
            .timeout(PATIENCE)
            .header("Accept", "text/plain");
    String token = options.get(HttpOptions.HTTP_TOKEN);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
      out.print(answer.body());
      out.flush();
      return answer.statusCode() == 200 ? ExitCodes.DONE : ExitCodes.FAILED;
    } catch (IOException nobody) {
      spec.commandLine()
          .getErr()
          .println("twinsuite: no app answers at " + base + ". Start it, or give --app URL");
      return ExitCodes.FAILED;
    }
  }
}
