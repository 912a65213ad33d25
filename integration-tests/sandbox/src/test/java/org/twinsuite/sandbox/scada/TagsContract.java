package org.twinsuite.sandbox.scada;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.scada.GuardedWrites;
import org.twinsuite.connectors.scada.Signal;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagMapFile;
import org.twinsuite.connectors.scada.TagSample;
import org.twinsuite.connectors.scada.TagsResolver;
import org.twinsuite.connectors.scada.WriteOutcome;
import org.twinsuite.connectors.scada.WriteRequest;
import org.twinsuite.twin.Quality;

/**
 * What every dialect of {@link TagConnection} keeps, against a real peer.
 *
 * <p>The map has a source {@code line1} and the features {@code plain}, {@code scaled} (scale 2,
 * offset 1, dead-band 1), {@code writable} (0 to 50, step 20, twice a minute) and {@code unknown},
 * a tag the peer lacks. The raw values are 1, 2 and 3 at first.
 */
abstract class TagsContract {

  static final Duration LONG = Duration.ofMinutes(3);

  final CopyOnWriteArrayList<TagSample> samples = new CopyOnWriteArrayList<>();
  final List<WriteOutcome> outcomes = new ArrayList<>();
  final SetClock clock = new SetClock();
  TagMap map;

  abstract void startPeer() throws Exception;

  abstract void stopPeer() throws Exception;

  /** The tag map; the peer runs. */
  abstract String yaml();

  abstract void set(String feature, double raw) throws Exception;

  /** Makes the value bad in the peer's way. */
  abstract void spoil(String feature) throws Exception;

  abstract double get(String feature);

  @BeforeEach
  void start() throws Exception {
    startPeer();
    map = TagMapFile.parse(new StringReader(yaml()), "tags.yaml");
  }

  @AfterEach
  void stop() throws Exception {
    stopPeer();
  }

  GuardedWrites writes(TagConnection tags) {
    return new GuardedWrites(tags, clock, Duration.ofSeconds(30), outcomes::add);
  }

  WriteRequest request(double value, WriteRequest.Range onlyIf) {
    return new WriteRequest("TS-1", tag("writable"), value, onlyIf);
  }

  @Test
  void aGuardedWriteIsReadBackAndEveryRefusalSaysWhy() throws Exception {
    try (TagConnection tags = open()) {
      // GIVEN
      tags.subscribe(this::receive);
      awaitFirstValues();
      GuardedWrites writes = writes(tags);
      // WHEN
      WriteOutcome written = writes.write(request(12, new WriteRequest.Range(0, 5)));
      // THEN
      assertThat(written.kind()).isEqualTo(WriteOutcome.Kind.WRITTEN);
      assertThat(written.before()).isEqualTo(3.0);
      assertThat(written.after()).isEqualTo(12.0);
      assertThat(get("writable")).isEqualTo(12);
      assertThat(writes.write(request(12, null)).kind()).isEqualTo(WriteOutcome.Kind.ALREADY_THERE);
      // WHEN, THEN
      assertThat(writes.write(request(13, new WriteRequest.Range(0, 5))).reason())
          .isEqualTo("the present value 12.0 is not within 0.0 to 5.0");
      assertThat(writes.write(request(51, null)).reason()).contains("outside 0.0 to 50.0");
      assertThat(writes.write(request(33, null)).reason())
          .isEqualTo("33.0 is more than 20.0 away from the present value 12.0 (write.step)");
      assertThat(writes.write(new WriteRequest("TS-1", tag("plain"), 1, null)).reason())
          .contains("is not writable: give it write");
      assertThat(writes.write(request(14, null)).kind()).isEqualTo(WriteOutcome.Kind.WRITTEN);
      assertThat(writes.write(request(15, null)).reason())
          .isEqualTo("more than 2 writes in a minute (write.perMinute)");
      clock.now = clock.now.plusSeconds(61);
      assertThat(writes.write(request(15, null)).kind()).isEqualTo(WriteOutcome.Kind.WRITTEN);
      spoil("writable");
      await().atMost(LONG).until(() -> !last("writable").quality().isGood());
      assertThat(writes.write(request(16, null)).reason())
          .startsWith("the present value is not good");
      assertThat(outcomes)
          .hasSize(10)
          .last()
          .extracting(o -> o.request().reference())
          .isEqualTo("TS-1");
    }
  }

  /** A clock that is set. */
  static final class SetClock implements InstantSource {
    Instant now = Instant.parse("2026-03-01T06:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }
  }

  TagConnection open() {
    return new TagsResolver().open(map, "line1", InstantSource.system());
  }

  Tag tag(String feature) {
    return map.tags().stream().filter(t -> t.feature().equals(feature)).findFirst().orElseThrow();
  }

  void receive(Signal signal) {
    if (signal instanceof TagSample sample) {
      samples.add(sample);
    }
  }

  List<Object> values(String feature) {
    return of(feature).stream().map(TagSample::value).toList();
  }

  List<TagSample> of(String feature) {
    return samples.stream().filter(s -> s.feature().equals(feature)).toList();
  }

  TagSample last(String feature) {
    List<TagSample> some = of(feature);
    return some.get(some.size() - 1);
  }

