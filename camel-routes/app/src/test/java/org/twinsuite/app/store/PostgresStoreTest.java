package org.twinsuite.app.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends StoreContract
    implements LadderContract, PastCasesContract, ForecastScoresContract {
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
  public Database database() {
    return database;
  }
}
