package org.twinsuite.ditto.extensions.sparkplug;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Sample;

/**
 * Reads the wire format of sparkplug_b.proto field by field: only what a sample needs becomes an
 * object.
 */
final class PayloadDecoder {

  private static final int MAX_METRICS = 50_000;

  private PayloadDecoder() {}

  /**
   * @throws PayloadError if the bytes are not a Sparkplug B payload
   */
  static Payload decode(byte[] bytes) {
    Payload payload = new Payload();
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 1 -> payload.timestamp = time(in.readUInt64());
          case 2 -> {
            if (payload.metrics.size() >= MAX_METRICS) {
              throw new PayloadError(
                  "metrics", "are more than " + MAX_METRICS, "Send smaller payloads");
            }
            int end = in.pushLimit(in.readRawVarint32());
            payload.metrics.add(metric(in));
            in.popLimit(end);
          }
          case 3 -> payload.seq = (int) in.readUInt64();
          default -> in.skipField(tag);
        }
      }
      return payload;
    } catch (IOException | IllegalStateException e) {
      throw new PayloadError(
          "metrics[" + payload.metrics.size() + "]",
          "the payload is not a valid Sparkplug B protobuf: " + e.getMessage(),
          "Check that the source publishes namespace spBv1.0 and that the bytes come unchanged");
    }
  }

  /** Sources without a clock send 0. */
  private static long time(long millis) {
    return millis == 0 ? Sample.UNKNOWN : millis;
  }

  private static Metric metric(CodedInputStream in) throws IOException {
    Metric metric = new Metric();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> metric.name = in.readString();
        case 2 -> metric.alias = in.readUInt64();
        case 3 -> metric.timestamp = time(in.readUInt64());
        case 4 -> metric.dataType = in.readUInt32();
        case 5 -> metric.historical = in.readBool();
        case 7 -> metric.isNull = in.readBool();
        case 9 -> {
          int end = in.pushLimit(in.readRawVarint32());
          properties(in, metric);
          in.popLimit(end);
        }
        case 10 -> {
          metric.kind = Metric.Kind.INT;
          metric.intValue = in.readUInt32();
        }
        case 11 -> {
          metric.kind = Metric.Kind.LONG;
          metric.longValue = in.readUInt64();
        }
        case 12 -> {
          metric.kind = Metric.Kind.FLOAT;
          metric.floatValue = in.readFloat();
        }
        case 13 -> {
          metric.kind = Metric.Kind.DOUBLE;
          metric.doubleValue = in.readDouble();
        }
        case 14 -> {
          metric.kind = Metric.Kind.BOOLEAN;
          metric.booleanValue = in.readBool();
        }
        case 15 -> {
          metric.kind = Metric.Kind.STRING;
          metric.stringValue = in.readString();
        }
        case 16 -> {
          metric.kind = Metric.Kind.BYTES;
          metric.bytesValue = in.readByteArray();
        }
        case 17 -> skip(in, tag, metric, Metric.Kind.DATA_SET);
        case 18 -> skip(in, tag, metric, Metric.Kind.TEMPLATE);
        case 19 -> skip(in, tag, metric, Metric.Kind.EXTENSION);
        default -> in.skipField(tag);
      }
    }
    return metric;
  }

  private static void skip(CodedInputStream in, int tag, Metric metric, Metric.Kind kind)
      throws IOException {
    metric.kind = kind;
    in.skipField(tag);
  }

  /** Keys and values are two lists, in any order of the wire. */
  private static void properties(CodedInputStream in, Metric metric) throws IOException {
    List<String> keys = new ArrayList<>(2);
    List<Object> values = new ArrayList<>(2);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> keys.add(in.readString());
        case 2 -> {
          int end = in.pushLimit(in.readRawVarint32());
          values.add(property(in));
          in.popLimit(end);
        }
        default -> in.skipField(tag);
      }
    }
    for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
      switch (keys.get(i)) {
        case "Quality", "quality", "QUALITY" -> metric.quality = Qualities.of(values.get(i));
        case "engUnit", "EngUnit", "Engineering Units", "unit" ->
            metric.unit = values.get(i) instanceof String text && !text.isBlank() ? text : null;
        default -> {
          // others say nothing about a sample
        }
      }
    }
  }

  private static Object property(CodedInputStream in) throws IOException {
    Object value = null;
    boolean isNull = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 2 -> isNull = in.readBool();
        case 3 -> value = in.readUInt32();
        case 4 -> value = in.readUInt64();
        case 5 -> value = in.readFloat();
        case 6 -> value = in.readDouble();
        case 7 -> value = in.readBool();
        case 8 -> value = in.readString();
        default -> in.skipField(tag);
      }
    }
    return isNull ? null : value;
  }
}
