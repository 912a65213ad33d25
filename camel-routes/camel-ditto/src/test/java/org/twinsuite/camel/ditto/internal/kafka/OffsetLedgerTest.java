package org.twinsuite.camel.ditto.internal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OffsetLedgerTest {

  private record Message(long offset, String thing, long revision) {}

  @Property(tries = 200)
  void commitsNothingWhoseChangeIsNotHandledAndAllInTheEnd(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int messages) {
    // GIVEN messages of three things with repetitions, disorder and gaps between offsets
    Map<String, Long> marks = new HashMap<>(Map.of("a", 2L));
    OffsetLedger ledger = new OffsetLedger(thing -> marks.getOrDefault(thing, 0L));
    List<Message> received = new ArrayList<>();
    long offset = random.nextInt(5);
    for (int i = 0; i < messages; i++) {
      String thing = List.of("a", "b", "c").get(random.nextInt(3));
      Message message = new Message(offset, thing, 1 + random.nextInt(6));
      offset += 1 + random.nextInt(3);
      received.add(message);
      ledger.received(message.offset(), thing, message.revision());
      // WHEN marks move on in between
      if (random.nextInt(3) == 0) {
        String moving = List.of("a", "b", "c").get(random.nextInt(3));
        marks.merge(moving, (long) random.nextInt(6), Math::max);
        ledger.handled(moving, marks.get(moving));
      }
      // THEN the offset is the first one whose change is not handled
      long expected =
          received.stream()
              .filter(m -> m.revision() > marks.getOrDefault(m.thing(), 0L))
              .mapToLong(Message::offset)
              .findFirst()
              .orElse(message.offset() + 1);
      assertThat(ledger.committable()).hasValue(expected);
      assertThat(ledger.window()).isEqualTo(message.offset() + 1 - expected);
    }
    List.of("a", "b", "c").forEach(thing -> ledger.handled(thing, 6));
    assertThat(ledger.window()).isZero();
  }

  @Example
  void hasNothingToCommitBeforeAnythingWasRead() {
    OffsetLedger ledger = new OffsetLedger(thing -> 0);
    assertThat(ledger.committable()).isEmpty();
    ledger.startAt(17);
    assertThat(ledger.committable()).hasValue(17);
    ledger.skipped(17);
    assertThat(ledger.committable()).hasValue(18);
  }

  @Example
  void doesNotWaitForTheFormerLifeOfAThingThatBeganAnew() {
    OffsetLedger ledger = new OffsetLedger(thing -> 50);
    ledger.received(0, "a", 51);
    ledger.forget("a");
    assertThat(ledger.committable()).hasValue(1);
    ledger.received(1, "a", 1);
    assertThat(ledger.committable()).hasValue(1);
    ledger.handled("a", 1);
    assertThat(ledger.committable()).hasValue(2);
  }
}
