package org.twinsuite.camel.ditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class JdbcRevisionStoreTest extends RevisionStoreContract {

  private final JdbcDataSource database = new JdbcDataSource();

  JdbcRevisionStoreTest() {
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  @Override
  JdbcRevisionStore store() {
    return new JdbcRevisionStore(database, "changes").createTable();
  }

  @Test
  void outlivesTheProcessAndKeepsConsumersApart() {
    // GIVEN marks written and marks not yet flushed
    RevisionStore before = store();
    before.handled("org.test:a", 1);
    before.flush();
    before.handled("org.test:a", 7);
    before.handled("org.test:b", 2);
    before.flush();
    before.handled("org.test:a", 8);
    // WHEN another process opens the table
    RevisionStore after = new JdbcRevisionStore(database, "changes");
    // THEN it goes on from what was flushed
    assertThat(after.lastHandled("org.test:a")).hasValue(7);
    assertThat(after.lastHandled("org.test:b")).hasValue(2);
    assertThat(new JdbcRevisionStore(database, "others").snapshot()).isEmpty();
  }

  @Test
  void seesWhatAnotherProcessWroteAfterARefresh() {
    // GIVEN two processes that handled the same things one after the other
    RevisionStore one = store();
    one.handled("org.test:a", 5);
    one.handled("org.test:gone", 5);
    one.flush();
    RevisionStore two = new JdbcRevisionStore(database, "changes");
    two.handled("org.test:a", 9);
    two.forget("org.test:gone");
    two.flush();
    // WHEN the first one takes over again, with a mark that is not flushed yet
    one.handled("org.test:b", 3);
    one.refresh();
    // THEN it goes on behind the second one
    assertThat(one.snapshot()).isEqualTo(Map.of("org.test:a", 9L, "org.test:b", 3L));
    one.flush();
    assertThat(new JdbcRevisionStore(database, "changes").snapshot()).isEqualTo(one.snapshot());
  }

  @Test
  void seesThatAThingBeganAnewInAnotherProcess() {
    // GIVEN a process that handled a thing, which then began anew in another process
    RevisionStore one = store();
    one.handled("org.test:a", 100);
    one.flush();
    RevisionStore two = new JdbcRevisionStore(database, "changes");
    two.forget("org.test:a");
    two.handled("org.test:a", 5);
    two.flush();
    // WHEN the first one takes over again
    one.refresh();
    // THEN the mark of the former life does not hide the changes of the new one
    assertThat(one.lastHandled("org.test:a")).hasValue(5);
  }

  @Test
  void neverMovesAMarkOfAnotherProcessBack() {
    // GIVEN a process that does not know how far another one got
    RevisionStore late = store();
    late.handled("org.test:a", 5);
    RevisionStore ahead = new JdbcRevisionStore(database, "changes");
    ahead.handled("org.test:a", 9);
    ahead.flush();
    // WHEN it writes its mark
    late.flush();
    // THEN the later mark stays
    assertThat(new JdbcRevisionStore(database, "changes").lastHandled("org.test:a")).hasValue(9);
  }

  @Test
  void writesLaterWhatItCannotWriteNow() throws Exception {
    JdbcRevisionStore store = store();
    store.handled("org.test:a", 1);
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("ALTER TABLE ditto_revision RENAME TO away");
      assertThatThrownBy(store::flush).hasMessage("Revision marks cannot be written");
      statement.execute("ALTER TABLE away RENAME TO ditto_revision");
    }
    store.flush();
    assertThat(new JdbcRevisionStore(database, "changes").lastHandled("org.test:a")).hasValue(1);
  }
}
