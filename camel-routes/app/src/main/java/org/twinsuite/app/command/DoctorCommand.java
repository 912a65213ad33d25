package org.twinsuite.app.command;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.twinsuite.app.doctor.Doctor;
import org.twinsuite.app.doctor.Finding;
import org.twinsuite.app.doctor.Finding.Verdict;
import org.twinsuite.pipeline.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at everything the app needs and prints a table with the fix for each failure. */
@Command(
    name = "doctor",
    description =
        "Checks configuration, Ditto, Kafka, database, disk, rule pack, models and"
            + " their servers, forecast plan, maintenance, ERP and control systems; changes nothing that lasts. Exit code 1 when a check failed.")
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--app",
      paramLabel = "URL",
      description = "The running app; without it, the configured host and port.")
  private URI app;

  private final Function<URI, Doctor> doctor;

  /**
   * @param doctor throws {@link ConfigException} when an option is wrong
   */
  public DoctorCommand(Function<URI, Doctor> doctor) {
    this.doctor = doctor;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings;
    try {
      Doctor ready = doctor.apply(app);
      print(out, new Finding("options", "", Verdict.OK, "are known and readable", ""));
      findings = ready.examine(finding -> print(out, finding));
    } catch (ConfigException wrong) {
      print(out, new Finding("options", "", Verdict.FAILED, wrong.getMessage(), "correct it"));
      return ExitCodes.FAILED;
    }
    long failed = count(findings, Verdict.FAILED);
    out.printf("%n%d failed, %d to look at%n", failed, count(findings, Verdict.WARN));
    out.flush();
    return failed == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  private static void print(PrintWriter out, Finding finding) {
    out.printf(
        "%-6s  %-9s  %-36s  %s%n",
        finding.verdict().name().toLowerCase(Locale.ROOT),
        finding.area(),
        finding.subject(),
        finding.detail());
    if (!finding.fix().isEmpty()) {
      out.printf("%-6s  %-9s  fix: %s%n", "", "", finding.fix());
    }
    out.flush();
  }
}
