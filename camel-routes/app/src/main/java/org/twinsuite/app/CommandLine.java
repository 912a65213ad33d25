package org.twinsuite.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.twinsuite.app.boot.BackTestInputs;
import org.twinsuite.app.boot.DoctorChecks;
import org.twinsuite.app.boot.TwinModule;
import org.twinsuite.app.canary.CanaryCommand;
import org.twinsuite.app.command.BackTestCommand;
import org.twinsuite.app.command.DoctorCommand;
import org.twinsuite.app.command.ExitCodes;
import org.twinsuite.app.command.OnboardCommand;
import org.twinsuite.app.command.TagsCommand;
import org.twinsuite.app.command.TraceCommand;
import org.twinsuite.app.command.WhatIfCommand;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.config.OptionSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The process around the app: without a command it runs until it is told to stop. */
@Command(
    name = "twinsuite",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    description = "Runs the integration app, or one of its commands.",
    exitCodeListHeading = "Exit codes: 0 done, 1 something failed, 2 wrong use or option%n")
public final class CommandLine implements Callable<Integer> {
  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE_OR_FOLDER",
      description =
          "Properties file, or folder with one file per option; may be repeated, the later wins. Environment variables"
              + " such as TWINSUITE_DITTO_URL and system properties win over files.")
  private List<Path> files = List.of();

  private final Map<String, String> environment;

  private CommandLine(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Runs what the arguments ask for.
   *
   * @param environment variables such as {@code TWINSUITE_DITTO_URL}
   * @return the exit code, see {@link ExitCodes}
   */
  public static int run(
      String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    CommandLine app = new CommandLine(environment);
    return new picocli.CommandLine(app)
        .addSubcommand(new OnboardCommand(app::config))
        .addSubcommand(new DoctorCommand(() -> DoctorChecks.of(app.config())))
        .addSubcommand(new TraceCommand(app::config))
        .addSubcommand(new WhatIfCommand(app::config))
        .addSubcommand(new BackTestCommand(app::config, new BackTestInputs()))
        .addSubcommand(new TagsCommand(app::config))
        .addSubcommand(new CanaryCommand(() -> TwinModule.access(app.config())))
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(
            (failed, line, parsed) -> {
              boolean use = failed instanceof ConfigException;
              line.getErr().println("twinsuite: " + failed.getMessage());
              return use ? ExitCodes.WRONG_USE : ExitCodes.FAILED;
            })
        .execute(args);
  }

  private Map<String, String> options() {
    return OptionSources.read(files, environment);
  }

  private AppConfig config() {
    return AppConfig.of(options());
  }

  @Override
  public Integer call() throws Exception {
    App app = App.start(new HashMap<>(options()));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    app.close();
                  } catch (RuntimeException failed) {
                    System.err.println("twinsuite did not stop cleanly: " + failed.getMessage());
                  }
                  stopped.countDown();
                },
                "stop"));
    stopped.await();
    return ExitCodes.DONE;
  }
}
