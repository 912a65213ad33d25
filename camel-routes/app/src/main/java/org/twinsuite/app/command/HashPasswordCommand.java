package org.twinsuite.app.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.workbench.http.PasswordHashCommand;
import org.twinsuite.workbench.http.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an entry of the users' list; the secret is asked for, or read from standard input. */
@Command(
    name = "hash-password",
    description =
        "Prints an entry of twinsuite.http.users or of its file; the password is asked for, or read"
            + " from standard input.")
public final class HashPasswordCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "who signs in")
  private String name;

  @Parameters(index = "1", paramLabel = "ROLE", description = "viewer, planner or admin")
  private String role;

  @Option(names = "--token", description = "the secret is a long random token of a machine")
  private boolean token;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Role parsed;
    try {
      parsed = Role.valueOf(role.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new ConfigException("the role '" + role + "' is not viewer, planner or admin");
    }
    if (name.isBlank() || name.contains(":") || name.contains(",")) {
      throw new ConfigException("a name has neither colons nor commas and is not empty");
    }
    String secret = secret();
    if (secret == null || secret.isEmpty()) {
      throw new ConfigException("no password was given");
    }
    spec.commandLine().getOut().println(PasswordHashCommand.entry(name, parsed, secret, token));
    spec.commandLine().getOut().flush();
    return ExitCodes.DONE;
  }

  private static String secret() throws IOException {
    Console console = System.console();
    if (console != null) {
      char[] typed = console.readPassword("Password: ");
      return typed == null ? null : new String(typed);
    }
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
  }
}
