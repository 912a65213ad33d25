package org.twinsuite.camel.hono.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OpenRecordsTest {

  private static final TopicPartition HERE = new TopicPartition("t", 0);
  private static final TopicPartition THERE = new TopicPartition("t", 1);

  private final OpenRecords open = new OpenRecords();

  @Test
  void aRecordThatIsDoneEndsItsPromiseOnly() {
    Future<Void> first = open.add(HERE, 5);
    Future<Void> second = open.add(HERE, 6);

    open.done(HERE, 5);
    open.done(HERE, 7);
    open.done(THERE, 6);

    assertThat(first.isComplete()).isTrue();
    assertThat(second.isComplete()).isFalse();
  }

  @Test
  void aRecordOfAPartitionThatWentElsewhereHoldsNothingUp() {
    // GIVEN
    Future<Void> gone = open.add(THERE, 5);
    Future<Void> kept = open.add(HERE, 5);
    // WHEN
    open.assigned(Set.of(), Set.of(HERE));
    // THEN
    assertThat(gone.isComplete()).isTrue();
    assertThat(kept.isComplete()).isFalse();
  }

  @Test
  void aRecordThatComesAgainAfterItsPartitionWasTakenAwayEndsBothPromises() {
    // GIVEN two records that were never begun before their partition came back
    Future<Void> before5 = open.add(HERE, 5);
    Future<Void> before6 = open.add(HERE, 6);
    open.assigned(Set.of(HERE), Set.of(HERE));
    // WHEN they come again
    Future<Void> again5 = open.add(HERE, 5);
    Future<Void> again6 = open.add(HERE, 6);
    assertThat(before5.isComplete()).isFalse();
    open.done(HERE, 5);
    // THEN what is done does not wait for what never was
    assertThat(before5.isComplete()).isTrue();
    assertThat(again5.isComplete()).isTrue();
    assertThat(before6.isComplete()).isFalse();
    open.done(HERE, 6);
    assertThat(before6.isComplete() && again6.isComplete()).isTrue();
  }

  @Test
  void whatSomebodyElseCommittedMeanwhileHoldsNothingUp() {
    Future<Void> before = open.add(HERE, 5);
    open.assigned(Set.of(HERE), Set.of(HERE));

    Future<Void> next = open.add(HERE, 6);

    assertThat(before.isComplete()).isTrue();
    assertThat(next.isComplete()).isFalse();
  }

  @Test
  void offsetsThatStartAgainAreOtherRecords() {
    Future<Void> former = open.add(HERE, 5);

    Future<Void> first = open.add(HERE, 0);
    open.done(HERE, 0);

    assertThat(first.isComplete()).isTrue();
    assertThat(former.isComplete()).isFalse();
    open.done(HERE, 5);
    assertThat(former.isComplete()).isTrue();
  }
}
