package org.twinsuite.app.command;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.twinsuite.pipeline.config.AppConfig;
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
    return new RunningApp(config.get(), app)
        .ask("/trace/" + URLEncoder.encode(id, StandardCharsets.UTF_8), "text/plain", null, spec);
  }
}
