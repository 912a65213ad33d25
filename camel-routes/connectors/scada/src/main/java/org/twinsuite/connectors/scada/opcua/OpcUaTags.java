package org.twinsuite.connectors.scada.opcua;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemSynchronizationException;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.scada.AlarmPoint;
import org.twinsuite.connectors.scada.Alarms;
import org.twinsuite.connectors.scada.Signal;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagSample;
import org.twinsuite.twin.Quality;

/**
 * Tags of an OPC UA server: data changes with absolute dead-band, bad and uncertain values
 * included, the subscription created again when the server did not keep it over a reconnect.
 */
final class OpcUaTags implements TagConnection {

  private static final Logger LOG = LoggerFactory.getLogger(OpcUaTags.class);
  private static final UInteger QUEUE = UInteger.valueOf(10);
  private static final int READ_AT_ONCE = 500;

  private final TagMap.Source source;
  private final Map<Tag, NodeId> nodes = new LinkedHashMap<>();
  private final InstantSource clock;
  private final OpcUaClient client;
  private final OpcUaAlarms alarms;
  private final ReentrantLock oneAtATime = new ReentrantLock(true);

  private final Renewal renewal;
  private final AtomicBoolean renewing = new AtomicBoolean();

  private volatile boolean connected;
  private volatile Consumer<? super Signal> receiver;
  private volatile String problem;

  private OpcUaTags(
      TagMap.Source source,
      List<Tag> tags,
      List<AlarmPoint> alarms,
      InstantSource clock,
      OpcUaClient client) {
    this.source = source;
    this.clock = clock;
    this.client = client;
    this.renewal = new Renewal(source.name());
    this.alarms = alarms.isEmpty() ? null : new OpcUaAlarms(source.name(), client, alarms, clock);
    tags.forEach(tag -> nodes.put(tag, OpcUaValues.node(tag.address())));
  }

  static OpcUaTags open(
      TagMap.Source source, List<Tag> tags, List<AlarmPoint> alarms, InstantSource clock) {
    OpcUaConnect connect = new OpcUaConnect(source);
    OpcUaClient client = connect.client();
    OpcUaTags opened = new OpcUaTags(source, tags, alarms, clock, client);
    client.addSessionActivityListener(opened.new Activity());
    try {
      client.connect();
      return opened;
    } catch (UaException e) {
      opened.close();
      throw connect.failure(e);
    }
  }

  private final class Activity implements SessionActivityListener {
    @Override
    public void onSessionActive(UaSession session) {
      boolean again = !connected && receiver != null;
      connected = true;
      if (again) {
        renewal.untilDone(OpcUaTags.this::reportAll);
      }
    }

    @Override
    public void onSessionInactive(UaSession session) {
      connected = false;
      if (!renewal.isClosed()) {
        LOG.warn("{}: connection lost, will be restored", source.name());
        renewal.untilDone(OpcUaTags.this::reportLoss);
      }
    }
  }

  private void reportLoss() {
    if (receiver != null) {
      nodes
          .keySet()
          .forEach(
              tag ->
                  report(TagSample.without(tag, TagConnection.NO_COMMUNICATION, clock.instant())));
    }
  }

  /** A subscription that was kept reports only what changes from now on. */
  private void reportAll() {
    read(nodes.keySet()).forEach(this::report);
  }

