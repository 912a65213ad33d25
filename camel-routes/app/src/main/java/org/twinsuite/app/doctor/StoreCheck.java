package org.twinsuite.app.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The outbox database: there, its schema, whether the app may write and create tables. */
public final class StoreCheck implements Check {
  private static final int H2_IN_USE = 90_020;
  private final String url;
  private final String user;
  private final String password;
  private final Path file;

  private final FluentConfiguration schema;

  /**
   * @param file of an H2 database, without its endings; null for others
   * @param schema the migrations the app would run
   */
  public StoreCheck(
      String url, String user, String password, Path file, FluentConfiguration schema) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.file = file;
    this.schema = schema;
  }

  @Override
  public String area() {
    return "database";
  }

  @Override
  public void look(Consumer<Finding> findings) {
    String shown = url.replaceAll("[?;].*", "");
    if (file != null && !Files.exists(Path.of(file + ".mv.db"))) {
      // looking would make an empty one
      findings.accept(Finding.ok(area(), shown, "is made at the first start of the app here"));
      return;
    }
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      findings.accept(
          Finding.ok(
              area(),
              shown,
              connection.getMetaData().getDatabaseProductName()
                  + ' '
                  + connection.getMetaData().getDatabaseProductVersion().split("\\s")[0]));
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("create table twinsuite_doctor (id int)");
        statement.execute("insert into twinsuite_doctor values (1)");
        statement.execute("drop table twinsuite_doctor");
        connection.commit();
        findings.accept(Finding.ok(area(), user, "may create and write tables"));
      } catch (SQLException refused) {
        connection.rollback();
        findings.accept(
            Finding.failed(
                area(),
                user,
                "may not create or write tables",
                "grant CREATE on the schema to the user of twinsuite.db.user"));
        return;
      }
    } catch (SQLException refused) {
      findings.accept(refused(shown, refused));
      return;
    }
    schema(findings);
  }

  private Finding refused(String shown, SQLException refused) {
    if (refused.getErrorCode() == H2_IN_USE) {
      return Finding.ok(
          area(), shown, "is in use by a running app, as an H2 file only can be once");
    }
    return Finding.failed(
        area(),
        shown,
        String.valueOf(refused.getMessage()).lines().findFirst().orElse("cannot be opened"),
        "start the database or correct twinsuite.db.url, user and password");
  }

  private void schema(Consumer<Finding> findings) {
    MigrationInfoService info = schema.dataSource(url, user, password).load().info();
    MigrationInfo current = info.current();
    int pending = info.pending().length;
    boolean newer =
        java.util.Arrays.stream(info.all())
            .anyMatch(migration -> migration.getState().name().startsWith("FUTURE"));
    String version = current == null ? "empty" : "version " + current.getVersion();
    findings.accept(
        newer
            ? Finding.failed(
                area(),
                "schema",
                version + " is newer than this app",
                "run the newer app, or restore the backup of before the upgrade")
            : Finding.ok(
                area(),
                "schema",
                version + (pending == 0 ? "" : ", " + pending + " migrations at the next start")));
  }
}
