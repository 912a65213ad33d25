package org.twinsuite.sandbox.cmms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final Instant T = Instant.parse("2026-03-01T06:00:00Z");

  private final OrderBook book = new OrderBook(() -> T, 1, Set.of("COMP"));
  private final List<String> repaired = new ArrayList<>();

  private Planner planner(Planner.Completion completion) {
    Planner.Pace pace =
        new Planner.Pace(Duration.ofHours(2), Duration.ofHours(6), Duration.ofHours(8));
    return new Planner(
        book, Planner.Terms.MAXIMO, pace, completion, (asset, order) -> repaired.add(asset));
  }

  private String statusAfter(Planner planner, int hours) {
    planner.tick(T.plus(Duration.ofHours(hours)));
    return book.all().get(0).status();
  }

  @Test
  void takesAnOrderThroughItsLifeInSimulatedHours() {
    // GIVEN
    book.create("TS-1", "P-101", "WAPPR", new JsonMapper().createObjectNode());
    Planner planner = planner(Planner.after(Duration.ofHours(8)));
    // WHEN, THEN
    assertThat(statusAfter(planner, 1)).isEqualTo("WAPPR");
    assertThat(statusAfter(planner, 2)).isEqualTo("APPR");
    assertThat(statusAfter(planner, 7)).isEqualTo("APPR");
    assertThat(statusAfter(planner, 8)).isEqualTo("INPRG");
    assertThat(repaired).isEmpty();
    assertThat(statusAfter(planner, 16)).isEqualTo("COMP");
    assertThat(statusAfter(planner, 99)).isEqualTo("COMP");
    assertThat(repaired).containsExactly("P-101");
  }

  @Test
  void beginsWhenTheOrderSays() {
    // GIVEN
    book.create(
        "TS-1",
        "P-101",
        "WAPPR",
        new JsonMapper().createObjectNode().put("targstartdate", "2026-03-02T12:00:00+06:00"));
    Planner planner = planner(Planner.after(Duration.ofHours(8)));
    // WHEN, THEN
    assertThat(statusAfter(planner, 2)).isEqualTo("APPR");
    assertThat(statusAfter(planner, 23)).isEqualTo("APPR");
    assertThat(statusAfter(planner, 24)).isEqualTo("INPRG");
    assertThat(statusAfter(planner, 32)).isEqualTo("COMP");
  }

  @Test
  void completionCanFollowARecordInstead() {
    // GIVEN
    book.create("TS-1", "unit-7", "WAPPR", new JsonMapper().createObjectNode());
    Instant endOfRecord = T.plus(Duration.ofHours(50));
    Planner planner = planner((order, startedAt, now) -> !now.isBefore(endOfRecord));
    // WHEN, THEN
    statusAfter(planner, 2);
    statusAfter(planner, 8);
    assertThat(statusAfter(planner, 49)).isEqualTo("INPRG");
    assertThat(statusAfter(planner, 50)).isEqualTo("COMP");
  }

  @Test
  void leavesAnOrderThatWasCancelledElsewhereAlone() {
    // GIVEN
    book.create("TS-1", "P-101", "WAPPR", new JsonMapper().createObjectNode());
    book.setStatus("1", "CAN", "by the suite", T);
    // WHEN, THEN
    assertThat(statusAfter(planner(Planner.after(Duration.ZERO)), 99)).isEqualTo("CAN");
    assertThat(repaired).isEmpty();
  }
}
