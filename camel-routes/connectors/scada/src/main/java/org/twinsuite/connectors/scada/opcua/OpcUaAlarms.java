package org.twinsuite.connectors.scada.opcua;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.scada.AlarmPoint;
import org.twinsuite.connectors.scada.AlarmState;
import org.twinsuite.connectors.scada.Alarms;
import org.twinsuite.connectors.scada.Signal;

/**
 * Alarms and conditions (OPC UA Part 9): the events of the whole server, of which those in the map
 * are kept; what was raised before is asked for with ConditionRefresh.
 */
final class OpcUaAlarms implements Alarms {

  private static final Logger LOG = LoggerFactory.getLogger(OpcUaAlarms.class);
  private static final UInteger QUEUE = UInteger.valueOf(1000);

  private final String source;
  private final OpcUaClient client;
  private final List<AlarmPoint> points;
  private final InstantSource clock;

  OpcUaAlarms(String source, OpcUaClient client, List<AlarmPoint> points, InstantSource clock) {
    this.source = source;
    this.client = client;
    this.points = points;
    this.clock = clock;
  }

  OpcUaMonitoredItem item(Consumer<? super Signal> receiver) {
    OpcUaMonitoredItem item =
        OpcUaMonitoredItem.newEventItem(
            NodeIds.Server, AlarmEvent.filter(client.getStaticEncodingContext()));
    item.setQueueSize(QUEUE);
    item.setEventValueListener((from, values) -> report(new AlarmEvent(values), receiver));
    return item;
  }

  /** Whatever an event holds, it spoils no other one of its notification. */
  private void report(AlarmEvent event, Consumer<? super Signal> receiver) {
    try {
      Optional<AlarmPoint> mapped = points.stream().filter(event::matches).findFirst();
      mapped.ifPresentOrElse(
          point -> receiver.accept(event.state(point, clock.instant())),
          () -> LOG.debug("{}: alarm {} is not mapped", source, event));
    } catch (RuntimeException e) {
      LOG.warn("{}: an alarm cannot be read and is left out", source, e);
    }
  }

  /** Asks for the alarms there are; servers without conditions refuse, which does no harm. */
  void refresh(UInteger subscription) {
    try {
      StatusCode status =
          call(
              new CallMethodRequest(
                  NodeIds.ConditionType,
                  NodeIds.ConditionType_ConditionRefresh,
                  new Variant[] {new Variant(subscription)}));
      if (!status.isGood()) {
        LOG.warn(
            "{}: alarms raised before now are unknown, the server refuses to repeat them: {}",
            source,
            OpcUaValues.name(status));
      }
    } catch (UaException e) {
      LOG.warn("{}: alarms raised before now are unknown: {}", source, e.getMessage());
    }
  }

  @Override
  public void acknowledge(AlarmState alarm, String comment) {
    if (!(alarm.handle() instanceof AlarmEvent.Handle handle)) {
      throw new IllegalArgumentException("this alarm was not reported by " + source);
    }
    LocalizedText text =
        comment == null ? LocalizedText.NULL_VALUE : LocalizedText.english(comment);
    try {
      StatusCode status =
          call(
              new CallMethodRequest(
                  handle.condition(),
                  NodeIds.AcknowledgeableConditionType_Acknowledge,
                  new Variant[] {new Variant(handle.event()), new Variant(text)}));
      if (!status.isGood()) {
        String name = OpcUaValues.name(status);
        throw new RejectedByTarget(
            source, 0, name, alarm.condition(), "does not take the acknowledgement: " + name);
      }
    } catch (UaException e) {
      throw new RetryableFailure(source, 0, e.getMessage(), null, e);
    }
  }

  private StatusCode call(CallMethodRequest request) throws UaException {
    return client.call(List.of(request)).getResults()[0].getStatusCode();
  }
}
