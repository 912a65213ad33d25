package org.twinsuite.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.twinsuite.pipeline.audit.AuditChain;
import org.twinsuite.pipeline.audit.AuditEntry;
import org.twinsuite.pipeline.audit.AuditJson;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The audit log of the running app, or an export of it. */
@Command(name = "audit", description = "Verifies or exports the audit log.")
public final class AuditCommand implements Callable<Integer> {
  @Option(
      names = "--app",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "The running app; without it, the configured host and port.")
  private URI url;

  @Option(
      names = "--token-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "File with the token of an admin; without it, twinsuite.http.token is used.")
  private Path tokenFile;

  @Spec private CommandSpec spec;
  private final Supplier<AppConfig> config;

  public AuditCommand(Supplier<AppConfig> config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    throw new ConfigException("say audit verify or audit export");
  }

  private RunningApp app() {
    RunningApp app = new RunningApp(config.get(), url);
    try {
      return tokenFile == null ? app : app.withToken(Files.readString(tokenFile).strip());
    } catch (IOException unreadable) {
      throw new ConfigException("--token-file: " + tokenFile + " cannot be read");
    }
  }

  @Command(
      description =
          "Tells whether a line was changed, removed or moved since it was written; exit code 1 if"
              + " so.")
  int verify(
      @Option(
              names = "--file",
              paramLabel = "FILE",
              description = "An export instead of the running app.")
          Path file,
      @Option(
              names = "--against",
              paramLabel = "FILE",
              description =
                  "A former export; its last line must still be there. Finds a log that was cut"
                      + " at its end.")
          Path former)
      throws IOException, InterruptedException {
    AuditEntry known = former == null ? null : last(former);
    PrintWriter out = spec.commandLine().getOut();
    if (file != null) {
      AuditChain chain = new AuditChain();
      if (known != null) {
        chain.expecting(new AuditChain.Anchor(known.sequence(), known.hash()));
      }
      try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          chain.next(AuditJson.read(line));
        }
      }
      AuditChain.Result result = chain.end(null);
      result.problems().forEach(problem -> out.println("line " + problem));
      return told(out, result.sound(), result.entries(), result.lastSequence(), result.lastHash());
    }
    String query = known == null ? "" : "?sequence=" + known.sequence() + "&hash=" + known.hash();
    String answer = app().get("api/audit/verify" + query, "application/json", spec);
    if (answer == null) {
      return ExitCodes.FAILED;
    }
    JsonNode result = new ObjectMapper().readTree(answer);
    result.path("problems").forEach(problem -> out.println("line " + problem.asText()));
    return told(
        out,
        result.path("sound").asBoolean(),
        result.path("entries").asLong(),
        result.path("sequence").asLong(),
        result.path("hash").asText());
  }

  private static int told(PrintWriter out, boolean sound, long entries, long last, String hash) {
    out.printf(
        "%s: %d lines, the last is %d with hash %s%n",
        sound ? "sound" : "NOT SOUND", entries, last, hash);
    out.flush();
    return sound ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private static AuditEntry last(Path file) throws IOException {
    String last = null;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
      }
    }
    if (last == null) {
      throw new ConfigException(file + " is empty");
    }
    return AuditJson.read(last);
  }

  @Command(description = "Writes the audit log as JSON lines.")
  int export(
      @Option(
              names = "--from",
              paramLabel = "SEQUENCE",
              defaultValue = "1",
              description = "First line.")
          long from)
      throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    RunningApp app = app();
    long next = from;
    while (true) {
      String lines = app.get("api/audit?from=" + next, "application/jsonl", spec);
      if (lines == null) {
        return ExitCodes.FAILED;
      }
      if (lines.isEmpty()) {
        out.flush();
        return ExitCodes.DONE;
      }
      out.print(lines);
      String[] all = lines.split("\n");
      next = AuditJson.read(all[all.length - 1]).sequence() + 1;
    }
  }
}
