package org.twinsuite.app.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.twinsuite.app.command.DoctorCommand;
import org.twinsuite.app.command.ExitCodes;
import org.twinsuite.app.doctor.Doctor;
import org.twinsuite.app.onboard.Onboarding;
import org.twinsuite.app.onboard.Outcome;
import org.twinsuite.app.onboard.Step;
import org.twinsuite.app.remote.JsonHttp;
import org.twinsuite.app.remote.RemoteFailure;
import org.twinsuite.pipeline.config.AppConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From three answers to the first order. */
@Command(
    name = "quickstart",
    description = {
      "Asks for Ditto, Kafka and the maintenance system, writes the configuration, checks it, onboards"
          + " a demo machine, sends a day of samples and shows the order that follows. May be"
          + " repeated.",
      "Each question has a flag; without a terminal, or with --yes, the defaults are taken."
    })
public final class QuickstartCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Option(
      names = "--ditto",
      paramLabel = "URL",
      description = "Eclipse Ditto; http://localhost:8080")
  private String ditto;

  @Option(
      names = "--ditto-auth",
      paramLabel = "AUTH",
      defaultValue = "pre:integration:twinsuite",
      description =
          "pre:<subject>, or basic:<user>:<password>, as ditto:ditto of its containers;"
              + " ${DEFAULT-VALUE}")
  private String dittoAuth;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Kafka of Hono; localhost:9092. none: samples go straight into the twin")
  private String kafka;

  @Option(
      names = "--cmms",
      paramLabel = "DIALECT:URL",
      description =
          "maintenance system, e.g. maximo:https://eam.example.org/maximo; none: the order waits for"
              + " a planner")
  private String cmms;

  @Option(
      names = "--cmms-option",
      paramLabel = "NAME=VALUE",
      description = "further option of the maintenance system, e.g. apiKey=…")
  private Map<String, String> cmmsOptions = new TreeMap<>();

  @Option(
      names = "--port",
      defaultValue = "8090",
      description = "HTTP port of the app; ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "where the configuration is written; conf/quickstart.properties")
  private Path file;

  @Option(
      names = "--data",
      defaultValue = "./data",
      description = "folder of database and history; ${DEFAULT-VALUE}")
  private String data;

  @Option(
      names = {"-y", "--yes"},
      description = "asks nothing")
  private boolean yes;

  @Spec private CommandSpec spec;

  private final Function<AppConfig, Doctor> doctor;
  private final Starter starter;

  /** Starts the app in this process. */
  @FunctionalInterface
  public interface Starter {
    /**
     * @param options by name
     */
    AutoCloseable start(Map<String, String> options) throws Exception;
  }

  public QuickstartCommand(Function<AppConfig, Doctor> doctor, Starter starter) {
    this.doctor = doctor;
    this.starter = starter;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> options = ask(out);
    AppConfig config = AppConfig.of(options);
    Path target = target();
    QuickstartConfig.write(target, options);
    out.printf("%nwrote %s%n%n", target);

    boolean overKafka = options.containsKey("twinsuite.hono.tenant");
    String brokers = options.get("twinsuite.hono.bootstrap-servers");
    if (overKafka) {
      DemoSamples.createTopics(brokers);
    }
    int sound =
        new picocli.CommandLine(new DoctorCommand(url -> doctor.apply(config)))
            .setOut(out)
            .setErr(spec.commandLine().getErr())
            .execute();
    if (sound != ExitCodes.DONE) {
      out.println("Correct what failed and call quickstart again.");
      return sound;
    }
    out.println();
    if (!onboard(config, options, out)) {
      return ExitCodes.FAILED;
    }
    try (AutoCloseable app = starter.start(options)) {
      DemoSamples samples =
          overKafka ? DemoSamples.overKafka(brokers) : DemoSamples.into(twins(options));
      samples.send(DemoMachine.lastDay(Instant.now()));
      out.printf("sent       a day of samples %s%n", overKafka ? "over Kafka" : "into the twin");
      return show(out, options.containsKey("twinsuite.cmms.systems"), target);
    } catch (RemoteFailure failed) {
      spec.commandLine().getErr().println("twinsuite: " + failed.getMessage());
      return ExitCodes.FAILED;
    }
  }

  private Map<String, String> ask(PrintWriter out) throws IOException {
    BufferedReader in =
        yes || System.console() == null
            ? null
            : new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return QuickstartConfig.of(
        new Question("Where is Eclipse Ditto?", "http://localhost:8080").answer(ditto, in, out),
        dittoAuth,
        new Question("Where is the Kafka of Eclipse Hono? (none without)", "localhost:9092")
            .answer(kafka, in, out),
        new Question(
                "Which maintenance system? (dialect:url, such as maximo:https://…)",
                QuickstartConfig.NONE)
            .answer(cmms, in, out),
        cmmsOptions,
        port,
        data);
  }

  private Path target() {
    if (file != null) {
      return file;
    }
    String home = System.getProperty("app.home");
    return home == null
        ? Path.of("quickstart.properties")
        : Path.of(home, "conf", "quickstart.properties");
  }

  private static boolean onboard(AppConfig config, Map<String, String> options, PrintWriter out) {
    boolean done = true;
    for (Step step :
        new Onboarding(config)
            .run(
                DemoMachine.request(
                    options.get("twinsuite.ditto.auth"),
                    options.get("twinsuite.onboarding.ditto-auth")),
                step -> {})) {
      out.printf(
          "%-10s %s %s%s%n",
          step.outcome().name().toLowerCase(java.util.Locale.ROOT),
          step.part(),
          step.id(),
          step.why() == null ? "" : ": " + step.why());
      done &= step.outcome() != Outcome.FAILED;
    }
    return done;
  }

  private static JsonHttp twins(Map<String, String> options) {
    String url = options.get("twinsuite.ditto.url");
    return new JsonHttp(
        "Ditto",
        URI.create(url + (url.endsWith("/") ? "" : "/") + "api/2/"),
        options.get("twinsuite.onboarding.ditto-auth"));
  }

  private int show(PrintWriter out, boolean delivered, Path target) throws InterruptedException {
    OrderWatch watch = new OrderWatch(URI.create("http://127.0.0.1:" + port + "/"));
    Optional<JsonNode> order = watch.order(delivered, PATIENCE);
    if (order.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "twinsuite: no order within "
                  + PATIENCE.toMinutes()
                  + " minutes. Look at http://localhost:"
                  + port
                  + "/observe/health?data=true of the started app, or repeat with -v");
      return ExitCodes.FAILED;
    }
    String reference = order.get().path("reference").asText();
    out.printf(
        "order      %s  %s%n%n%s%n",
        order.get().path("orderNumber").asText(reference),
        order.get().path("title").asText(),
        watch.evidence(reference));
    out.printf("Go on: twinsuite --config %s start, then http://localhost:%d/%n", target, port);
    out.flush();
    return ExitCodes.DONE;
  }
}
