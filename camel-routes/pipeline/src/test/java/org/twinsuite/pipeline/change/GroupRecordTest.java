package org.twinsuite.pipeline.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.rules.fact.ThingContext;

class GroupRecordTest {

  @Test
  void aChangeComesOutAsItWentIn() {
    TwinChange full =
        new TwinChange(
            "plant:p1",
            "/features/vibration/properties",
            TwinChange.MERGED,
            JsonObject.of("{\"value\":2.1}"),
            7,
            Instant.parse("2026-03-01T10:00:00.123Z"),
            null,
            "corr");
    TwinChange bare =
        new TwinChange("plant:p1", "/", TwinChange.DELETED, null, 8, null, null, null);
    for (TwinChange change : new TwinChange[] {full, bare}) {
      GroupRecord record = new GroupRecord(change, change == bare);
      assertThat(GroupRecord.of(record.toBytes())).isEqualTo(record);
    }
  }

  @Test
  void siblingsShareAPartitionWhichIsTheOneKafkaChooses() {
    ThingView child = view("plant:p1", "plant:line");
    ThingView sibling = view("plant:p2", "plant:line");
    assertThat(Groups.key("plant:p1", child))
        .isEqualTo(Groups.key("plant:p2", sibling))
        .isEqualTo("plant:line");
    assertThat(Groups.key("plant:p3", view("plant:p3", null))).isEqualTo("plant:p3");
    assertThat(Groups.partition("plant:line", 7))
        .isEqualTo(
            BuiltInPartitioner.partitionForKey(
                "plant:line".getBytes(java.nio.charset.StandardCharsets.UTF_8), 7));
  }

  private static ThingView view(String thingId, String parent) {
    return new ThingView(
        new ThingContext(thingId, null, parent, Map.of(), Map.of(), Instant.EPOCH, 1),
        null,
        List.of(),
        Map.of());
  }
}
