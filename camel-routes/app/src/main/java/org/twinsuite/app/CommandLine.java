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
import org.twinsuite.app.command.AuditCommand;
import org.twinsuite.app.command.BackTestCommand;
import org.twinsuite.app.command.DoctorCommand;
import org.twinsuite.app.command.ExitCodes;
import org.twinsuite.app.command.HashPasswordCommand;
import org.twinsuite.app.command.OnboardCommand;
import org.twinsuite.app.command.OptionsCommand;
import org.twinsuite.app.command.RulesCommand;
import org.twinsuite.app.command.TagsCommand;
import org.twinsuite.app.command.TraceCommand;
import org.twinsuite.app.command.WhatIfCommand;
import org.twinsuite.app.quickstart.QuickstartCommand;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.config.OptionSources;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The commands of the process; without one it starts the app. */
@Command(
    name = "twinsuite",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Twin changes to explained work orders: the integration app and its commands.",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Exit codes: 0 done, 1 something failed, 2 wrong use or option.",
      "twinsuite COMMAND --help explains a command, twinsuite options the configuration."
    })
public final class CommandLine implements Callable<Integer> {
  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE_OR_FOLDER",
      description =
          "Properties file, or folder with one file per option; may be repeated, the later wins. Environment variables"
              + " such as TWINSUITE_DITTO_URL and system properties win over files."
              + " Without it: conf/twinsuite.properties of the distribution.")
  private List<Path> files = defaultFiles();

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Shows the log of a command on the terminal instead of in logs/.")
  private boolean verbose;

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
    return of(environment, out, err).execute(args);
  }

  /** In a process of its own: what libraries log does not mix with a command's answer. */
  static int main(
      String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    picocli.CommandLine line = of(environment, out, err);
    CommandLine app = line.getCommand();
    return line.setExecutionStrategy(
            parsed -> {
              String command = command(parsed);
              if (!command.equals("twinsuite") && !command.equals("start")) {
                CommandLog.route(command, app.verbose);
              }
              return new picocli.CommandLine.RunLast().execute(parsed);
            })
        .execute(args);
  }

  private static String command(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last.commandSpec().name();
  }

  private static picocli.CommandLine of(
      Map<String, String> environment, PrintWriter out, PrintWriter err) {
    CommandLine app = new CommandLine(environment);
    picocli.CommandLine line =
        new picocli.CommandLine(app)
            .addSubcommand(
                new QuickstartCommand(config -> DoctorChecks.of(config, Map.of()), App::start))
            .addSubcommand(new OnboardCommand(app::config))
            .addSubcommand(
                new DoctorCommand(url -> DoctorChecks.of(app.config(), app.options(), url)))
            .addSubcommand(new AuditCommand(app::config))
            .addSubcommand(new RulesCommand(app::config))
            .addSubcommand(new TraceCommand(app::config))
            .addSubcommand(new WhatIfCommand(app::config))
            .addSubcommand(new BackTestCommand(app::config, new BackTestInputs()))
            .addSubcommand(new TagsCommand(app::config))
            .addSubcommand(new CanaryCommand(() -> TwinModule.access(app.config())))
            .addSubcommand(new OptionsCommand())
            .addSubcommand(new HashPasswordCommand())
            .addSubcommand(new GenerateCompletion())
            .setOut(out)
            .setErr(err)
            .setExecutionExceptionHandler(
                (failed, used, parsed) -> {
                  boolean use = failed instanceof ConfigException;
                  used.getErr().println("twinsuite: " + failed.getMessage());
                  return use ? ExitCodes.WRONG_USE : ExitCodes.FAILED;
                });
    line.getSubcommands().get("generate-completion").getCommandSpec().usageMessage().hidden(true);
    return line;
  }

  private static List<Path> defaultFiles() {
    String file = System.getProperty("app.config");
    return file == null ? List.of() : List.of(Path.of(file));
  }

  private Map<String, String> options() {
    return OptionSources.read(files, environment);
  }

  private AppConfig config() {
    return AppConfig.of(options());
  }

  @Override
  public Integer call() throws Exception {
    return start();
  }

  /** Runs until the process is asked to stop. */
  @Command(name = "start", description = "Runs the app until it is stopped.")
  int start() throws Exception {
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
