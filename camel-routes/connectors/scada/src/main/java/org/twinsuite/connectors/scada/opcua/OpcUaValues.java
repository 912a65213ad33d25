package org.twinsuite.connectors.scada.opcua;

import java.lang.reflect.Array;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.UaEnumeratedType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;
import org.twinsuite.twin.Quality;

/** From OPC UA's types to ours. */
final class OpcUaValues {

  private static final Instant LATEST = DateTime.MAX_ISO_8601_INSTANT;

  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private OpcUaValues() {}

  /**
   * @throws IllegalArgumentException if the text is not a node id
   */
  static NodeId node(String address) {
    return NodeId.parseSafe(address)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + address + "' is not a node id, write ns=2;s=Name"));
  }

  /** What of a value a twin can hold, and what is to be said of the rest. */
  record Read(Object value, String problem) {}

  /**
   * Number, Boolean, String or a list of these; null if there is no value. A value of a type that a
   * twin has no form for is reported, never shown as a program would print it.
   */
  static Read read(DataValue value) {
    Object raw = value.getValue() == null ? null : value.getValue().getValue();
    try {
      return new Read(plain(raw), null);
    } catch (UnsupportedValue e) {
      return new Read(null, "Bad_TypeUnsupported (" + e.getMessage() + ")");
    }
  }

  private static final class UnsupportedValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedValue(String type) {
      super(type, null, false, false);
    }
  }

  /** As in OPC UA's JSON encoding without its type information (Part 6, 5.4). */
  private static Object plain(Object raw) {
    if (raw == null || raw instanceof Boolean || raw instanceof String) {
      return raw;
    }
    if (raw instanceof Number number) {
      return number;
    }
    if (raw instanceof LocalizedText text) {
      return text.text();
    }
    if (raw instanceof DateTime time) {
      Instant instant = instant(time);
      return instant == null ? null : MILLIS.format(instant);
    }
    if (raw instanceof ByteString bytes) {
      return bytes.isNull() ? null : Base64.getEncoder().encodeToString(bytes.bytesOrEmpty());
    }
    if (raw instanceof QualifiedName name) {
      return name.isNull() ? null : name(name);
    }
    if (raw instanceof NodeId id) {
      return id.toParseableString();
    }
    if (raw instanceof ExpandedNodeId id) {
      return id.toParseableString();
    }
    if (raw instanceof StatusCode status) {
      return name(status);
    }
    if (raw instanceof UUID id) {
      return id.toString();
    }
    if (raw instanceof XmlElement xml) {
      return xml.getFragment();
    }
    if (raw instanceof UaEnumeratedType one) {
      return one.getValue();
    }
    if (raw instanceof Variant variant) {
      return plain(variant.getValue());
    }
    if (raw instanceof DataValue inner) {
      return plain(inner.getValue());
    }
    if (raw instanceof Matrix matrix) {
      return matrix.isNull() ? null : plain(matrix.nestedArrayValue());
    }
    if (raw.getClass().isArray()) {
      List<Object> elements = new ArrayList<>(Array.getLength(raw));
      for (int i = 0; i < Array.getLength(raw); i++) {
        elements.add(plain(Array.get(raw, i)));
      }
      return elements;
    }
    if (raw instanceof ExtensionObject structure) {
      throw new UnsupportedValue(
          "a structure, " + structure.getEncodingOrTypeId().toParseableString());
    }
    throw new UnsupportedValue(raw.getClass().getSimpleName());
  }

  /** Without its index in namespace 0 (Part 6, 5.1.14). */
  private static String name(QualifiedName name) {
    int namespace = name.getNamespaceIndex().intValue();
    return namespace == 0 ? name.getName() : namespace + ":" + name.getName();
  }

  static Quality quality(StatusCode status) {
    Quality.Severity severity =
        status.isBad()
            ? Quality.Severity.BAD
            : status.isUncertain() ? Quality.Severity.UNCERTAIN : Quality.Severity.GOOD;
    return new Quality(severity, name(status));
  }

  /** OPC UA's own name, or the number if it has none. */
  static String name(StatusCode status) {
    return StatusCodes.lookup(status.getValue() & 0xFFFF0000L)
        .map(names -> names[0])
        .orElse(status.isGood() ? "Good" : "0x" + Long.toHexString(status.getValue()));
  }

  /** Null for the earliest and the latest, which mean "no time" (Part 6, 5.2.2.5). */
  static Instant instant(DateTime time) {
    if (time == null || time.isNull() || time.getUtcTime() <= 0) {
      return null;
    }
    Instant instant = time.getJavaInstant();
    return instant.isBefore(LATEST) ? instant : null;
  }
}
