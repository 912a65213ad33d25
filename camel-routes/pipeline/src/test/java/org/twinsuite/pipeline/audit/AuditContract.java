package org.twinsuite.pipeline.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.pipeline.audit.AuditChain.Anchor;
import org.twinsuite.pipeline.store.Database;

/** What every database must hold of the audit log. */
abstract class AuditContract {
  abstract Database database();

  /** Lets lines be changed, as somebody who owns the database could. */
  abstract void unlock() throws SQLException;

  private AuditLog log;

  @BeforeEach
  void tenLines() throws SQLException {
    unlock();
    sql("delete from audit_log");
    sql("update audit_head set seq = 0, hash = '" + AuditEntry.GENESIS + "'");
    log = new AuditLog(database().dataSource(), "app-0", InstantSource.system());
    for (int i = 1; i <= 10; i++) {
      log.append(
          new AuditEvent(
              AuditEvent.Kind.DECISION,
              "ann",
              "192.0.2." + i,
              "TS" + i,
              Map.of("why", "reason " + i + " ä 日本 😀 \u0000 \ud83d", "decision", "approve")));
    }
  }

  private void sql(String sql) {
    database()
        .inTransaction(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
              }
            });
  }

  private List<AuditEntry> lines() {
    List<AuditEntry> lines = new ArrayList<>();
    log.read(0, 100, lines::add);
    return lines;
  }

  @Test
  void anUntouchedLogIsSound() {
    AuditChain.Result result = log.verify(null);
    assertThat(result.problems()).isEmpty();
    assertThat(result.entries()).isEqualTo(10);
    assertThat(lines())
        .extracting(AuditEntry::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(lines()).allSatisfy(line -> assertThat(line.hash()).matches("[0-9a-f]{64}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update audit_log set actor = 'bob' where seq = 5 | 5 was changed",
        "update audit_log set address = null where seq = 5 | 5 was changed",
        "update audit_log set at_millis = at_millis + 1 where seq = 10 | 10 was changed",
        "update audit_log set kind = 'login' where seq = 1 | 1 was changed",
        "update audit_log set details = '{}' where seq = 7 | 7 was changed",
        "update audit_log set instance = 'app-1' where seq = 7 | 7 was changed",
        "delete from audit_log where seq = 4 | 4 to 4 are missing",
        "delete from audit_log where seq in (1, 2) | 1 to 2 are missing",
        "delete from audit_log where seq >= 9 | 9 to 10 are missing at the end",
        "delete from audit_log | 1 to 10 are missing at the end",
        "update audit_head set seq = 9 where id = 1 | 10 is not the last line"
      })
  void whatWasChangedOrRemovedIsFound(String tampering, String problem) {
    // WHEN
    sql(tampering);
    // THEN
    assertThat(log.verify(null).problems()).anyMatch(found -> found.contains(problem));
  }

  @Test
  void linesThatChangedPlacesAreFound() {
    // WHEN
    sql("update audit_log set seq = -3 where seq = 3");
    sql("update audit_log set seq = 3 where seq = 4");
    sql("update audit_log set seq = 4 where seq = -3");
    // THEN
    assertThat(log.verify(null).sound()).isFalse();
  }

  @Test
  void aLineThatWasChangedWithItsHashBreaksTheChainToTheNext() {
    // GIVEN somebody who knows how hashes are made
    AuditEntry line = lines().get(4);
    AuditEntry forged =
        new AuditEntry(
                line.sequence(),
                line.at(),
                line.instance(),
                line.kind(),
                "bob",
                line.address(),
                line.subject(),
                line.details(),
                line.previousHash(),
                "")
            .hashed();
    // WHEN
    sql("update audit_log set actor = 'bob', hash = '" + forged.hash() + "' where seq = 5");
    // THEN
    assertThat(log.verify(null).problems()).contains("6 does not follow the line before it");
  }

  @Test
  void aLogThatWasCutTogetherWithItsHeadIsFoundByAnExport() {
    // GIVEN an export that was put away
    AuditEntry exported = lines().get(8);
    AuditEntry kept = lines().get(6);
    // WHEN the end is cut, and noted as the end
    sql("delete from audit_log where seq > 7");
    sql("update audit_head set seq = 7, hash = '" + kept.hash() + "' where id = 1");
    // THEN
    assertThat(log.verify(null).sound()).isTrue();
    assertThat(log.verify(new Anchor(exported.sequence(), exported.hash())).problems())
        .containsExactly("9, which was exported, is missing");
  }

  @Test
  void anExportIsVerifiedByItself() {
    // GIVEN
    List<String> export = new ArrayList<>();
    lines().forEach(line -> export.add(AuditJson.write(line)));
    // THEN
    assertThat(verified(export)).isEmpty();
    // WHEN
    export.set(3, export.get(3).replace("reason 4", "reason 5"));
    export.remove(6);
    // THEN
    assertThat(verified(export)).contains("4 was changed", "7 to 7 are missing");
  }

  private static List<String> verified(List<String> export) {
    AuditChain chain = new AuditChain();
    export.forEach(line -> chain.next(AuditJson.read(line)));
    return chain.end(null).problems();
  }

  @Test
  void manyAtOnceFormOneChain() throws Exception {
    // WHEN
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String name = "user" + i;
        work.add(
            () -> {
              log.append(AuditEvent.of(AuditEvent.Kind.LOGIN, name, name, Map.of()));
              return null;
            });
      }
      for (var done : writers.invokeAll(work)) {
        done.get();
      }
    } finally {
      writers.shutdownNow();
    }
    // THEN
    AuditChain.Result result = log.verify(null);
    assertThat(result.problems()).isEmpty();
    assertThat(result.lastSequence()).isEqualTo(50);
  }

  @Test
  void whatIsRolledBackLeavesNoLine() {
    // WHEN
    try {
      database()
          .inTransaction(
              connection -> {
                log.append(
                    connection, AuditEvent.of(AuditEvent.Kind.LOGIN, "eve", "eve", Map.of()));
                throw new IllegalStateException("the rest failed");
              });
    } catch (IllegalStateException expected) {
      // THEN
      assertThat(log.verify(null).lastSequence()).isEqualTo(10);
    }
  }

  @Test
  void textsOfAnyLengthAreKeptOrCut() {
    log.append(
        new AuditEvent(
            AuditEvent.Kind.LOGIN_FAILED,
            "😀".repeat(1_000),
            "x".repeat(500),
            "y".repeat(5_000),
            Map.of("why", "z".repeat(100_000))));
    assertThat(log.verify(null).problems()).isEmpty();
  }
}
