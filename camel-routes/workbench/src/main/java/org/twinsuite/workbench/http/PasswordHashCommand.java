package org.twinsuite.workbench.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Makes an entry of {@code twinsuite.http.users}: give name and role as arguments, the secret on
 * standard input. {@code token} as third argument hashes a long random token.
 */
public final class PasswordHashCommand {
  private PasswordHashCommand() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: PasswordHashCommand NAME viewer|planner|admin [token] < SECRET");
      System.exit(2);
      return;
    }
    Role role = Role.parse(args[1]);
    String secret =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    boolean token = args.length > 2 && args[2].equals("token");
    System.out.println(entry(args[0], role, secret, token));
  }

  /** {@code name:role:hash}. */
  public static String entry(String name, Role role, String secret, boolean token) {
    return name
        + ':'
        + role.name().toLowerCase(Locale.ROOT)
        + ':'
        + (token ? SecretHash.ofToken(secret) : SecretHash.ofPassword(secret));
  }
}
