package org.twinsuite.connectors.scada.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeNodeStateTest {

  private final List<String> outcomes = new ArrayList<>();
  private final EdgeNodeState state = new EdgeNodeState();

  private final EdgeNodeState.Outcome outcome =
      new EdgeNodeState.Outcome() {
        @Override
        public void value(EdgeNodeState.Known known, Metric metric, Payload payload) {
          outcomes.add(known.name() + "=" + SparkplugValues.value(metric, known.datatype()));
        }

        @Override
        public void born(String device, List<EdgeNodeState.Known> metrics) {
          outcomes.add("born " + device);
        }

        @Override
        public void died(String device) {
          outcomes.add("died " + device);
        }

        @Override
        public void rebirth(String reason) {
          outcomes.add("rebirth: " + reason);
        }

        @Override
        public void rejected(String reason) {
          outcomes.add("rejected: " + reason);
        }
      };

  private void send(String topic, long seq, Metric.Builder... metrics) {
    Payload.Builder payload = Payload.newBuilder().setSeq(seq);
    for (Metric.Builder metric : metrics) {
      payload.addMetrics(metric);
    }
    state.accept(SparkplugTopic.of("spBv1.0/g/" + topic).orElseThrow(), payload.build(), outcome);
  }

  private static Metric.Builder bdSeq(long value) {
    return Metric.newBuilder()
        .setName("bdSeq")
        .setDatatype(DataType.Int64_VALUE)
        .setLongValue(value);
  }

  private static Metric.Builder speed() {
    return Metric.newBuilder()
        .setName("speed")
        .setAlias(7)
        .setDatatype(DataType.Double_VALUE)
        .setDoubleValue(1);
  }

  private static Metric.Builder byAlias(long alias, double value) {
    return Metric.newBuilder().setAlias(alias).setDoubleValue(value);
  }

  @BeforeEach
  void birth() {
    send("NBIRTH/n", 0, bdSeq(3), speed());
    outcomes.clear();
  }

  @Test
  void theSequenceGoesFrom255To0() {
    for (int seq = 1; seq < 600; seq++) {
      send("NDATA/n", seq % 256, byAlias(7, seq));
    }
    assertThat(outcomes).hasSize(599).noneMatch(text -> text.startsWith("rebirth"));
  }

  @Test
  void aGapAsksForARebirthAndTheValueCounts() {
    send("NDATA/n", 2, byAlias(7, 5));
    assertThat(outcomes).containsExactly("rebirth: sequence number 2 instead of 1", "speed=5.0");
  }

  @Test
  void anUnknownAliasDeviceOrNodeAsksForARebirth() {
    send("NDATA/n", 1, byAlias(8, 5), byAlias(7, 6));
    send("DDATA/n/d", 2, byAlias(7, 5));
    new EdgeNodeState()
        .accept(
            SparkplugTopic.of("spBv1.0/g/NDATA/n").orElseThrow(),
            Payload.newBuilder().build(),
            outcome);
    assertThat(outcomes)
        .containsExactly(
            "rebirth: alias 8 is unknown",
            "speed=6.0",
            "rebirth: data of device d before its birth",
            "rebirth: data before a birth");
  }

  @Test
  void theDeathOfAnEarlierSessionIsIgnored() {
    send("NDEATH/n", 0, bdSeq(2));
    assertThat(outcomes).isEmpty();
    send("NDEATH/n", 0, bdSeq(3));
    assertThat(outcomes).containsExactly("died null");
  }

  @Test
  void aNewBirthForgetsTheAliasesOfTheOld() {
    send("NBIRTH/n", 0, bdSeq(4), speed().setAlias(9));
    outcomes.clear();
    send("NDATA/n", 1, byAlias(7, 5), byAlias(9, 6));
    assertThat(outcomes).containsExactly("rebirth: alias 7 is unknown", "speed=6.0");
  }

  @ParameterizedTest
  @CsvSource({
    "Int8,-1,-1",
    "Int16,-1,-1",
    "Int32,-1,-1",
    "UInt8,-1,255",
    "UInt16,-1,65535",
    "UInt32,-1,4294967295"
  })
  void wholeNumbersKeepTheirSign(DataType type, int bits, String value) {
    Metric metric = Metric.newBuilder().setIntValue(bits).build();
    assertThat(SparkplugValues.value(metric, type.getNumber())).hasToString(value);
  }

  @ParameterizedTest
  @CsvSource({
    "Int64,-1,-1",
    "UInt64,-1,18446744073709551615",
    "DateTime,77,1970-01-01T00:00:00.077Z"
  })
  void longNumbersKeepTheirSign(DataType type, long bits, String value) {
    Metric metric = Metric.newBuilder().setLongValue(bits).build();
    assertThat(SparkplugValues.value(metric, type.getNumber())).hasToString(value);
  }

  @Test
  void aliasesAreLookedUpByTheDeviceOfTheTopic() {
    // GIVEN two devices that number their aliases from 1
    send("DBIRTH/n/d1", 1, speed().setName("a").setAlias(1));
    send("DBIRTH/n/d2", 2, speed().setName("b").setAlias(1));
    outcomes.clear();
    // WHEN
    send("DDATA/n/d1", 3, byAlias(1, 9));
    send("DDATA/n/d2", 4, byAlias(1, 8));
    // THEN
    assertThat(outcomes).containsExactly("a=9.0", "b=8.0");
  }

  @Test
  void aDeathWithoutBdSeqEndsTheNode() {
    // WHEN
    send("NDEATH/n", 0);
    // THEN
    assertThat(outcomes).containsExactly("died null");
    assertThat(state.alive()).isFalse();
  }

  @Test
  void aDeathEndsANodeWhoseBirthHadNoBdSeq() {
    send("NBIRTH/n", 0, speed());
    outcomes.clear();
    send("NDEATH/n", 0, bdSeq(9));
    assertThat(outcomes).containsExactly("died null");
  }

  @Test
  void aMessageThatIsDeliveredTwiceIsNotAGap() {
    send("NDATA/n", 1, byAlias(7, 5));
    send("NDATA/n", 1, byAlias(7, 5));
    send("NDATA/n", 2, byAlias(7, 6));
    assertThat(outcomes).containsExactly("speed=5.0", "speed=5.0", "speed=6.0");
  }

  @Test
  void aMetricThatSaysItsNameAndTypeNeedsNoBirth() {
    send("DDATA/n/d", 1, speed().setName("x").clearAlias().setDoubleValue(4));
    assertThat(outcomes).containsExactly("rebirth: data of device d before its birth", "x=4.0");
  }

  @Property(tries = 2000)
  void anyPayloadInAnyOrderEndsInOutcomes(
      @ForAll("messages") List<Map.Entry<String, byte[]>> messages) {
    EdgeNodeState node = new EdgeNodeState();
    for (Map.Entry<String, byte[]> message : messages) {
      Payload payload;
      try {
        payload = Payload.parseFrom(message.getValue());
      } catch (InvalidProtocolBufferException e) {
        continue;
      }
      node.accept(SparkplugTopic.of(message.getKey()).orElseThrow(), payload, quiet());
    }
  }

  @Provide
  Arbitrary<List<Map.Entry<String, byte[]>>> messages() {
    Arbitrary<String> topics =
        Arbitraries.of("NBIRTH/n", "NDATA/n", "NDEATH/n", "DBIRTH/n/d", "DDATA/n/d", "DDEATH/n/d")
            .map(topic -> "spBv1.0/g/" + topic);
    Arbitrary<byte[]> valid =
        Combinators.combine(
                Arbitraries.longs(),
                Arbitraries.longs().between(0, 3),
                Arbitraries.integers().between(0, 40),
                Arbitraries.strings().ofMaxLength(3))
            .as(
                (seq, alias, type, name) ->
                    Payload.newBuilder()
                        .setSeq(seq)
                        .addMetrics(
                            Metric.newBuilder().setName(name).setAlias(alias).setDatatype(type))
                        .build()
                        .toByteArray());
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    return Combinators.combine(topics, Arbitraries.oneOf(valid, any))
        .as((topic, bytes) -> Map.entry(topic, bytes))
        .list()
        .ofMaxSize(8);
  }

  private static EdgeNodeState.Outcome quiet() {
    return new EdgeNodeState.Outcome() {
      @Override
      public void value(EdgeNodeState.Known known, Metric metric, Payload payload) {
        SparkplugQuality.of(metric);
        try {
          SparkplugValues.value(metric, known.datatype());
        } catch (IllegalArgumentException e) {
          // no value
        }
      }

      @Override
      public void born(String device, List<EdgeNodeState.Known> metrics) {}

      @Override
      public void died(String device) {}

      @Override
      public void rebirth(String reason) {}

      @Override
      public void rejected(String reason) {}
    };
  }

  @Test
  void aBirthOfMoreMetricsThanCanBeKeptIsLeftOut() {
    Metric.Builder[] many = new Metric.Builder[200_001];
    java.util.Arrays.setAll(many, i -> Metric.newBuilder().setName("m" + i).setDatatype(9));
    send("DBIRTH/n/d", 1, many);
    assertThat(outcomes).singleElement().asString().startsWith("rejected: a birth with 200001");
    outcomes.clear();
    send("NDATA/n", 2, byAlias(7, 5));
    assertThat(outcomes).containsExactly("speed=5.0");
  }
}
