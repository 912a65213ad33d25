package org.twinsuite.connectors.scada.sparkplug;

import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.scada.TagMap;

class SparkplugLinkTest {

  @Test
  void aConnectionWithoutItsSubscriptionIsNotTakenForOne() throws Exception {
    // GIVEN a broker that comes back and has no ear for subscriptions at first
    try (DeafBroker broker = new DeafBroker()) {
      AtomicInteger established = new AtomicInteger();
      SparkplugLink link =
          new SparkplugLink(
              new TagMap.Source(
                  "line1",
                  URI.create("mqtt://127.0.0.1:" + broker.port()),
                  100,
                  Settings.of(
                      "scada.",
                      Map.of("timeout", "PT1S", "pause", "PT0.05S"),
                      SparkplugOptions.ALL)),
              List.of("spBv1.0/plant/+/edge/#"),
              InstantSource.system(),
              new SparkplugLink.Listener() {
                @Override
                public void message(String topic, byte[] payload) {}

                @Override
                public void established() {
                  established.incrementAndGet();
                }

                @Override
                public void lost() {}
              });
      link.connect();
      // WHEN
      broker.deaf = 1;
      broker.disconnect();
      // THEN
      await().atMost(Duration.ofMinutes(1)).until(() -> established.get() == 2);
      link.close();
    }
  }

  /** As much of an MQTT 5 broker as this takes. */
  private static final class DeafBroker implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private volatile int deaf;
    private volatile Socket last;

    DeafBroker() throws IOException {
      Thread accept = new Thread(this::accept, "deaf-broker");
      accept.setDaemon(true);
      accept.start();
    }

    int port() {
      return server.getLocalPort();
    }

    void disconnect() throws IOException {
      last.close();
    }

    private void accept() {
      try {
        while (true) {
          Socket socket = server.accept();
          last = socket;
          boolean hears = deaf == 0;
          Thread serve = new Thread(() -> serve(socket, hears), "deaf-broker-connection");
          serve.setDaemon(true);
          serve.start();
          if (!hears) {
            deaf--;
          }
        }
      } catch (IOException closed) {
        // the test is over
      }
    }

    private static void serve(Socket socket, boolean hears) {
      try (socket) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        while (true) {
          int type = in.readUnsignedByte() >> 4;
          byte[] packet = in.readNBytes(length(in));
          if (type == 1) {
            out.write(new byte[] {0x20, 3, 0, 0, 0});
          } else if (type == 8 && hears) {
            out.write(new byte[] {(byte) 0x90, 4, packet[0], packet[1], 0, 1});
          } else if (type == 12) {
            out.write(new byte[] {(byte) 0xD0, 0});
          }
          out.flush();
        }
      } catch (IOException gone) {
        // the client hung up
      }
    }

    private static int length(DataInputStream in) throws IOException {
      int length = 0;
      int shift = 0;
      int next;
      do {
        next = in.readUnsignedByte();
        length |= (next & 0x7F) << shift;
        shift += 7;
      } while (next > 0x7F);
      return length;
    }

    @Override
    public void close() throws IOException {
      server.close();
      if (last != null) {
        last.close();
      }
    }
  }
}
