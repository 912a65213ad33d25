package org.twinsuite.ditto.extensions.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.tahu.message.model.MetricDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.twinsuite.ditto.extensions.arrow.Batches;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sparkplug.Edge;
import org.twinsuite.ditto.extensions.twin.Outcome;
import org.twinsuite.ditto.extensions.twin.TwinMessages;

/**
 * Whatever the bytes: a mapper ends with messages or a payload error, in memory bounded by the
 * payload's length. Valid messages are damaged byte by byte; the seed is fixed.
 */
final class HostilePayloadsTest {

  private static final long NOW = Edge.NOW;
  private static final int RUNS = 4_000;
  private static final long BASE = 24L << 20;
  private static final long PER_BYTE = 600;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @MethodSource("formats")
  void damagedPayloadsEndInAPayloadErrorAtMost(MapperFormat format) {
    // GIVEN valid payloads
    List<byte[]> seeds = seeds(format);
    Random random = new Random(20_261_130);
    TwinMessages messages = messages(format);

    // WHEN they are damaged
    for (int run = 0; run < RUNS; run++) {
      byte[] bytes = damaged(seeds, random);

      // THEN
      check(format, messages, bytes, "run " + run);
    }
  }

  @Test
  void aDictionaryIsNotExpandedWithoutBound() throws IOException {
    // GIVEN a text of 60 kB that each of 5,000 rows refers to
    byte[] bomb = Batches.repeated("x".repeat(60_000), 5_000);
    assertThat(bomb.length).isLessThan(1 << 20);

    // WHEN, THEN
    Outcome outcome = check(ArrowMapper.FORMAT, messages(ArrowMapper.FORMAT), bomb, "bomb");
    assertThat(outcome.refused).hasMessageContaining("more than");
  }

  @Test
  void longNamesAreNotRemembered() {
    // GIVEN
    TwinMessages messages = messages(SenmlMapper.FORMAT);
    long before = used();

    // WHEN
    for (int i = 0; i < 2_000; i++) {
      String name = "org.test:" + i + "x".repeat(60_000) + "/a";
      String pack = "[{\"n\":\"" + name + "\",\"v\":1}]";
      assertThat(Outcome.of(messages, text(pack)).refused).isNotNull();
    }

    // THEN 240 MB of names left nothing behind
    assertThat(used() - before).isLessThan(48L << 20);
    assertThat(Outcome.of(messages, text("[{\"n\":\"org.test:m/a\",\"v\":1}]")).points).hasSize(1);
  }

  @Test
  void manyNodesAndThingsAreForgottenByBytes() {
    // GIVEN
    TwinMessages messages = messages(SparkplugMapper.FORMAT);
    long before = used();

    // WHEN unknown nodes send births, each with long names
    for (int node = 0; node < 4_000; node++) {
      Edge birth = Edge.payload(0);
      for (int metric = 0; metric < 20; metric++) {
        birth.metric(metric + "m".repeat(190), MetricDataType.Double, 1.0);
      }
      messages.of(birth.on("spBv1.0/org.test/NBIRTH/n" + node));
    }

    // THEN
    assertThat(used() - before).isLessThan(220L << 20);
  }

  @Test
  void deepJsonEndsInAPayloadError() {
    for (String open : List.of("[", "{\"Value\":", "{\"Body\":")) {
      String deep =
          "{\"PublisherId\":\"org.test\",\"Messages\":[{\"DataSetWriterId\":1,\"Payload\":{\"a\":"
              + open.repeat(50_000);
      check(
          OpcUaPubSubMapper.FORMAT,
          messages(OpcUaPubSubMapper.FORMAT),
          deep.getBytes(StandardCharsets.UTF_8),
          open);
      check(
          SenmlMapper.FORMAT,
          messages(SenmlMapper.FORMAT),
          ("[{\"x\":" + open.repeat(50_000)).getBytes(StandardCharsets.UTF_8),
          open);
    }
  }

  @Test
  void unitsOfStrangersDoNoHarm() {
    TwinMessages messages = messages(SenmlMapper.FORMAT);

    for (String unit :
        List.of(
            "°C", "km9999", "m2147483647", "[", "{", "(".repeat(100_000), "m/".repeat(50_000))) {
      Outcome outcome =
          Outcome.of(messages, text("[{\"n\":\"org.test:m/a\",\"u\":\"" + unit + "\",\"v\":1}]"));

      assertThat(outcome.points).hasSize(1);
    }
  }

  @Test
  void manyBadPartsAreReportedByTheirNumber() {
    // GIVEN 26 kB with 2,000 bad points
    StringBuilder pack = new StringBuilder("[{\"n\":\"org.test:m/a\",\"v\":1}");
    for (int i = 0; i < 2_000; i++) {
      pack.append(",{\"n\":\"a\",\"v\":1}");
    }

    // WHEN
    Outcome outcome = Outcome.of(messages(SenmlMapper.FORMAT), text(pack + "]"));

    // THEN
    assertThat(outcome.points).hasSize(1);
    assertThat(outcome.rejected).hasSize(101);
    assertThat(outcome.rejected.get(100)).contains("1900 more parts");
  }

  @Test
  void aLongPayloadIsRefusedBeforeItIsRead() {
    Outcome outcome =
        Outcome.of(messages(SenmlMapper.FORMAT), text("[" + " ".repeat(1 << 20) + "]"));

    assertThat(outcome.refused).hasMessageContaining("more than 1048576");
  }

