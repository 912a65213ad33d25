package org.twinsuite.workbench.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.twinsuite.pipeline.audit.AuditEntry;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.workbench.http.Identity;
import org.twinsuite.workbench.http.Role;
import org.twinsuite.workbench.http.User;

class AuditedLoginsTest {
  private static final User ANN = new User("ann", Role.PLANNER);

  private static List<AuditEntry> written(java.util.function.Consumer<AuditedLogins> logins)
      throws Exception {
    try (Database database =
        Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "")) {
      AuditedLogins audited = new AuditedLogins(database.audit());
      logins.accept(audited);
      audited.close();
      assertThat(database.audit().verify(null).problems()).isEmpty();
      List<AuditEntry> lines = new ArrayList<>();
      database.audit().read(1, 10_000, lines::add);
      return lines;
    }
  }

  @Test
  void loginsRefusalsAndLogoutsAreWritten() throws Exception {
    List<AuditEntry> lines =
        written(
            logins -> {
              logins.signedIn(ANN, Identity.Means.SESSION, "192.0.2.1");
              logins.refused("eve", "192.0.2.2", "wrong name or password");
              logins.signedOut(ANN, "192.0.2.1");
            });
    assertThat(lines)
        .extracting(line -> line.kind() + ' ' + line.actor() + ' ' + line.address())
        .containsExactly(
            "login ann 192.0.2.1", "login-failed eve 192.0.2.2", "logout ann 192.0.2.1");
  }

  @Test
  void aMachineThatSendsItsTokenWithEachRequestIsWrittenOnce() throws Exception {
    List<AuditEntry> lines =
        written(
            logins -> {
              for (int i = 0; i < 5_000; i++) {
                logins.signedIn(ANN, Identity.Means.TOKEN, "192.0.2.1");
              }
              logins.signedIn(ANN, Identity.Means.TOKEN, "192.0.2.9");
            });
    assertThat(lines).hasSize(2);
  }

  @Test
  void aFloodOfGuessesIsCountedAndDoesNotFillTheLog() throws Exception {
    List<AuditEntry> lines =
        written(
            logins -> {
              for (int i = 0; i < 10_000; i++) {
                logins.refused("x".repeat(100_000), "192.0.2.1", "wrong name or password");
              }
              logins.refused("eve", "192.0.2.2", "wrong name or password");
            });
    assertThat(lines).hasSizeLessThan(100);
    assertThat(lines.get(lines.size() - 1).details()).containsPattern("notWritten\":\"99\\d\\d");
  }
}
