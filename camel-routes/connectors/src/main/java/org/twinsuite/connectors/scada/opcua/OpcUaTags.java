package org.twinsuite.connectors.scada.opcua;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemSynchronizationException;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagSample;
import org.twinsuite.connectors.scada.Tags;

/**
 * Tags of an OPC UA server: data changes with absolute dead-band, bad and uncertain values
 * included, the subscription made anew when the server did not keep it over a reconnect.
 */
public final class OpcUaTags implements Tags {

  private static final Logger LOG = LoggerFactory.getLogger(OpcUaTags.class);
  private static final UInteger QUEUE = UInteger.valueOf(10);

  private final TagMap.Source source;
  private final Map<Tag, NodeId> nodes = new LinkedHashMap<>();
  private final InstantSource clock;
  private final OpcUaClient client;
  private final ExecutorService renewal =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "opcua-renewal");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean connected;
  private volatile OpcUaSubscription subscription;

  private OpcUaTags(TagMap.Source source, List<Tag> tags, InstantSource clock, OpcUaClient client) {
    this.source = source;
    this.clock = clock;
    this.client = client;
    for (Tag tag : tags) {
      nodes.put(tag, node(tag));
    }
  }

  /**
   * Connects, anonymously and without message security.
   *
   * @throws IllegalArgumentException if a tag is no node id
   * @throws RetryableFailure if the server cannot be reached
   */
  public static OpcUaTags open(TagMap.Source source, List<Tag> tags, InstantSource clock) {
    tags.forEach(OpcUaTags::node);
    try {
      OpcUaClient client = OpcUaClient.create(source.url().toString());
      OpcUaTags opened = new OpcUaTags(source, tags, clock, client);
      client.addSessionActivityListener(opened.new Activity());
      client.connect();
      return opened;
    } catch (UaException e) {
      throw new RetryableFailure(source.name(), 0, e.getMessage(), null, e);
    }
  }

  private final class Activity implements SessionActivityListener {
    @Override
    public void onSessionActive(UaSession session) {
      connected = true;
    }

    @Override
    public void onSessionInactive(UaSession session) {
      connected = false;
      if (!renewal.isShutdown()) {
        LOG.warn("{}: connection lost, will be restored", source.name());
      }
    }
  }

  private static NodeId node(Tag tag) {
    return NodeId.parseSafe(tag.address())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "line "
                        + tag.line()
                        + ": '"
                        + tag.address()
                        + "' is no node id, write ns=2;s=Name"));
  }

  @Override
  public String source() {
    return source.name();
  }

  @Override
  public boolean connected() {
    return connected;
  }

  @Override
  public List<Refusal> subscribe(Consumer<TagSample> receiver) {
    try {
      OpcUaSubscription made = new OpcUaSubscription(client, source.publishingMillis());
      made.setSubscriptionListener(
          new OpcUaSubscription.SubscriptionListener() {
            @Override
            public void onTransferFailed(OpcUaSubscription lost, StatusCode status) {
              LOG.warn("{}: the server forgot the subscription, making it anew", source.name());
              renew(receiver);
            }
          });
      made.create();
      nodes.forEach((tag, node) -> made.addMonitoredItem(item(tag, node, receiver)));
      subscription = made;
      return refusals(made);
    } catch (UaException e) {
      throw new RetryableFailure(source.name(), 0, e.getMessage(), null, e);
    }
  }

  private List<Refusal> refusals(OpcUaSubscription made) {
    try {
      made.synchronizeMonitoredItems();
    } catch (MonitoredItemSynchronizationException e) {
      LOG.warn("{}: not all tags can be watched: {}", source.name(), e.getMessage());
    }
    List<Refusal> refused = new ArrayList<>();
    for (OpcUaMonitoredItem item : made.getMonitoredItems()) {
      Optional<StatusCode> bad = item.getCreateResult().filter(status -> !status.isGood());
      bad.ifPresent(
          status ->
              refused.add(
                  new Refusal((Tag) item.getUserObject().orElseThrow(), OpcUaValues.name(status))));
    }
    return refused;
  }

  /** Not on the client's own thread, which has to deliver the answers this waits for. */
  private void renew(Consumer<TagSample> receiver) {
    try {
      renewal.execute(
          () -> {
            try {
              subscribe(receiver);
            } catch (RetryableFailure e) {
              LOG.warn("{}: subscription not made: {}", source.name(), e.getMessage());
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: closed, nothing to make anew", source.name());
    }
  }

  private OpcUaMonitoredItem item(Tag tag, NodeId node, Consumer<TagSample> receiver) {
    OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(node);
    item.setQueueSize(QUEUE);
    item.setSamplingInterval(source.publishingMillis());
    item.setUserObject(tag);
    if (tag.deadband() > 0) {
      item.setFilter(
          new DataChangeFilter(
              DataChangeTrigger.StatusValue,
              UInteger.valueOf(DeadbandType.Absolute.getValue()),
              tag.deadband()));
    }
    item.setDataValueListener((from, value) -> receiver.accept(sample(tag, value)));
    return item;
  }

  private TagSample sample(Tag tag, DataValue value) {
    return new TagSample(
        tag,
        tag.toTwin(OpcUaValues.value(value)),
        OpcUaValues.quality(value.getStatusCode()),
        OpcUaValues.instant(value.getSourceTime()),
        OpcUaValues.instant(value.getServerTime()),
        now());
  }

  private Instant now() {
    return clock.instant();
  }

  @Override
  public List<TagSample> readOnce() {
    List<Tag> tags = List.copyOf(nodes.keySet());
    try {
      List<DataValue> values =
          client.readValues(0, TimestampsToReturn.Both, List.copyOf(nodes.values()));
      List<TagSample> samples = new ArrayList<>();
      for (int i = 0; i < tags.size(); i++) {
        samples.add(sample(tags.get(i), values.get(i)));
      }
      return samples;
    } catch (UaException e) {
      throw new RetryableFailure(source.name(), 0, e.getMessage(), null, e);
    }
  }

  @Override
  public void write(Tag tag, double value) {
    double raw = tag.toSource(value);
    try {
      List<StatusCode> results =
          client.writeValues(List.of(node(tag)), List.of(DataValue.valueOnly(new Variant(raw))));
      StatusCode status = results.get(0);
      if (!status.isGood()) {
        throw new RejectedByTarget(
            source.name(),
            0,
            OpcUaValues.name(status),
            tag.address(),
            "does not take the value: " + OpcUaValues.name(status));
      }
    } catch (UaException e) {
      throw new RetryableFailure(source.name(), 0, e.getMessage(), null, e);
    }
  }

  @Override
  public void close() {
    renewal.shutdownNow();
    try {
      client.disconnect();
    } catch (UaException e) {
      LOG.debug("{}: disconnecting failed", source.name(), e);
    }
  }
}
