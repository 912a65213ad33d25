package org.twinsuite.pipeline.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.StoreOptions;

/**
 * How the outbox database is reached. A new H2 file without a configured password gets a random
 * one, kept beside it in a file that only the user of the process may read; one that was made
 * without a password keeps opening.
 *
 * @param file of an H2 database, without its endings; {@code null} for others
 */
public record DatabaseLogin(String url, String user, String password, Path file) {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseLogin.class);
  private static final String H2_FILE = "jdbc:h2:file:";

  /** As configured; makes no file. */
  public static DatabaseLogin of(AppConfig config) {
    String url = config.get(StoreOptions.DB_URL);
    Path file = file(url);
    String password = config.get(StoreOptions.DB_PASSWORD);
    Path kept = file == null ? null : passwordFile(file);
    if (password.isEmpty() && kept != null && Files.exists(kept)) {
      try {
        password = Files.readString(kept).strip();
      } catch (IOException unreadable) {
        throw new StoreException(
            "the password of the outbox database cannot be read from " + kept, unreadable);
      }
    }
    return new DatabaseLogin(url, config.get(StoreOptions.DB_USER), password, file);
  }

  /**
   * Prepares folder and password of an H2 file.
   *
   * @return how to log in
   */
  public DatabaseLogin prepared() {
    if (file == null) {
      return this;
    }
    try {
      PrivateFiles.createFolder(file.toAbsolutePath().getParent());
      if (!password.isEmpty()) {
        return this;
      }
      if (Files.exists(Path.of(file + ".mv.db"))) {
        LOG.warn(
            "the database {} was made without a password; who can read its file can read it. Set"
                + " one with H2's ALTER USER and name it in {}",
            file,
            StoreOptions.DB_PASSWORD.name());
        return this;
      }
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      String made = HexFormat.of().formatHex(random);
      PrivateFiles.create(passwordFile(file), made);
      return new DatabaseLogin(url, user, made, file);
    } catch (IOException failed) {
      throw new StoreException("the folder of the database cannot be written: " + file, failed);
    }
  }

  private static Path passwordFile(Path file) {
    return Path.of(file + ".password");
  }

  private static Path file(String url) {
    String bare = url.replaceFirst(";.*", "");
    if (bare.startsWith(H2_FILE)) {
      return Path.of(bare.substring(H2_FILE.length()).replaceFirst("^~", home()));
    }
    boolean other = bare.matches("jdbc:h2:(mem|tcp|ssl|zip|nio|nioMapped|async|split).*");
    return bare.startsWith("jdbc:h2:") && !other
        ? Path.of(bare.substring("jdbc:h2:".length()).replaceFirst("^~", home()))
        : null;
  }

  private static String home() {
    return java.util.regex.Matcher.quoteReplacement(System.getProperty("user.home"));
  }
}