  void awaitFirstValues() {
    await()
        .atMost(LONG)
        .until(
            () ->
                values("plain").contains(1.0)
                    && values("scaled").contains(5.0)
                    && values("writable").contains(3.0));
  }

  @Test
  void presentValuesAndThenEachChangeAreReported() throws Exception {
    try (TagConnection tags = open()) {
      // WHEN
      tags.subscribe(this::receive);
      awaitFirstValues();
      set("plain", 4);
      // THEN
      await().atMost(LONG).until(() -> values("plain").contains(4.0));
      assertThat(last("plain").quality()).isEqualTo(Quality.GOOD);
      assertThat(last("plain").sourceTimestamp()).isNotNull();
      assertThat(last("plain").receivedAt()).isNotNull();
      assertThat(last("plain").historical()).isFalse();
      assertThat(tags.connected()).isTrue();
    }
  }

  @Test
  void changesWithinTheDeadbandAreNotReportedAndNumbersAreScaled() throws Exception {
    try (TagConnection tags = open()) {
      // GIVEN
      tags.subscribe(this::receive);
      awaitFirstValues();
      // WHEN
      set("scaled", 3);
      set("plain", 9);
      await().atMost(LONG).until(() -> values("plain").contains(9.0));
      set("scaled", 4);
      // THEN
      await().atMost(LONG).until(() -> values("scaled").contains(9.0));
      // a server may tell the first value twice
      assertThat(values("scaled")).containsOnly(5.0, 9.0).endsWith(9.0);
    }
  }

  @Test
  void aBadValueIsReportedWithItsReasonWhileTheOthersRun() throws Exception {
    try (TagConnection tags = open()) {
      // GIVEN
      tags.subscribe(this::receive);
      awaitFirstValues();
      // WHEN
      spoil("plain");
      await().atMost(LONG).until(() -> !last("plain").quality().isGood());
      set("writable", 7);
      // THEN
      await().atMost(LONG).until(() -> values("writable").contains(7.0));
      assertThat(last("plain").value()).isNull();
      assertThat(last("plain").quality().severity()).isEqualTo(Quality.Severity.BAD);
      assertThat(last("plain").quality().code()).isNotBlank();
    }
  }

  @Test
  void aTagThatThePeerLacksIsNamedWhileTheOthersRun() {
    try (TagConnection tags = open()) {
      tags.subscribe(this::receive);
      awaitFirstValues();
      await().atMost(LONG).until(() -> !of("unknown").isEmpty());
      assertThat(last("unknown").quality().severity()).isEqualTo(Quality.Severity.BAD);
      assertThat(last("unknown").quality().code()).isNotEqualTo(TagConnection.NO_COMMUNICATION);
    }
  }

  @Test
  void tagsAreReadOnceInTheOrderAskedFor() {
    try (TagConnection tags = open()) {
      List<TagSample> read =
          tags.read(List.of(tag("writable"), tag("unknown"), tag("plain"), tag("scaled")));
      assertThat(read).extracting(TagSample::value).containsExactly(3.0, null, 1.0, 5.0);
      assertThat(read.get(1).quality().isGood()).isFalse();
      Tag foreign = Tag.of("line2", "x", "org.plant:P-101", "foreign");
      assertThatThrownBy(() -> tags.read(List.of(foreign)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not of source line1");
    }
  }

  @Test
  void onlyWhatTheMapAllowsIsWritten() {
    try (TagConnection tags = open()) {
      tags.subscribe(this::receive);
      awaitFirstValues();
      tags.write(tag("writable"), 12);
      await().atMost(LONG).until(() -> get("writable") == 12);
      assertThatThrownBy(() -> tags.write(tag("writable"), 51))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("outside 0.0 to 50.0");
      assertThatThrownBy(() -> tags.write(tag("plain"), 1)).hasMessageContaining("not writable");
      assertThat(get("plain")).isEqualTo(1);
    }
  }

  @Test
  void aLostConnectionIsToldAndRestoredWithAllValues() throws Exception {
    try (TagConnection tags = open()) {
      // GIVEN
      tags.subscribe(this::receive);
      awaitFirstValues();
      // WHEN
      stopPeer();
      await().atMost(LONG).until(() -> last("plain").quality().code().contains("NoCommunication"));
      assertThat(tags.connected()).isFalse();
      samples.clear();
      startPeer();
      set("plain", 6);
      // THEN
      await().atMost(LONG).until(() -> values("plain").contains(6.0));
      await()
          .atMost(LONG)
          .until(() -> !values("scaled").isEmpty() && last("scaled").value() != null);
      assertThat(tags.connected()).isTrue();
    }
  }

  @Test
  void aPeerThatIsNotThereCanBeTriedAgain() throws Exception {
    stopPeer();
    assertThatThrownBy(this::open)
        .isInstanceOf(RetryableFailure.class)
        .hasMessageStartingWith("line1: ");
    startPeer();
  }

  @Test
  void theReceiverIsCalledByOneThreadAtATime() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (TagConnection tags = open()) {
      tags.subscribe(
          signal -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            receive(signal);
            inside.decrementAndGet();
          });
      awaitFirstValues();
      for (int i = 10; i < 40; i++) {
        set("plain", i);
        set("writable", i);
      }
      await().atMost(LONG).until(() -> values("writable").contains(39.0));
    }
    assertThat(most).hasValue(1);
  }
}
