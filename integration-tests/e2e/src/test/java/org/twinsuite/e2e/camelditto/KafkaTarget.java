package org.twinsuite.e2e.camelditto;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.ditto.json.JsonObject;

/**
 * What a Ditto connection with a Kafka target does: twin events in Ditto protocol JSON, keyed by
 * thing id. It can lose, repeat and reorder on the way.
 */
public final class KafkaTarget implements AutoCloseable {

  private static final int HELD = 20;

  private final Vertx vertx = Vertx.vertx();
  private final KafkaProducer<String, String> producer;
  private final String topic;
  private final Random random = new Random(5);
  private final Deque<JsonObject> held = new ArrayDeque<>();
  private final WebSocket socket;
  private volatile int faultPercent;
  final LongAdder dropped = new LongAdder();
  final LongAdder repeated = new LongAdder();
  final LongAdder delayed = new LongAdder();

  public KafkaTarget(int dittoPort, String brokers, String topic, String namespace) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "linger.ms", 2),
            new StringSerializer(),
            new StringSerializer());
    WebSocketConnectOptions ditto =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(dittoPort)
            .setURI("/ws/2")
            .addHeader("x-ditto-pre-authenticated", "test:plant");
    this.socket =
        vertx
            .createWebSocketClient()
            .connect(ditto)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    var subscribed = new java.util.concurrent.CompletableFuture<Void>();
    socket.textMessageHandler(
        text -> {
          if (text.startsWith("{")) {
            pass(JsonObject.of(text));
          } else {
            subscribed.complete(null);
          }
        });
    socket.writeTextMessage("START-SEND-EVENTS?namespaces=" + namespace);
    subscribed.join();
  }

  /** From now on that many events in a hundred are lost, as many repeated, as many delayed. */
  void faults(int percent) {
    faultPercent = percent;
  }

  private void pass(JsonObject event) {
    int dice = random.nextInt(100);
    if (dice < faultPercent) {
      dropped.increment();
    } else if (dice < 2 * faultPercent) {
      delayed.increment();
      held.addLast(event);
    } else {
      send(event);
      if (dice < 3 * faultPercent) {
        repeated.increment();
        send(event);
      }
    }
    while (held.size() > HELD) {
      send(held.removeFirst());
    }
  }

  void send(JsonObject event) {
    String topicPath = event.getValue("topic").orElseThrow().asString();
    String thingId = topicPath.substring(0, topicPath.indexOf("/things/")).replaceFirst("/", ":");
    send(thingId, event.toString());
  }

  void send(String key, String text) {
    producer.send(new ProducerRecord<>(topic, key, text));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    producer.close();
  }
}
