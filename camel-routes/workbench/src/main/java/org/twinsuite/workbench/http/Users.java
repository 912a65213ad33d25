package org.twinsuite.workbench.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.config.HttpOptions;

/**
 * The configured users, {@code name:role:hash} each. A token (sha256) is given as bearer token or
 * as password; a password (pbkdf2) with its name only.
 */
public final class Users {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final int MOST_REMEMBERED = 1_000;

  private record Known(User user, SecretHash hash) {}

  private final List<Known> known = new ArrayList<>();

  /** Asked in place of an unknown name, so that the answer takes as long. */
  private final SecretHash nobody = SecretHash.parse(SecretHash.ofPassword(""));

  /** Passwords that were right, by their digest: the slow hash is not made for each picture. */
  private final Map<String, Instant> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /**
   * @throws ConfigException naming the option and the entry's number, never its value
   */
  public Users(AppConfig config) {
    add(HttpOptions.HTTP_USERS.name(), config.get(HttpOptions.HTTP_USERS));
    String file = config.get(HttpOptions.HTTP_USERS_FILE);
    if (!file.isEmpty()) {
      try {
        add(HttpOptions.HTTP_USERS_FILE.name(), Files.readAllLines(Path.of(file)));
      } catch (IOException unreadable) {
        throw new ConfigException(
            HttpOptions.HTTP_USERS_FILE.name() + ": the file cannot be read: " + file);
      }
    }
    String token = config.get(HttpOptions.HTTP_TOKEN);
    if (!token.isEmpty()) {
      known.add(
          new Known(new User("token", Role.VIEWER), SecretHash.parse(SecretHash.ofToken(token))));
    }
  }

  private void add(String option, List<String> entries) {
    int number = 0;
    for (String line : entries) {
      number++;
      String entry = line.trim();
      if (entry.isEmpty() || entry.startsWith("#")) {
        continue;
      }
      String[] parts = entry.split(":", 3);
      try {
        if (parts.length < 3 || parts[0].isBlank()) {
          throw new IllegalArgumentException("expected name:role:hash");
        }
        known.add(new Known(new User(parts[0], Role.parse(parts[1])), SecretHash.parse(parts[2])));
      } catch (IllegalArgumentException wrong) {
        throw new ConfigException(option + ", entry " + number + ": " + wrong.getMessage());
      }
    }
  }

  /** Whether no user is configured. */
  public boolean none() {
    return known.isEmpty();
  }

  Optional<User> byToken(String token) {
    Optional<User> found = Optional.empty();
    for (Known candidate : known) {
      if (candidate.hash().isToken() && candidate.hash().matches(token)) {
        found = Optional.of(candidate.user());
      }
    }
    return found;
  }

  Optional<User> byName(String name, String secret) {
    Optional<Known> candidate =
        known.stream().filter(one -> one.user().name().equals(name)).findFirst();
    String digest = HexFormat.of().formatHex(SecretHash.sha256(name + '\0' + secret));
    if (candidate.isPresent() && isRemembered(digest)) {
      return candidate.map(Known::user);
    }
    boolean right = candidate.map(Known::hash).orElse(nobody).matches(secret);
    if (candidate.isEmpty() || !right) {
      return Optional.empty();
    }
    synchronized (remembered) {
      remembered.put(digest, Instant.now());
    }
    return candidate.map(Known::user);
  }

  private boolean isRemembered(String digest) {
    synchronized (remembered) {
      Instant since = remembered.get(digest);
      return since != null && since.plus(REMEMBERED).isAfter(Instant.now());
    }
  }
}
