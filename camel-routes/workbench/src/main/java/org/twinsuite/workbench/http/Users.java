package org.twinsuite.workbench.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.config.HttpOptions;

/**
 * The configured users, {@code name:role:hash} each. A token (sha256) is given as bearer token or
 * as password; a password (pbkdf2) with its name only. The file with users is read again when it
 * changes; a file with a mistake leaves the former users in place.
 */
public final class Users {
  private static final Logger LOG = LoggerFactory.getLogger(Users.class);

  /** A user and the hash of the secret. */
  record Known(User user, SecretHash hash) {}

  private final List<Known> fixed = new ArrayList<>();
  private final Path file;
  private volatile List<Known> known;
  private volatile FileTime readAt;

  /**
   * @throws ConfigException naming the option and the entry's number, never its value
   */
  public Users(AppConfig config) {
    String path = config.get(HttpOptions.HTTP_USERS_FILE);
    file = path.isEmpty() ? null : Path.of(path);
    String token = config.get(HttpOptions.HTTP_TOKEN);
    if (!token.isEmpty()) {
      fixed.add(
          new Known(new User("token", Role.VIEWER), SecretHash.parse(SecretHash.ofToken(token))));
    }
    if (!HttpOptions.localUsers(config)) {
      known = List.copyOf(fixed);
      return;
    }
    fixed.addAll(parse(HttpOptions.HTTP_USERS.name(), config.get(HttpOptions.HTTP_USERS)));
    if (file == null) {
      known = List.copyOf(fixed);
      return;
    }
    try {
      read();
    } catch (IOException unreadable) {
      throw new ConfigException(
          HttpOptions.HTTP_USERS_FILE.name() + ": the file cannot be read: " + file);
    }
  }

  private void read() throws IOException {
    FileTime changed = Files.getLastModifiedTime(file);
    List<Known> all = new ArrayList<>(fixed);
    all.addAll(parse(HttpOptions.HTTP_USERS_FILE.name(), Files.readAllLines(file)));
    known = List.copyOf(all);
    readAt = changed;
  }

  /** Reads the file again if it has changed. */
  public synchronized void reloadIfChanged() {
    if (readAt == null) {
      return;
    }
    try {
      if (!Files.getLastModifiedTime(file).equals(readAt)) {
        read();
        LOG.info("users read again, {} in all", known.size());
      }
    } catch (IOException | RuntimeException unusable) {
      LOG.error("the changed users are not used, the former ones are: {}", unusable.getMessage());
    }
  }

  private static List<Known> parse(String option, List<String> entries) {
    List<Known> users = new ArrayList<>();
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
        users.add(new Known(new User(parts[0], Role.parse(parts[1])), SecretHash.parse(parts[2])));
      } catch (IllegalArgumentException malformed) {
        throw new ConfigException(option + ", entry " + number + ": " + malformed.getMessage());
      }
    }
    return users;
  }

  /** Whether no user is configured. */
  public boolean none() {
    return known.isEmpty() && readAt == null;
  }

  /** Whether this user has this role still; users of an identity provider are not known here. */
  boolean has(User user) {
    return known.stream().anyMatch(one -> one.user().equals(user));
  }

  /** The user of a token; compares with each, so that the time tells nothing. */
  Optional<User> byToken(String token) {
    Optional<User> found = Optional.empty();
    byte[] hash = SecretHash.sha256(token);
    for (Known candidate : known) {
      if (candidate.hash().isTokenHash(hash)) {
        found = Optional.of(candidate.user());
      }
    }
    return found;
  }

  /** The user of this name, whose secret has still to be verified. */
  Optional<Known> byName(String name) {
    return known.stream().filter(one -> one.user().name().equals(name)).findFirst();
  }
}
