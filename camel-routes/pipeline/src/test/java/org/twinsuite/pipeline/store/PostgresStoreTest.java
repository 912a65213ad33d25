package org.twinsuite.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.pack.Autonomy;

class PostgresStoreTest extends StoreContract
    implements AutonomyStoreContract, PastCasesContract, ForecastScoresContract {
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

  @Test
  void whatWasDoneBetweenTheLookAndTheClaimIsNotClaimed() throws Exception {
    // GIVEN an action another process just finishes
    ChangeLedger ledger =
        new ChangeLedger(
            database, new AutonomyStore(database, () -> Actions.rules(Autonomy.AUTO, 9)));
    ledger.store(Actions.decided(Actions.close("finished")));
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      List<OutboxItem> claimed =
          database.inTransaction(
              connection -> {
                connection
                    .createStatement()
                    .executeUpdate(
                        "update outbox set state = 'DONE', claimed_until = 0"
                            + " where reference = 'finished'");
                // WHEN it still looks due to a third one
                Future<List<OutboxItem>> claim =
                    other.submit(
                        () ->
                            new Outbox(database, "late")
                                .claims()
                                .claim(10_000, Duration.ofMinutes(1), Set.of()));
                return answer(claim);
              });
      // THEN it is passed over without waiting for the transaction
      assertThat(claimed).noneMatch(item -> item.reference().equals("finished"));
    } finally {
      other.shutdownNow();
    }
  }

  private static <T> T answer(Future<T> future) {
    try {
      return future.get(1, TimeUnit.MINUTES);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
