package org.twinsuite.connectors.scada.opcua;

import java.time.Instant;
import java.util.Arrays;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.twinsuite.connectors.scada.AlarmPoint;
import org.twinsuite.connectors.scada.AlarmState;
import org.twinsuite.twin.Quality;

/** One event of a condition, as the fields that {@link #filter} asks for. */
record AlarmEvent(Variant[] values) {

  /** What an acknowledgement has to name. */
  record Handle(NodeId condition, ByteString event) {}

  /** The fields, in the order they are asked for and come in. */
  private enum Field {
    CONDITION(NodeIds.ConditionType, AttributeId.NodeId),
    EVENT_ID(NodeIds.BaseEventType, AttributeId.Value, "EventId"),
    SOURCE_NODE(NodeIds.BaseEventType, AttributeId.Value, "SourceNode"),
    SOURCE_NAME(NodeIds.BaseEventType, AttributeId.Value, "SourceName"),
    TIME(NodeIds.BaseEventType, AttributeId.Value, "Time"),
    MESSAGE(NodeIds.BaseEventType, AttributeId.Value, "Message"),
    SEVERITY(NodeIds.BaseEventType, AttributeId.Value, "Severity"),
    NAME(NodeIds.ConditionType, AttributeId.Value, "ConditionName"),
    RETAIN(NodeIds.ConditionType, AttributeId.Value, "Retain"),
    QUALITY(NodeIds.ConditionType, AttributeId.Value, "Quality"),
    ACKED(NodeIds.AcknowledgeableConditionType, AttributeId.Value, "AckedState", "Id"),
    CONFIRMED(NodeIds.AcknowledgeableConditionType, AttributeId.Value, "ConfirmedState", "Id"),
    ACTIVE(NodeIds.AlarmConditionType, AttributeId.Value, "ActiveState", "Id");

    private final NodeId type;
    private final AttributeId attribute;
    private final String[] path;

    Field(NodeId type, AttributeId attribute, String... path) {
      this.type = type;
      this.attribute = attribute;
      this.path = path;
    }

    SimpleAttributeOperand operand() {
      QualifiedName[] names =
          Arrays.stream(path).map(name -> new QualifiedName(0, name)).toArray(QualifiedName[]::new);
      return new SimpleAttributeOperand(type, names, attribute.uid(), null);
    }
  }

  static EventFilter filter(EncodingContext context) {
    SimpleAttributeOperand[] fields =
        Arrays.stream(Field.values()).map(Field::operand).toArray(SimpleAttributeOperand[]::new);
    ExtensionObject type =
        ExtensionObject.encode(context, new LiteralOperand(new Variant(NodeIds.ConditionType)));
    ContentFilterElement conditionsOnly =
        new ContentFilterElement(FilterOperator.OfType, new ExtensionObject[] {type});
    return new EventFilter(fields, new ContentFilter(new ContentFilterElement[] {conditionsOnly}));
  }

  boolean matches(AlarmPoint point) {
    NodeId node = value(Field.SOURCE_NODE, NodeId.class);
    return (point.condition() == null || point.condition().equals(name()))
        && (point.node() == null || NodeId.parse(point.node()).equals(node));
  }

  private String name() {
    return value(Field.NAME, String.class);
  }

  AlarmState state(AlarmPoint point, Instant now) {
    Number severity = value(Field.SEVERITY, Number.class);
    LocalizedText message = value(Field.MESSAGE, LocalizedText.class);
    StatusCode quality = value(Field.QUALITY, StatusCode.class);
    DateTime time = value(Field.TIME, DateTime.class);
    return new AlarmState(
        point,
        name(),
        Boolean.TRUE.equals(value(Field.ACTIVE, Boolean.class)),
        Boolean.TRUE.equals(value(Field.ACKED, Boolean.class)),
        value(Field.CONFIRMED, Boolean.class),
        Boolean.TRUE.equals(value(Field.RETAIN, Boolean.class)),
        severity == null ? 0 : severity.intValue(),
        message == null ? null : message.text(),
        value(Field.SOURCE_NAME, String.class),
        quality == null ? Quality.GOOD : OpcUaValues.quality(quality),
        OpcUaValues.instant(time),
        now,
        new Handle(value(Field.CONDITION, NodeId.class), value(Field.EVENT_ID, ByteString.class)));
  }

  /** Null if the server left the field out. */
  private <T> T value(Field field, Class<T> type) {
    Variant variant = field.ordinal() < values.length ? values[field.ordinal()] : null;
    Object value = variant == null ? null : variant.getValue();
    return type.isInstance(value) ? type.cast(value) : null;
  }

  @Override
  public String toString() {
    return name() + " of " + value(Field.SOURCE_NODE, NodeId.class);
  }
}
