package org.twinsuite.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.config.RuleOptions;
import org.twinsuite.pipeline.forecast.ForecastPlan;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.workbench.backtest.BackTestQuestion;
import org.twinsuite.workbench.backtest.BackTestResult;
import org.twinsuite.workbench.backtest.BackTestRun;
import org.twinsuite.workbench.backtest.HistorySource;
import org.twinsuite.workbench.backtest.Packs;
import org.twinsuite.workbench.backtest.PastFailure;
import org.twinsuite.workbench.backtest.Refused;
import org.twinsuite.workbench.backtest.Samples;
import org.twinsuite.workbench.backtest.ThingFile;
import org.twinsuite.workbench.backtest.ThingFile.ThingKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a rule pack over history. */
@Command(
    name = "backtest",
    description =
        "Runs a rule pack over history with the engine that runs live, and tells what it would have"
            + " ordered: how often, how early, how rightly. Needs no running app and changes"
            + " nothing.")
public final class BackTestCommand implements Callable<Integer> {
  private static final String ACTIVE = "active";
  private static final String DITTO = "ditto";

  /** How the report is printed. */
  enum Format {
    TEXT,
    JSON,
    HTML
  }

  @Option(
      names = "--pack",
      paramLabel = "FOLDER",
      defaultValue = ACTIVE,
      description =
          "folder of the rule pack, standard, or active for the configured one (default"
              + " ${DEFAULT-VALUE})")
  private String pack;

  @Option(
      names = "--against",
      paramLabel = "FOLDER",
      description = "pack to compare with: folder, standard or active; none compares with none")
  private String against;

  @Option(
      names = "--history",
      paramLabel = "SOURCE",
      required = true,
      description =
          "duckdb:FILE (the app's own history), csv:FILE or parquet:FILE. Columns: thing, ts and"
              + " either property and value or a column for each property; also revision, unit,"
              + " quality, definition, parent if there are any. ts is ISO-8601 or ms since 1970.")
  private String history;

  @Option(
      names = "--column",
      paramLabel = "NAME=COLUMN",
      description = "column of the history that stands for a name, such as thing=unit")
  private Map<String, String> columns = new LinkedHashMap<>();

  @Option(
      names = "--things",
      paramLabel = "FILE",
      description =
          "CSV or Parquet file with columns thing, definition and parent, or ditto to ask Ditto;"
              + " not needed when the history has these columns")
  private String things;

  @Option(
      names = "--failures",
      paramLabel = "FILE",
      description =
          "CSV or Parquet file of known failures: thing, at, and failureMode and repairedAt where"
              + " they are known")
  private Path failures;

  @Option(names = "--from", paramLabel = "TIME", description = "first time, such as 2026-01-31")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "end, such as 2026-12-31T06:00:00Z")
  private String to;

  @Option(
      names = "--horizon",
      paramLabel = "DURATION",
      defaultValue = "P30D",
      description =
          "an order counts for a failure that follows within this time (default ${DEFAULT-VALUE})")
  private Duration horizon;

  @Option(names = "--threads", description = "parts that run at once; default: all processors")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "writes backtest.txt, backtest.json and backtest.html there")
  private Path out;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "what is printed: text, json or html (default ${DEFAULT-VALUE})")
  private String format;

  @Spec private CommandSpec spec;

  private final Supplier<AppConfig> config;
  private final Outside outside;

  /** What the command asks others for. */
  public interface Outside {
    /** The forecasts that things get. */
    ForecastPlan plan(AppConfig config) throws IOException;

    /** What the things in Ditto are. */
    Map<String, ThingKind> things(AppConfig config) throws Exception;
  }

  public BackTestCommand(Supplier<AppConfig> config, Outside outside) {
    this.config = config;
    this.outside = outside;
  }

  @Override
  public Integer call() throws Exception {
    Format shown = shown();
    HistorySource source = HistorySource.parse(history);
    AppConfig options = config.get();
    RulePack candidate = pack(pack, options);
    RulePack other = against == null ? null : pack(against, options);
    List<Refused> refused = new ArrayList<>();
    List<PastFailure> known = List.of();
    if (failures != null) {
      ThingFile.Read<List<PastFailure>> read = ThingFile.failures(failures);
      known = read.content();
      refused.addAll(read.refused());
    }
    Map<String, ThingKind> kinds = new LinkedHashMap<>();
    if (DITTO.equals(things)) {
      kinds.putAll(outside.things(options));
    } else if (things != null) {
      ThingFile.Read<Map<String, ThingKind>> read = ThingFile.things(Path.of(things));
      kinds.putAll(read.content());
      refused.addAll(read.refused());
    }
    ProgressLine line =
        new ProgressLine(
            spec.commandLine().getErr(), ProgressLine.wanted("twinsuite.progress"), "rows");
    line.say("reading " + source.file());
    BackTestResult result;
    try (Samples samples = Samples.open(source, columns)) {
      Map<String, ThingKind> all = samples.kinds();
      all.putAll(kinds);
      result =
          BackTestRun.run(
              new BackTestQuestion(
                  candidate,
                  other,
                  BackTestQuestion.contexts(all),
                  known,
                  List.of(),
                  outside.plan(options),
                  time("--from", from),
                  time("--to", to),
                  horizon,
                  threads),
              samples,
              line::show);
    } finally {
      line.done();
    }
    tell(result.withRefused(refused), shown);
    return ExitCodes.DONE;
  }

  private Format shown() {
    try {
      return Format.valueOf(format.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new ConfigException("--format '" + format + "': use text, json or html");
    }
  }

  private static RulePack pack(String name, AppConfig options) {
    return Packs.load(
        name.equals(ACTIVE) ? options.get(RuleOptions.RULES_FOLDER) : name,
        options.get(RuleOptions.RULES_TRUSTED_KEYS));
  }

  private static Instant time(String option, String text) {
    if (text == null) {
      return null;
    }
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (java.time.format.DateTimeParseException wrong) {
      throw new ConfigException(
          option + " '" + text + "': give 2026-01-31 or 2026-01-31T06:00:00Z");
    }
  }

  private void tell(BackTestResult result, Format shown) throws IOException {
    if (out != null) {
      Files.createDirectories(out);
      Files.writeString(out.resolve("backtest.txt"), result.toText());
      Files.writeString(out.resolve("backtest.json"), result.toJson());
      Files.writeString(out.resolve("backtest.html"), result.toHtml());
    }
    PrintWriter printer = spec.commandLine().getOut();
    printer.print(
        switch (shown) {
          case TEXT -> result.toText();
          case JSON -> result.toJson() + System.lineSeparator();
          case HTML -> result.toHtml();
        });
    printer.flush();
  }
}
