package org.twinsuite.connectors.scada.sparkplug;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.scada.ChangeFilter;
import org.twinsuite.connectors.scada.Signal;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagSample;
import org.twinsuite.connectors.scada.sparkplug.SparkplugAddress.EdgeNode;
import org.twinsuite.twin.Quality;

/**
 * A Sparkplug B host (specification 3.0): values from births and data, loss from deaths, rebirth
 * requests when the sequence has a gap or an alias is unknown.
 */
final class SparkplugTags implements TagConnection, SparkplugLink.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(SparkplugTags.class);
  private static final String REBIRTH = "Node Control/Rebirth";
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();
  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final String NO_BIRTH = "Bad_NoBirth (no birth of the edge node)";

  /** One edge node and the tags it feeds, by device (empty for none) and metric. */
  private static final class Node {
    final EdgeNodeState state = new EdgeNodeState();
    final Map<String, Map<String, List<Tag>>> tags = new HashMap<>();
    Instant askedAt = Instant.MIN;

    /** Why a rebirth is to be asked for as soon as it may be; null if it need not. */
    String pendingRebirth;

    List<Tag> of(String device, String metric) {
      return tags.getOrDefault(device == null ? "" : device, Map.of())
          .getOrDefault(metric, List.of());
    }

    List<Tag> of(String device) {
      return tags.entrySet().stream()
          .filter(entry -> device == null || entry.getKey().equals(device))
          .flatMap(entry -> entry.getValue().values().stream())
          .flatMap(List::stream)
          .toList();
    }
  }

  private final TagMap.Source source;
  private final InstantSource clock;
  private final Duration rebirthPause;
  private final Duration timeout;
  private final Map<EdgeNode, Node> nodes = new HashMap<>();
  private final Map<Tag, SparkplugAddress> addresses = new LinkedHashMap<>();
  private final SparkplugLink link;

  // guarded by this
  private final ChangeFilter changes = new ChangeFilter();
  private final Map<Tag, TagSample> latest = new HashMap<>();
  private Consumer<? super Signal> receiver;

  private SparkplugTags(TagMap.Source source, List<Tag> tags, InstantSource clock) {
    this.source = source;
    this.clock = clock;
    this.rebirthPause = source.settings().get(SparkplugOptions.REBIRTH);
    this.timeout = source.settings().get(SparkplugOptions.TIMEOUT);
    Set<String> topics = new HashSet<>();
    for (Tag tag : tags) {
      SparkplugAddress address = SparkplugAddress.of(tag.address());
      addresses.put(tag, address);
      nodes
          .computeIfAbsent(address.node(), node -> new Node())
          .tags
          .computeIfAbsent(Objects.requireNonNullElse(address.device(), ""), d -> new HashMap<>())
          .computeIfAbsent(address.metric(), metric -> new ArrayList<>())
          .add(tag);
      String node = address.node().name();
      topics.add(SparkplugTopic.NAMESPACE + "/" + address.node().group() + "/+/" + node + "/#");
    }
    this.link = new SparkplugLink(source, List.copyOf(topics), clock, this);
  }

  static SparkplugTags open(TagMap.Source source, List<Tag> tags, InstantSource clock) {
    SparkplugTags opened = new SparkplugTags(source, tags, clock);
    try {
      opened.link.connect();
      return opened;
    } catch (RetryableFailure e) {
      opened.link.close();
      throw e;
    }
  }

  @Override
  public String source() {
    return source.name();
  }

  @Override
  public boolean connected() {
    return link.connected();
  }

  /** Not synchronized: a receiver that takes its time must not hold up who asks. */
  @Override
  public Optional<String> problem() {
    return nodes.values().stream().anyMatch(node -> node.state.alive())
        ? Optional.empty()
        : Optional.of("no edge node is born of " + nodes.keySet() + "; a rebirth was asked for");
  }

  @Override
  public synchronized List<Refusal> subscribe(Consumer<? super Signal> to) {
    receiver = to;
    latest.values().forEach(to);
    return List.of();
  }

  /** Births are not kept by the broker: whoever comes later has to ask. */
  @Override
  public synchronized void established() {
    nodes.forEach((name, node) -> ask(name, node, "connected"));
  }

  @Override
  public synchronized void lost() {
    Instant now = clock.instant();
    addresses
        .keySet()
        .forEach(tag -> report(TagSample.without(tag, TagConnection.NO_COMMUNICATION, now), null));
    for (Node node : nodes.values()) {
      node.askedAt = Instant.MIN;
      node.pendingRebirth = null;
    }
  }

  @Override
  public synchronized void message(String topic, byte[] payload) {
    Optional<SparkplugTopic> parsed = SparkplugTopic.of(topic);
    Node node = parsed.map(some -> nodes.get(some.node())).orElse(null);
    if (node == null) {
      return;
    }
    if (payload.length > MOST_BYTES) {
      LOG.warn("{}: {} is left out: {} bytes", source.name(), topic, payload.length);
      return;
    }
    try {
      node.state.accept(parsed.get(), Payload.parseFrom(payload), new Report(parsed.get(), node));
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("{}: {} holds no Sparkplug payload: {}", source.name(), topic, e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("{}: a message of {} is left out", source.name(), topic, e);
    }
  }

  private final class Report implements EdgeNodeState.Outcome {
    private final EdgeNode name;
    private final Node node;
    private final Instant now = clock.instant();

    Report(SparkplugTopic topic, Node node) {
      this.name = topic.node();
      this.node = node;
    }

    @Override
    public void value(EdgeNodeState.Known known, Metric metric, Payload payload) {
      for (Tag tag : node.of(known.device(), known.name())) {
        Object raw = null;
        Quality quality = SparkplugQuality.of(metric);
        if (metric.getIsNull()) {
          quality = Quality.bad("Null");
        } else {
          try {
            int own = metric.getDatatype();
            raw = SparkplugValues.value(metric, own == 0 ? known.datatype() : own);
          } catch (IllegalArgumentException e) {
            quality = Quality.bad("Bad_DecodingError (" + e.getMessage() + ")");
          }
        }
        Object kept = quality.severity() == Quality.Severity.BAD ? null : raw;
        Instant sent = payload.hasTimestamp() ? time(payload.getTimestamp()) : null;
        Instant measured = metric.hasTimestamp() ? time(metric.getTimestamp()) : sent;
        report(
            TagSample.of(
                tag,
                kept,
                quality,
                measured == null ? now : measured,
                sent,
                now,
                metric.getIsHistorical()),
            kept);
      }
    }

    @Override
    public void rejected(String reason) {
      LOG.warn("{}: {}: {}", source.name(), name, reason);
    }

    @Override
    public void born(String device, List<EdgeNodeState.Known> metrics) {
      if (device == null) {
        node.pendingRebirth = null;
      }
      for (Tag tag : node.of(device == null ? "" : device)) {
        SparkplugAddress address = addresses.get(tag);
        if (node.state.known(address.device(), address.metric()) == null) {
          String code = "Bad_MetricUnknown (not in the birth of " + name + ")";
          report(TagSample.without(tag, code, now), null);
        }
      }
    }

    @Override
    public void died(String device) {
      String who = device == null ? "edge node " + name : "device " + device;
      String code = "Bad_NotConnected (" + who + " died)";
      node.of(device).forEach(tag -> report(TagSample.without(tag, code, now), null));
    }

    @Override
    public void rebirth(String reason) {
      ask(name, node, reason);
    }
  }

  /** Null for 0, which is a clock that was never set, and for what is beyond all dates. */
  private static Instant time(long millis) {
    return millis <= 0 || millis > LATEST ? null : Instant.ofEpochMilli(millis);
  }

  private void ask(EdgeNode name, Node node, String reason) {
    Instant now = clock.instant();
    // either way: a clock that goes back must not make the pause longer
    if (node.askedAt.equals(Instant.MIN)
        || Duration.between(node.askedAt, now).abs().compareTo(rebirthPause) >= 0) {
      node.askedAt = now;
      node.pendingRebirth = null;
      LOG.info("{}: asking {} for a rebirth: {}", source.name(), name, reason);
      Metric metric =
          Metric.newBuilder()
              .setName(REBIRTH)
              .setDatatype(DataType.Boolean_VALUE)
              .setBooleanValue(true)
              .build();
      send(SparkplugTopic.command(name, null), metric);
    } else if (node.pendingRebirth == null) {
      node.pendingRebirth = reason;
      link.after(rebirthPause, () -> askPending(name, node));
    }
  }

  /** A node repeats a value that was lost only when it changes or is born again. */
  private synchronized void askPending(EdgeNode name, Node node) {
    if (node.pendingRebirth != null && link.connected()) {
      String reason = node.pendingRebirth;
      node.pendingRebirth = null;
      ask(name, node, reason);
    }
  }

  private void send(String topic, Metric metric) {
    Payload payload = Payload.newBuilder().setTimestamp(clock.millis()).addMetrics(metric).build();
    link.publish(topic, payload.toByteArray());
  }

  private void report(TagSample sample, Object raw) {
    if (!sample.historical()) {
      latest.put(sample.tag(), sample);
      notifyAll();
      if (receiver == null || !changes.isChange(sample.tag(), raw, sample.quality())) {
        return;
      }
    }
    if (receiver != null) {
      receiver.accept(sample);
    }
  }

  @Override
  public synchronized List<TagSample> read(Collection<Tag> tags) {
    tags.forEach(this::address);
    long end = System.nanoTime() + timeout.toNanos();
    long left = end - System.nanoTime();
    while (left > 0 && !latest.keySet().containsAll(tags)) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RetryableFailure(source.name(), 0, "interrupted", null, e);
      }
      left = end - System.nanoTime();
    }
    Instant now = clock.instant();
    return tags.stream()
        .map(tag -> latest.getOrDefault(tag, TagSample.without(tag, NO_BIRTH, now)))
        .toList();
  }

  private SparkplugAddress address(Tag tag) {
    SparkplugAddress address = addresses.get(tag);
    if (address == null) {
      throw new IllegalArgumentException(tag.place() + " is not of source " + source.name());
    }
    return address;
  }

  @Override
  public synchronized void write(Tag tag, double value) {
    double raw = tag.toSource(value);
    SparkplugAddress address = address(tag);
    EdgeNodeState state = nodes.get(address.node()).state;
    EdgeNodeState.Known known = state.known(address.device(), address.metric());
    if (!state.alive() || known == null) {
      throw new RetryableFailure(
          source.name(), 0, "metric " + tag.address() + " has not been born", null, null);
    }
    Metric.Builder metric = Metric.newBuilder().setName(address.metric());
    SparkplugSetPoint.set(metric, tag, known.datatype(), raw);
    send(SparkplugTopic.command(address.node(), address.device()), metric.build());
  }

  @Override
  public void close() {
    link.close();
  }
}
