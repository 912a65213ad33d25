package org.twinsuite.ditto.extensions.sparkplug;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Asking an edge node to send its births again (Sparkplug 3.0, 6.4.24). */
public final class Rebirth {

  /** Subject of the live message to the edge node's thing. */
  public static final String SUBJECT = "rebirth";

  /** Header of that message with the MQTT topic for the command. */
  public static final String TOPIC_HEADER = "sparkplug-topic";

  private static final int BOOLEAN = DataType.BOOLEAN.ordinal();

  private Rebirth() {}

  static String topic(String group, String node) {
    return "spBv1.0/" + group + "/NCMD/" + node;
  }

  /** The payload of the command: {@code Node Control/Rebirth = true}. */
  public static byte[] command(long now) {
    try {
      byte[] metric =
          message(
              out -> {
                out.writeString(1, "Node Control/Rebirth");
                out.writeUInt64(3, now);
                out.writeUInt32(4, BOOLEAN);
                out.writeBool(14, true);
              });
      return message(
          out -> {
            out.writeUInt64(1, now);
            out.writeByteArray(2, metric);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.write(out);
    out.flush();
    return bytes.toByteArray();
  }
}
