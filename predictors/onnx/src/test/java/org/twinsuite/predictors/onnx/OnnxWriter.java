package org.twinsuite.predictors.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes small ONNX models, field by field of onnx.proto. Test fixture.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
final class OnnxWriter {

  static final int FLOAT = 1;
  static final int INT64 = 7;
  static final int DOUBLE = 11;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

  /** Fields of one protobuf message. */
  interface Fields {
    void to(CodedOutputStream out) throws IOException;
  }

  static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.to(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private OnnxWriter add(int field, Fields fields) {
    byte[] inner = message(fields);
    graph.writeBytes(message(out -> out.writeByteArray(field, inner)));
    return this;
  }

  OnnxWriter node(String operator, String output, String... inputs) {
    return add(
        1,
        out -> {
          for (String input : inputs) {
            out.writeString(1, input);
          }
          out.writeString(2, output);
          out.writeString(4, operator);
        });
  }

  OnnxWriter constant(String name, float[] values, long... dimensions) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      raw.putFloat(value);
    }
    return constant(name, FLOAT, raw, dimensions);
  }

  OnnxWriter constant(String name, long[] values, long... dimensions) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      raw.putLong(value);
    }
    return constant(name, INT64, raw, dimensions);
  }

  private OnnxWriter constant(String name, int type, ByteBuffer raw, long... dimensions) {
    return add(
        5,
        out -> {
          for (long dimension : dimensions) {
            out.writeInt64(1, dimension);
          }
          out.writeInt32(2, type);
          out.writeString(8, name);
          out.writeBytes(9, ByteString.copyFrom(raw.array()));
        });
  }

  /**
   * @param dimensions below 0 = any
   */
  OnnxWriter input(String name, int type, long... dimensions) {
    return add(11, out -> value(out, name, type, dimensions));
  }

  OnnxWriter output(String name, int type, long... dimensions) {
    return add(12, out -> value(out, name, type, dimensions));
  }

  private static void value(CodedOutputStream out, String name, int type, long... dimensions)
      throws IOException {
    byte[] shape =
        message(
            s -> {
              for (long dimension : dimensions) {
                s.writeByteArray(
                    1,
                    message(
                        d -> {
                          if (dimension < 0) {
                            d.writeString(2, "any" + -dimension);
                          } else {
                            d.writeInt64(1, dimension);
                          }
                        }));
              }
            });
    byte[] tensor =
        message(
            t -> {
              t.writeInt32(1, type);
              t.writeByteArray(2, shape);
            });
    out.writeString(1, name);
    out.writeByteArray(2, message(t -> t.writeByteArray(1, tensor)));
  }

  /** The whole file. */
  byte[] model() {
    byte[] name = message(out -> out.writeString(2, "graph"));
    graph.writeBytes(name);
    byte[] operators =
        message(
            out -> {
              out.writeString(1, "");
              out.writeInt64(2, 13);
            });
    return message(
        out -> {
          out.writeInt64(1, 8);
          out.writeByteArray(7, graph.toByteArray());
          out.writeByteArray(8, operators);
        });
  }
}
