package org.twinsuite.ditto.extensions.sparkplug;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.tahu.SparkplugException;
import org.eclipse.tahu.message.SparkplugBPayloadEncoder;
import org.eclipse.tahu.message.model.Metric.MetricBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.PropertyDataType;
import org.eclipse.tahu.message.model.PropertySet;
import org.eclipse.tahu.message.model.PropertyValue;
import org.eclipse.tahu.message.model.SparkplugBPayload.SparkplugBPayloadBuilder;
import org.twinsuite.ditto.extensions.sample.MappedMessage;

/** Payloads as Eclipse Tahu, the reference implementation, writes them. */
public final class Edge {

  public static final long NOW = 1_700_000_000_000L;
  private final List<MetricBuilder> metrics = new ArrayList<>();
  private Long seq;
  private long at = NOW;

  public static Edge payload(long seq) {
    Edge edge = new Edge();
    edge.seq = seq;
    return edge;
  }

  public static Edge death(long birthSeq) {
    Edge edge = new Edge();
    return edge.metric("bdSeq", MetricDataType.Int64, birthSeq);
  }

  public Edge at(long millis) {
    at = millis;
    return this;
  }

  public Edge metric(String name, MetricDataType type, Object value) {
    return metric(name, type, value, builder -> builder);
  }

  public Edge metric(
      String name, MetricDataType type, Object value, UnaryOperator<MetricBuilder> more) {
    metrics.add(more.apply(new MetricBuilder(name, type, value).timestamp(new Date(at))));
    return this;
  }

  public Edge alias(long alias, MetricDataType type, Object value) {
    return alias(alias, type, value, builder -> builder);
  }

  public Edge alias(
      long alias, MetricDataType type, Object value, UnaryOperator<MetricBuilder> more) {
    metrics.add(more.apply(new MetricBuilder(alias, type, value).timestamp(new Date(at))));
    return this;
  }

  /** Adds the property {@code engUnit} to a metric. */
  public static UnaryOperator<MetricBuilder> unit(String unit) {
    return property("engUnit", PropertyDataType.String, unit);
  }

  /** Adds a property to a metric. */
  public static UnaryOperator<MetricBuilder> property(
      String name, PropertyDataType type, Object value) {
    try {
      PropertySet properties = new PropertySet();
      properties.put(name, new PropertyValue<>(type, value));
      return builder -> builder.properties(properties);
    } catch (SparkplugException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public byte[] bytes() {
    try {
      SparkplugBPayloadBuilder builder = new SparkplugBPayloadBuilder().setTimestamp(new Date(at));
      if (seq != null) {
        builder.setSeq(seq);
      }
      for (MetricBuilder metric : metrics) {
        builder.addMetric(metric.createMetric());
      }
      return new SparkplugBPayloadEncoder().getBytes(builder.createPayload(), false);
    } catch (SparkplugException e) {
      throw new IllegalArgumentException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The payload as a message on a topic, received a second after {@link #NOW}. */
  public MappedMessage on(String topic) {
    return new MappedMessage(
        Map.of("mqtt.topic", topic), null, ByteBuffer.wrap(bytes()), NOW + 1000, "c-1");
  }
}
