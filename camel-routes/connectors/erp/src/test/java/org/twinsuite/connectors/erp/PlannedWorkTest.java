package org.twinsuite.connectors.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.Window;

class PlannedWorkTest {

  @Test
  void aRowThatCannotBeReadHidesNoOther() {
    // GIVEN
    PlannedWork work = new PlannedWork(ZoneOffset.UTC);
    // WHEN
    work.add("1", "2026-03-01 08:00:00", "2026-03-01 10:00:00.5");
    work.add("2", "", "2026-03-01 10:00:00");
    work.add("3", "tomorrow", "2026-03-01 10:00:00");
    work.add("4", "2026-03-01 14:00:00", "2026-03-01 12:00:00");
    work.add("5", "false", "null");
    // THEN
    assertThat(work.windows())
        .containsExactly(
            new Window(
                Instant.parse("2026-03-01T08:00:00Z"), Instant.parse("2026-03-01T10:00:00.500Z")),
            new Window(
                Instant.parse("2026-03-01T12:00:00Z"), Instant.parse("2026-03-01T14:00:00Z")));
  }
}
