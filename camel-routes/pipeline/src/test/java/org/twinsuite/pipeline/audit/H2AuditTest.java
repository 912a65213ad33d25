package org.twinsuite.pipeline.audit;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.pipeline.store.Database;

class H2AuditTest extends AuditContract {
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
  Database database() {
    return database;
  }

  @Override
  void unlock() {}
}
