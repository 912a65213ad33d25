package org.twinsuite.ditto.extensions.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.eclipse.tahu.message.model.MetricDataType;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.Samples;

class SparkplugPropertiesTest {

  private static final String TOPIC = "spBv1.0/org.test/NDATA/line1";

  @Property(tries = 500)
  void whateverTheBytesTheyAreReadOrRefused(@ForAll @Size(max = 200) byte[] bytes) {
    try {
      read(new MappedMessage(Map.of("mqtt.topic", TOPIC), null, ByteBuffer.wrap(bytes), 0, "c"));
    } catch (PayloadError e) {
      assertThat(e.getMessage()).contains("metrics[");
    }
  }

  @Property(tries = 300)
  void aTruncatedPayloadIsReadOrRefused(@ForAll @IntRange(max = 60) int keep) {
    byte[] whole =
        Edge.payload(3)
            .metric("a", MetricDataType.Double, 1.5)
            .metric("b", MetricDataType.String, "text")
            .bytes();
    ByteBuffer part = ByteBuffer.wrap(whole, 0, Math.min(keep, whole.length));
    try {
      read(new MappedMessage(Map.of("mqtt.topic", TOPIC), null, part, 0, "c"));
    } catch (PayloadError e) {
      assertThat(e.fix()).isNotBlank();
    }
  }

  @Property(tries = 300)
  void numbersComeBackAsTheReferenceWroteThem(
      @ForAll long i64, @ForAll int i32, @ForAll short i16, @ForAll byte i8, @ForAll double d) {
    Samples readings =
        read(
            Edge.payload(0)
                .metric("i64", MetricDataType.Int64, i64)
                .metric("i32", MetricDataType.Int32, i32)
                .metric("i16", MetricDataType.Int16, i16)
                .metric("i8", MetricDataType.Int8, i8)
                .metric("u32", MetricDataType.UInt32, i32 & 0xFFFF_FFFFL)
                .metric("u16", MetricDataType.UInt16, i16 & 0xFFFF)
                .metric("u8", MetricDataType.UInt8, (short) (i8 & 0xFF))
                .metric("d", MetricDataType.Double, d)
                .on(TOPIC));

    assertThat(readings.samples().stream().limit(7).map(Sample::value).map(v -> v.asLong()))
        .containsExactly(
            i64,
            (long) i32,
            (long) i16,
            (long) i8,
            i32 & 0xFFFF_FFFFL,
            (long) (i16 & 0xFFFF),
            (long) (i8 & 0xFF));
    assertThat(readings.samples().get(7).value().asDouble()).isEqualTo(d);
  }

  private static Samples read(MappedMessage message) {
    Samples readings = new Samples();
    new SparkplugReader(SparkplugOptions.of(new OptionValues(Map.of(), SparkplugOptions.ALL)))
        .read(message, readings);
    return readings;
  }
}