  private void report(Signal signal) {
    oneAtATime.lock();
    try {
      receiver.accept(signal);
    } finally {
      oneAtATime.unlock();
    }
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
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  @Override
  public Optional<Alarms> alarms() {
    return Optional.ofNullable(alarms);
  }

  @Override
  public List<Refusal> subscribe(Consumer<? super Signal> to) {
    receiver = to;
    OpcUaSubscription made = new OpcUaSubscription(client, source.publishingMillis());
    try {
      made.setSubscriptionListener(new Loss());
      made.create();
      nodes.forEach((tag, node) -> made.addMonitoredItem(item(tag, node)));
      if (alarms != null) {
        made.addMonitoredItem(alarms.item(this::report));
      }
      List<Refusal> refused = refusals(made);
      if (alarms != null) {
        made.getSubscriptionId().ifPresent(alarms::refresh);
      }
      boolean allRefused = !nodes.isEmpty() && refused.size() == nodes.size();
      problem = allRefused ? "every tag is refused, the first: " + refused.get(0).problem() : null;
      return refused;
    } catch (UaException e) {
      forget(made);
      throw new RetryableFailure(source.name(), 0, e.getMessage(), null, e);
    }
  }

  /** However a subscription ends on its own: it is created again, once. */
  private final class Loss implements OpcUaSubscription.SubscriptionListener {

    @Override
    public void onTransferFailed(OpcUaSubscription lost, StatusCode status) {
      renew(lost, "the server forgot the subscription");
    }

    @Override
    public void onStatusChanged(OpcUaSubscription lost, StatusCode status) {
      if (!status.isGood()) {
        renew(lost, "the server ended the subscription: " + OpcUaValues.name(status));
      }
    }

    @Override
    public void onWatchdogTimerElapsed(OpcUaSubscription lost) {
      if (connected) {
        renew(lost, "the server sends neither values nor keep-alives");
      }
    }

    @Override
    public void onNotificationDataLost(OpcUaSubscription from) {
      LOG.warn("{}: the server dropped values before they were fetched", source.name());
    }
  }

  private void renew(OpcUaSubscription lost, String reason) {
    if (renewal.isClosed() || !renewing.compareAndSet(false, true)) {
      return;
    }
    problem = reason;
    LOG.warn("{}: {}; it is created again", source.name(), reason);
    renewal.untilDone(
        () -> {
          forget(lost);
          subscribe(receiver);
          renewing.set(false);
        });
  }

  /** What was created in part would report everything twice. */
  private void forget(OpcUaSubscription made) {
    try {
      made.delete();
    } catch (UaException e) {
      LOG.debug("{}: a subscription could not be deleted", source.name(), e);
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
      StatusCode status = item.getCreateResult().orElse(StatusCode.GOOD);
      if (status.isGood()) {
        continue;
      }
      if (item.getUserObject().orElse(null) instanceof Tag tag) {
        refused.add(new Refusal(tag, OpcUaValues.name(status)));
        report(TagSample.without(tag, OpcUaValues.name(status), clock.instant()));
      } else {
        LOG.warn("{}: no alarms, the server says {}", source.name(), OpcUaValues.name(status));
      }
    }
    return refused;
  }

  private OpcUaMonitoredItem item(Tag tag, NodeId node) {
    OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(node);
    item.setQueueSize(QUEUE);
    item.setSamplingInterval(
        tag.intervalMillis() > 0 ? tag.intervalMillis() : source.publishingMillis());
    item.setUserObject(tag);
    if (tag.deadband() > 0) {
      item.setFilter(
          new DataChangeFilter(
              DataChangeTrigger.StatusValue,
              UInteger.valueOf(DeadbandType.Absolute.getValue()),
              tag.deadband()));
    }
    item.setDataValueListener((from, value) -> report(sample(tag, value)));
    return item;
  }

  /** Whatever the value is, it spoils no other one of its notification. */
  private TagSample sample(Tag tag, DataValue value) {
    try {
      OpcUaValues.Read read = OpcUaValues.read(value);
      Quality quality = OpcUaValues.quality(value.getStatusCode());
      if (read.problem() != null && quality.severity() != Quality.Severity.BAD) {
        quality = Quality.bad(read.problem());
      }
      return TagSample.of(
          tag,
          read.value(),
          quality,
          OpcUaValues.instant(value.getSourceTime()),
          OpcUaValues.instant(value.getServerTime()),
          clock.instant(),
          false);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("{}: the value of {} cannot be read: {}", source.name(), tag.place(), e.toString());
      return TagSample.without(tag, "Bad_DecodingError", clock.instant());
    }
  }

  @Override
  public List<TagSample> read(Collection<Tag> tags) {
    List<Tag> wanted = List.copyOf(tags);
    List<TagSample> samples = new ArrayList<>(wanted.size());
    try {
      for (int from = 0; from < wanted.size(); from += READ_AT_ONCE) {
        List<Tag> some = wanted.subList(from, Math.min(wanted.size(), from + READ_AT_ONCE));
        List<NodeId> ids = some.stream().map(this::node).toList();
        List<DataValue> values = client.readValues(0, TimestampsToReturn.Both, ids);
        for (int i = 0; i < some.size(); i++) {
          samples.add(sample(some.get(i), values.get(i)));
        }
      }
      return samples;
    } catch (UaException e) {
      throw new RetryableFailure(source.name(), 0, e.getMessage(), null, e);
    }
  }

  private NodeId node(Tag tag) {
    NodeId node = nodes.get(tag);
    if (node == null) {
      throw new IllegalArgumentException(tag.place() + " is not of source " + source.name());
    }
    return node;
  }

  @Override
  public void write(Tag tag, double value) {
    double raw = tag.toSource(value);
    NodeId node = node(tag);
    try {
      Variant wanted = new Variant(OpcUaSetPoint.of(tag, typeOf(tag, node), raw));
      StatusCode status =
          client.writeValues(List.of(node), List.of(DataValue.valueOnly(wanted))).get(0);
      if (!status.isGood()) {
        String name = OpcUaValues.name(status);
        throw new RejectedByTarget(
            source.name(), 0, name, tag.address(), "does not take the value: " + name);
      }
    } catch (UaException e) {
      throw new RetryableFailure(source.name(), 0, e.getMessage(), null, e);
    }
  }

  /** Of the present value, or as declared where there is none. */
  private OpcUaDataType typeOf(Tag tag, NodeId node) throws UaException {
    Object present = client.readValue(0, TimestampsToReturn.Neither, node).getValue().getValue();
    if (present != null) {
      return OpcUaSetPoint.typeOf(tag, present);
    }
    ReadValueId dataType =
        new ReadValueId(node, AttributeId.DataType.uid(), null, QualifiedName.NULL_VALUE);
    DataValue declared =
        client.read(0, TimestampsToReturn.Neither, List.of(dataType)).getResults()[0];
    Object id = declared.getValue() == null ? null : declared.getValue().getValue();
    return OpcUaSetPoint.typeOf(tag, id instanceof NodeId type ? type : null);
  }

  @Override
  public void close() {
    renewal.close();
    try {
      client.disconnect();
    } catch (UaException e) {
      LOG.debug("{}: disconnecting failed", source.name(), e);
    }
  }
}
