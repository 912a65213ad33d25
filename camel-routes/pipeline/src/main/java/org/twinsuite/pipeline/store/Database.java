package org.twinsuite.pipeline.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.audit.AuditLog;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.StoreOptions;
import org.twinsuite.twin.WellFormedText;

/** The outbox database: a pooled connection to H2 or PostgreSQL whose schema is up to date. */
public final class Database implements AutoCloseable {
  /** SQL of the database's clock, milliseconds since 1970. */
  static final String NOW = "cast(extract(epoch from current_timestamp) * 1000 as bigint)";

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private final HikariDataSource source;
  private final AuditLog audit;
  private Path file;

  /** A text as every database holds it: neither NUL nor half of a surrogate pair. */
  static String text(String text) {
    if (text == null) {
      return null;
    }
    String whole =
        WellFormedText.isWellFormed(text)
            ? text
            : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return whole.replace('\u0000', '\uFFFD');
  }

  private Database(HikariDataSource source, String instance) {
    this.source = source;
    this.audit = new AuditLog(source, instance, InstantSource.system());
  }

  /** Work inside one transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Opens the database and migrates its schema.
   *
   * @throws StoreException when it cannot be reached or migrated
   */
  public static Database open(String url, String user, String password) {
    return open(url, user, password, "twinsuite-0");
  }

  /**
   * Opens the database and migrates its schema.
   *
   * @param instance name of this process in the audit log
   * @throws StoreException when it cannot be reached or migrated
   */
  public static Database open(String url, String user, String password, String instance) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(durable(url));
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(1);
    config.setAutoCommit(false);
    config.setConnectionTimeout(10_000);
    config.setPoolName("outbox");
    HikariDataSource source;
    try {
      source = new HikariDataSource(config);
    } catch (RuntimeException unreachable) {
      throw new StoreException(
          "the outbox database cannot be opened: check twinsuite.db.*", unreachable);
    }
    schema(url).dataSource(source).load().migrate();
    return new Database(source, instance);
  }

  /**
   * Opens the configured database; files of H2 are for the user of this process alone.
   *
   * @throws StoreException when it cannot be reached or migrated
   */
  public static Database open(AppConfig config) {
    DatabaseLogin login = DatabaseLogin.of(config).prepared();
    Database database =
        open(login.url(), login.user(), login.password(), config.get(StoreOptions.INSTANCE));
    database.file = login.file();
    database.protectFiles();
    if (login.file() != null && PrivateFiles.isOpenToOthers(login.file())) {
      LOG.warn(
          "the folder of {} is open to all users of this machine; chmod o-rwx it", login.file());
    }
    return database;
  }

  /** Takes the rights of others from the files of H2, also from those it made meanwhile. */
  public void protectFiles() {
    if (file != null) {
      PrivateFiles.protect(file);
    }
  }

  /** The migrations of the schema, and those for one kind of database only. */
  public static FluentConfiguration schema(String url) {
    return url.startsWith("jdbc:postgresql:")
        ? Flyway.configure().locations("classpath:db/migration", "classpath:db/postgresql")
        : Flyway.configure();
  }

  /** H2 keeps commits in memory for up to 500 ms by default; a kill would lose them. */
  private static String durable(String url) {
    boolean h2File = url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:mem:");
    return h2File && !url.contains("WRITE_DELAY")
        ? url + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
        : url;
  }

  /** Who did what; written in the transaction of what it tells about. */
  public AuditLog audit() {
    return audit;
  }

  /** The pool, for parts that bring their own statements. */
  public DataSource dataSource() {
    return source;
  }

  /**
   * Runs work in a transaction of its own; it is rolled back when the work throws.
   *
   * @throws StoreException wrapping any SQL error
   */
  public <T> T inTransaction(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException failed) {
        connection.rollback();
        throw failed;
      }
    } catch (SQLException failed) {
      throw new StoreException("the outbox database refused: " + failed.getMessage(), failed);
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
