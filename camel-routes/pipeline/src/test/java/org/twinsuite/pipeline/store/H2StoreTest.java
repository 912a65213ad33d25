package org.twinsuite.pipeline.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends StoreContract
    implements AutonomyStoreContract, PastCasesContract, ForecastScoresContract {
  @TempDir static Path folder;
  private static Database database;

  @BeforeAll
  static void open() {
    database = Database.open("jdbc:h2:file:" + folder.resolve("outbox"), "sa", "");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  public Database database() {
    return database;
  }
}
