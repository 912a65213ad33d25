package org.twinsuite.sandbox.scada;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.model.objects.AlarmConditionTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;

/** One acknowledgeable alarm per tag, as OPC UA Part 9 has it: raised, acknowledged, cleared. */
final class OpcUaPlantAlarms {

  private record State(String tag, boolean active, boolean acked, int severity, String message) {
    boolean retain() {
      return active || !acked;
    }
  }

  private final OpcUaServer server;
  private final Function<String, NodeId> ids;
  private final Map<NodeId, State> states = new ConcurrentHashMap<>();
  private final Map<NodeId, ByteString> lastEvent = new ConcurrentHashMap<>();
  private final List<String> comments = new CopyOnWriteArrayList<>();
  private final AtomicLong events = new AtomicLong();

  OpcUaPlantAlarms(OpcUaServer server, Function<String, NodeId> ids) {
    this.server = server;
    this.ids = ids;
  }

  /** Repeats the retained alarms when a client asks for them. */
  void offerRefresh() {
    server
        .getAddressSpaceManager()
        .getManagedNode(NodeIds.ConditionType_ConditionRefresh)
        .map(UaMethodNode.class::cast)
        .ifPresent(
            method ->
                method.setInvocationHandler(
                    (access, request) -> {
                      states.forEach(
                          (id, state) -> {
                            if (state.retain()) {
                              fire(id, state);
                            }
                          });
                      return result(StatusCodes.Good);
                    }));
  }

  void change(String tag, boolean active, int severity, String message) {
    NodeId id = ids.apply(tag + "-high");
    State state = new State(tag, active, !active && acked(id), severity, message);
    states.put(id, state);
    fire(id, state);
  }

  private boolean acked(NodeId id) {
    State state = states.get(id);
    return state != null && state.acked();
  }

  List<String> comments() {
    return List.copyOf(comments);
  }

  CallMethodResult acknowledge(CallMethodRequest request) {
    if (!NodeIds.AcknowledgeableConditionType_Acknowledge.equals(request.getMethodId())) {
      return result(StatusCodes.Bad_MethodInvalid);
    }
    NodeId id = request.getObjectId();
    State state = states.get(id);
    if (state == null) {
      return result(StatusCodes.Bad_NodeIdUnknown);
    }
    if (!lastEvent.get(id).equals(request.getInputArguments()[0].getValue())) {
      return result(StatusCodes.Bad_EventIdUnknown);
    }
    if (state.acked()) {
      return result(StatusCodes.Bad_ConditionBranchAlreadyAcked);
    }
    comments.add(((LocalizedText) request.getInputArguments()[1].getValue()).text());
    State acked = new State(state.tag(), state.active(), true, state.severity(), state.message());
    states.put(id, acked);
    fire(id, acked);
    return result(StatusCodes.Good);
  }

  private static CallMethodResult result(long status) {
    return new CallMethodResult(new StatusCode(status), null, null, new Variant[0]);
  }

  /** One at a time: two events of a condition share its node while they are made. */
  private synchronized void fire(NodeId id, State state) {
    ByteString eventId =
        ByteString.of(ByteBuffer.allocate(8).putLong(events.incrementAndGet()).array());
    lastEvent.put(id, eventId);
    try {
      AlarmConditionTypeNode event =
          (AlarmConditionTypeNode)
              server.getEventFactory().createEvent(id, NodeIds.AlarmConditionType);
      event.setBrowseName(new QualifiedName(1, state.tag() + "-high"));
      event.setDisplayName(LocalizedText.english(state.tag() + "-high"));
      event.setEventId(eventId);
      event.setEventType(NodeIds.AlarmConditionType);
      event.setSourceNode(ids.apply(state.tag()));
      event.setSourceName(state.tag());
      event.setTime(DateTime.now());
      event.setReceiveTime(DateTime.now());
      event.setMessage(LocalizedText.english(state.message()));
      event.setSeverity(UShort.valueOf(state.severity()));
      event.setConditionName(state.tag() + "-high");
      event.setRetain(state.retain());
      event.setQuality(StatusCode.GOOD);
      event.getActiveStateNode().setId(state.active());
      event.getAckedStateNode().setId(state.acked());
      server.getEventNotifier().fire(event);
      event.delete();
    } catch (UaException e) {
      throw new IllegalStateException(e);
    }
  }
}
