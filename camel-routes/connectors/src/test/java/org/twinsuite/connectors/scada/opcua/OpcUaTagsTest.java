package org.twinsuite.connectors.scada.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.scada.Quality.Severity;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagSample;
import org.twinsuite.connectors.scada.Tags;

/** Against a real OPC UA server. */
class OpcUaTagsTest {

  private static final Instant AT = Instant.parse("2026-03-01T06:00:00.250Z");

  private final CopyOnWriteArrayList<TagSample> samples = new CopyOnWriteArrayList<>();
  private OpcPlant plant;

  @BeforeEach
  void start() throws Exception {
    plant = new OpcPlant(10);
    plant.start();
  }

  @AfterEach
  void stop() throws Exception {
    plant.close();
  }

  private Tag tag(String name, double deadband) {
    return new Tag(
        "line1",
        plant.address(name),
        "org.plant:P-101",
        name,
        "mm/s",
        deadband,
        2,
        1,
        name.equals("tag9") ? new Tag.WriteBounds(0, 50) : null,
        7);
  }

  private Tags open(Tag... tags) {
    TagMap.Source source = new TagMap.Source("line1", plant.url(), 100);
    return OpcUaTags.open(source, List.of(tags), InstantSource.system());
  }

  private List<Object> values() {
    return samples.stream().map(TagSample::value).toList();
  }

  @Test
  void reportsValuesScaledWithTheirQualityAndTimes() {
    try (Tags tags = open(tag("tag1", 0))) {
      // GIVEN
      assertThat(tags.subscribe(samples::add)).isEmpty();
      await().until(() -> values().contains(3.0));
      // WHEN
      plant.set("tag1", 4.5, 0, AT);
      plant.set("tag1", null, StatusCodes.Bad_SensorFailure, AT.plusSeconds(1));
      await().until(() -> samples.stream().anyMatch(s -> s.quality().severity() == Severity.BAD));
      plant.set("tag1", 4.6, StatusCodes.Uncertain_SensorNotAccurate, AT.plusSeconds(2));
      await()
          .until(
              () -> samples.stream().anyMatch(s -> s.quality().severity() == Severity.UNCERTAIN));
      // THEN
      TagSample bad =
          samples.stream().filter(s -> s.quality().severity() == Severity.BAD).findFirst().get();
      assertThat(bad.value()).isNull();
      assertThat(bad.quality().code()).isEqualTo("Bad_SensorFailure");
      assertThat(bad.sourceTimestamp()).isEqualTo(AT.plusSeconds(1));
      assertThat(bad.receivedAt()).isNotNull();
      assertThat(samples.get(samples.size() - 1).value()).isEqualTo(10.2);
    }
  }

  @Test
  void changesWithinTheDeadbandAreNotReported() {
    try (Tags tags = open(tag("tag1", 1.0), tag("tag2", 0))) {
      // GIVEN
      tags.subscribe(samples::add);
      await().until(() -> samples.size() >= 2);
      // WHEN
      plant.set("tag1", 1.5, 0, AT);
      plant.set("tag2", 99.0, 0, AT);
      await().until(() -> values().contains(199.0));
      plant.set("tag1", 3.0, 0, AT.plusSeconds(1));
      await().until(() -> values().contains(7.0));
      // THEN
      assertThat(values()).doesNotContain(4.0);
    }
  }

  @Test
  void aTagTheServerDoesNotKnowIsNamedAndTheOthersRun() {
    try (Tags tags = open(tag("tag1", 0), tag("nonsense", 0))) {
      // WHEN
      List<Tags.Refusal> refused = tags.subscribe(samples::add);
      // THEN
      assertThat(refused).extracting(Tags.Refusal::problem).containsExactly("Bad_NodeIdUnknown");
      assertThat(refused.get(0).tag().line()).isEqualTo(7);
      await().until(() -> values().contains(3.0));
    }
  }

  @Test
  void readsEachTagOnce() {
    try (Tags tags = open(tag("tag1", 0), tag("nonsense", 0))) {
      List<TagSample> read = tags.readOnce();
      assertThat(read).extracting(TagSample::value).containsExactly(3.0, null);
      assertThat(read.get(1).quality().code()).isEqualTo("Bad_NodeIdUnknown");
    }
  }

  @Test
  void writesOnlyWhatTheMapAllows() {
    Tag free = tag("tag9", 0);
    Tag guarded = tag("tag1", 0);
    try (Tags tags = open(free, guarded)) {
      tags.write(free, 11);
      assertThat(plant.get("tag9")).isEqualTo(5.0);
      assertThatThrownBy(() -> tags.write(free, 51)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> tags.write(guarded, 1)).hasMessageContaining("not writable");
      assertThat(plant.get("tag1")).isEqualTo(1.0);
    }
  }

  @Test
  void aServerThatRestartsIsSubscribedAgain() throws Exception {
    try (Tags tags = open(tag("tag1", 0))) {
      // GIVEN
      tags.subscribe(samples::add);
      await().until(() -> values().contains(3.0));
      // WHEN
      plant.stop();
      await().atMost(Duration.ofSeconds(30)).until(() -> !tags.connected());
      plant.start();
      plant.set("tag1", 8.0, 0, AT);
      // THEN
      await().atMost(Duration.ofSeconds(60)).until(() -> values().contains(17.0));
      assertThat(tags.connected()).isTrue();
    }
  }

  @Test
  void aServerThatIsNotThereIsRetryable() throws Exception {
    Tag tag = tag("tag1", 0);
    plant.stop();
    assertThatThrownBy(() -> open(tag)).isInstanceOf(RetryableFailure.class);
    plant.start();
  }

  @Test
  void fiveThousandTagsReportTheirFirstValue() throws Exception {
    try (OpcPlant large = new OpcPlant(5_000)) {
      large.start();
      List<Tag> many = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        String address = large.address("tag" + i);
        many.add(new Tag("line1", address, "org.plant:P", "f" + i, null, 0, 1, 0, null, i));
      }
      TagMap.Source source = new TagMap.Source("line1", large.url(), 500);
      try (Tags tags = OpcUaTags.open(source, many, InstantSource.system())) {
        assertThat(tags.subscribe(samples::add)).isEmpty();
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> samples.stream().map(s -> s.tag().line()).distinct().count() == 5_000);
      }
    }
  }
}