  private static Outcome check(
      MapperFormat format, TwinMessages messages, byte[] bytes, String what) {
    MappedMessage message =
        new MappedMessage(
            Map.of("mqtt.topic", "spBv1.0/org.test/DDATA/line1/pump7"),
            null,
            ByteBuffer.wrap(bytes),
            NOW,
            "c-1");
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Outcome outcome;
    try {
      outcome = Outcome.of(messages, message);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(format + ", " + what + ": " + e, e);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated)
        .as("%s, %s: bytes allocated for %d", format, what, bytes.length)
        .isLessThan(BASE + PER_BYTE * bytes.length);
    if (outcome.refused != null) {
      assertThat(outcome.refused.fix()).isNotBlank();
    }
    return outcome;
  }

  private static byte[] damaged(List<byte[]> seeds, Random random) {
    byte[] seed = seeds.get(random.nextInt(seeds.size()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(seed);
    byte[] bytes = out.toByteArray();
    int faults = 1 + random.nextInt(4);
    for (int i = 0; i < faults && bytes.length > 8; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = java.util.Arrays.copyOf(bytes, at); // cut
        case 3 -> { // as if a length were far too large
          for (int j = at; j < Math.min(at + 4, bytes.length); j++) {
            bytes[j] = random.nextBoolean() ? (byte) 0x7F : (byte) 0xFF;
          }
        }
        case 4 -> { // a piece twice
          int length = 1 + random.nextInt(Math.min(40, bytes.length - at));
          byte[] twice = new byte[bytes.length + length];
          System.arraycopy(bytes, 0, twice, 0, at + length);
          System.arraycopy(bytes, at, twice, at + length, bytes.length - at);
          bytes = twice;
        }
        default -> { // a piece of another payload
          byte[] other = seeds.get(random.nextInt(seeds.size()));
          int length = Math.min(Math.min(20, other.length), bytes.length - at);
          System.arraycopy(other, random.nextInt(other.length - length + 1), bytes, at, length);
        }
      }
    }
    return bytes;
  }

  static List<MapperFormat> formats() {
    return List.of(
        SparkplugMapper.FORMAT, SenmlMapper.FORMAT, OpcUaPubSubMapper.FORMAT, ArrowMapper.FORMAT);
  }

  private static List<byte[]> seeds(MapperFormat format) {
    return switch (format.alias()) {
      case "SparkplugB" ->
          List.of(
              Edge.payload(1)
                  .metric("a", MetricDataType.Double, 1.0, b -> b.alias(1L))
                  .metric("b", MetricDataType.Int8, (byte) -3)
                  .metric("c", MetricDataType.String, "on")
                  .metric("d", MetricDataType.Int32Array, new Integer[] {1, 2, 3})
                  .metric("e", MetricDataType.BooleanArray, new Boolean[] {true, false})
                  .metric("f", MetricDataType.Double, 1.0, Edge.unit("°C"))
                  .on("x")
                  .asBytes(),
              Edge.payload(2).alias(1L, MetricDataType.Double, 2.0).on("x").asBytes());
      case "SenML" ->
          utf8(
              "[{\"bn\":\"org.test:m/\",\"bt\":1700000000,\"bu\":\"W\",\"bs\":1,\"bv\":2,\"bver\":5,"
                  + "\"n\":\"a\",\"v\":1.5},{\"n\":\"b\",\"vs\":\"on\",\"u\":\"m/s\"},"
                  + "{\"n\":\"c\",\"vb\":true,\"t\":-5},{\"n\":\"d\",\"vd\":\"aGkg\"}]",
              "[{\"n\":\"org.test:m/a\",\"v\":1e3,\"s\":5,\"ut\":6}]");
      case "OpcUaPubSub" ->
          utf8(
              "{\"MessageType\":\"ua-metadata\",\"PublisherId\":\"org.test\",\"DataSetWriterId\":1,"
                  + "\"MetaData\":{\"Fields\":[{\"Name\":\"a\",\"BuiltInType\":8,\"Properties\":[{\"Key\":"
                  + "{\"Name\":\"EngineeringUnits\"},\"Value\":{\"Type\":22,\"Body\":{\"Body\":{\"UnitId\":4408652,"
                  + "\"DisplayName\":{\"Text\":\"°C\"}}}}}]}]}}",
              "{\"MessageType\":\"ua-data\",\"PublisherId\":\"org.test\",\"Messages\":[{\"DataSetWriterId\":1,"
                  + "\"Timestamp\":\"2026-03-01T00:00:00Z\",\"Status\":{\"Code\":0},\"Payload\":{\"a\":\"5\","
                  + "\"b\":{\"Type\":11,\"Body\":[1,2.5],\"Dimensions\":[1,2]},\"c\":{\"Value\":{\"UaType\":9,"
                  + "\"Value\":\"7\"},\"StatusCode\":{\"Code\":2150694912,\"Symbol\":\"Bad\"},"
                  + "\"SourceTimestamp\":\"2026-03-01T00:00:00Z\"}}}]}");
      default -> {
        try {
          yield List.of(Batches.wide(3), Batches.wide(1), Batches.repeated("org.test:m1", 40));
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  private static List<byte[]> utf8(String... texts) {
    List<byte[]> all = new ArrayList<>();
    for (String text : texts) {
      all.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return all;
  }

  private static MappedMessage text(String payload) {
    return new MappedMessage(Map.of(), payload, null, NOW, "c-1");
  }

  private static TwinMessages messages(MapperFormat format) {
    return Outcome.messages(format.reader(new OptionValues(Map.of(), format.options())), "{}");
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
