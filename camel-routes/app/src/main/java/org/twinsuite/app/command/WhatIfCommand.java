package org.twinsuite.app.command;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.workbench.whatif.WhatIfRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the running app what would be prescribed if something were different. */
@Command(
    name = "whatif",
    description =
        "Tells what would be prescribed if values, stock or the times production leaves free were"
            + " different; asks the running app and changes nothing.")
public final class WhatIfCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "QUESTION",
      description =
          "JSON file, or - for standard input, such as {\"thing\": \"plant:pump-7\", \"values\":"
              + " {\"vibration\": 6.2}}")
  private String question;

  @Option(
      names = "--app",
      paramLabel = "URL",
      description = "the app, if it is not at twinsuite.http.host and port")
  private URI app;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json (default ${DEFAULT-VALUE})")
  private String format;

  @Spec private CommandSpec spec;

  private final Supplier<AppConfig> config;

  public WhatIfCommand(Supplier<AppConfig> config) {
    this.config = config;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!format.equals("text") && !format.equals("json")) {
      throw new ConfigException("--format '" + format + "': use text or json");
    }
    String body = body();
    return new RunningApp(config.get(), app)
        .ask("/whatif", format.equals("json") ? "application/json" : "text/plain", body, spec);
  }

  private String body() {
    try {
      String text =
          question.equals("-")
              ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
              : Files.readString(Path.of(question));
      WhatIfRequest.parse(text);
      return text;
    } catch (IOException unreadable) {
      throw new ConfigException(question + " cannot be read");
    } catch (IllegalArgumentException wrong) {
      throw new ConfigException(question + ": " + wrong.getMessage());
    }
  }
}
