package org.twinsuite.connectors.cmms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.SocketException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.config.Settings;

/** A system that is slower than our patience, or says what nobody can read. */
class GuardedWorkOrdersTest {
  private static final WorkOrder ORDER =
      new WorkOrder("TS-1", "1001", WorkOrderStatus.APPROVED, "APPR", Instant.EPOCH, "/1001");
  private final System system = new System();
  private final WorkOrders orders =
      GuardedWorkOrders.of(
          system,
          Settings.of(
              "cmms.plant.",
              Map.of("firstPause", "PT0.001S", "settle", "PT7M"),
              GuardedWorkOrders.OPTIONS));

  @ParameterizedTest
  @ValueSource(ints = {0, 502, 504})
  void aCreateThatMayStillHappenIsNotSentAgainBeforeItHadTheTimeTo(int status) {
    // GIVEN a system that carries a create out after nobody waits for its answer any more
    system.failing =
        new RetryableFailure("plant", status, "no answer", null, new SocketException());
    // WHEN
    assertThatThrownBy(() -> orders.create(OneOrder.request()))
        .isInstanceOfSatisfying(
            RetryableFailure.class,
            failed -> assertThat(failed.retryAfter()).contains(Duration.ofMinutes(7)));
    // THEN
    assertThat(system.submitted).isEqualTo(1);
    // AND it is found when it is there
    system.standing = ORDER;
    assertThat(orders.create(OneOrder.request())).isEqualTo(ORDER);
    assertThat(system.submitted).isEqualTo(1);
  }

  @Test
  void aCreateThatHappensWhileItIsLookedForIsFoundAtOnce() {
    // GIVEN
    system.failing = new RetryableFailure("plant", 0, "no answer", null, null);
    system.appearsWithLookUp = 3;
    // WHEN, THEN
    assertThat(orders.create(OneOrder.request())).isEqualTo(ORDER);
    assertThat(system.submitted).isEqualTo(1);
  }

  @Test
  void aCreateThatDidNotHappenIsRepeatedAtOnce() {
    // GIVEN a system that said so, and one that was not reached
    for (RetryableFailure failed :
        new RetryableFailure[] {
          new RetryableFailure("plant", 500, "rolled back", null, null),
          new RetryableFailure("plant", 503, "not now", null, null),
          new RetryableFailure("plant", 0, "refused", null, new ConnectException())
        }) {
      system.submitted = 0;
      system.failing = failed;
      // WHEN
      assertThatThrownBy(() -> orders.create(OneOrder.request())).isSameAs(failed);
      // THEN
      assertThat(system.submitted).isEqualTo(4);
    }
  }

  @Test
  void anAnswerThatCannotBeReadIsAFailureOfTheSystem() {
    // GIVEN
    system.unreadable = true;
    // WHEN, THEN
    assertThatThrownBy(() -> orders.find("TS-1"))
        .isInstanceOf(RetryableFailure.class)
        .hasMessageContaining("plant")
        .hasMessageContaining("yesterday");
  }

  private static final class System implements CmmsDialect {
    private WorkOrder standing;
    private RetryableFailure failing;
    private boolean unreadable;
    private int submitted;
    private int lookUps;
    private int appearsWithLookUp;

    @Override
    public String system() {
      return "plant";
    }

    @Override
    public Optional<WorkOrder> find(String reference) {
      if (unreadable) {
        throw new DateTimeException("'yesterday' is no time");
      }
      lookUps++;
      return lookUps == appearsWithLookUp ? Optional.of(ORDER) : Optional.ofNullable(standing);
    }

    @Override
    public WorkOrder submit(WorkOrderRequest request) {
      submitted++;
      throw failing;
    }

    @Override
    public WorkOrder addNote(WorkOrder order, String note) {
      throw new UnsupportedOperationException();
    }

    @Override
    public WorkOrder changeStatus(WorkOrder order, WorkOrderStatus status, String memo) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Changes changedSince(String cursor) {
      throw new UnsupportedOperationException();
    }
  }
}
