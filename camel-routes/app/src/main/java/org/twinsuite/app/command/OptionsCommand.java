package org.twinsuite.app.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.twinsuite.pipeline.config.AppOptions;
import org.twinsuite.pipeline.config.Option;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the options of the app as lines of a properties file. */
@Command(
    name = "options",
    description = "Lists the options of the app with default and meaning, as a properties file.")
public final class OptionsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "PART",
      defaultValue = "",
      description = "only options whose name or meaning contains this, e.g. kafka")
  private String part;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    String wanted = part.toLowerCase(Locale.ROOT);
    for (Option<?> option : AppOptions.ALL) {
      if (option.name().contains(wanted)
          || option.description().toLowerCase(Locale.ROOT).contains(wanted)) {
        out.printf("# %s%n%s=%s%n%n", option.description(), option.name(), option.defaultValue());
      }
    }
    out.flush();
    return ExitCodes.DONE;
  }
}
