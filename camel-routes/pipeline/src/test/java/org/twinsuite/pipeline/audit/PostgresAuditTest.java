package org.twinsuite.pipeline.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.StoreException;

class PostgresAuditTest extends AuditContract {
  private static EmbeddedPostgres postgres;
  private static Database database;

  @BeforeAll
  static void open() throws IOException {
    postgres = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
    database = Database.open(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
  }

  @AfterAll
  static void close() throws IOException {
    database.close();
    postgres.close();
  }

  @Override
  Database database() {
    return database;
  }

  @Override
  void unlock() {
    trigger("disable");
  }

  private static void trigger(String what) {
    execute("alter table audit_log " + what + " trigger all");
  }

  private static void execute(String sql) {
    database.inTransaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_log set actor = 'bob'",
        "delete from audit_log where seq = 3",
        "truncate audit_log"
      })
  void aLineCannotBeChangedByMistake(String sql) {
    // GIVEN
    trigger("enable");
    // THEN
    assertThatThrownBy(() -> execute(sql))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("append-only");
  }
}
