package org.twinsuite.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.twinsuite.app.onboard.Onboarding;
import org.twinsuite.app.onboard.OnboardingRequest;
import org.twinsuite.app.onboard.Outcome;
import org.twinsuite.app.onboard.Step;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Onboarding from the command line. */
@Command(
    name = "onboard",
    description =
        "Brings Hono (tenant, device, credentials) and Ditto (policy, connection, thing) to what a"
            + " request asks for; safe to repeat.")
public final class OnboardCommand implements Callable<Integer> {
  @Parameters(paramLabel = "REQUEST", description = "JSON file, or - for standard input")
  private List<String> requests = List.of();

  @Spec private CommandSpec spec;

  private final Supplier<AppConfig> config;

  public OnboardCommand(Supplier<AppConfig> config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    if (requests.isEmpty()) {
      throw new ConfigException("onboard needs a request: a JSON file, or - for standard input");
    }
    Onboarding onboarding = new Onboarding(config.get());
    PrintWriter out = spec.commandLine().getOut();
    int failed = 0;
    for (String name : requests) {
      OnboardingRequest request = request(name);
      for (Step step : onboarding.run(request, step -> print(out, step))) {
        failed += step.outcome() == Outcome.FAILED ? 1 : 0;
      }
    }
    if (failed > 0) {
      out.printf("%d failed; correct what is said and repeat the call%n", failed);
    }
    out.flush();
    return failed == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private static void print(PrintWriter out, Step step) {
    out.printf(
        "%-10s %-17s %s%s%n",
        step.outcome().name().toLowerCase(Locale.ROOT),
        step.part(),
        step.id(),
        step.why() == null ? "" : ": " + step.why());
    out.flush();
  }

  private static OnboardingRequest request(String name) {
    try {
      String text =
          name.equals("-")
              ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
              : Files.readString(Path.of(name));
      return OnboardingRequest.parse(text);
    } catch (IOException unreadable) {
      throw new ConfigException(name + " cannot be read");
    } catch (IllegalArgumentException wrong) {
      throw new ConfigException(name + ": " + wrong.getMessage());
    }
  }
}
