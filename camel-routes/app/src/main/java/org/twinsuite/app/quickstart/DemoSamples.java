package org.twinsuite.app.quickstart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.twinsuite.app.remote.JsonHttp;
import org.twinsuite.app.remote.RemoteFailure;

/** How the samples of the demo machine get into its twin. */
interface DemoSamples {

  /**
   * @throws RemoteFailure when they do not arrive
   */
  void send(List<DemoMachine.Sample> samples) throws InterruptedException;

  /** As Hono's protocol adapters write what devices send. */
  static DemoSamples overKafka(String brokers) {
    return samples -> {
      String topic = "hono.telemetry." + DemoMachine.NAMESPACE;
      try (KafkaProducer<String, byte[]> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", brokers, "acks", "all"),
              new StringSerializer(),
              new ByteArraySerializer())) {
        for (DemoMachine.Sample sample : samples) {
          ProducerRecord<String, byte[]> message =
              new ProducerRecord<>(
                  topic,
                  DemoMachine.THING,
                  """
                  {"at":"%s","points":{"vibration":{"value":%s,"unit":"mm/s"}}}"""
                      .formatted(sample.at(), sample.vibration())
                      .getBytes(StandardCharsets.UTF_8));
          header(message, "device_id", DemoMachine.THING);
          header(message, "content-type", "application/json");
          header(message, "creation-time", Long.toString(sample.at().toEpochMilli()));
          producer.send(message).get(30, TimeUnit.SECONDS);
        }
      } catch (ExecutionException | TimeoutException | KafkaException failed) {
        throw new RemoteFailure(
            "Kafka at " + brokers + " did not take the samples: " + failed.getMessage());
      }
    };
  }

  private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
    message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Straight into the twin, where there is no Kafka. */
  static DemoSamples into(JsonHttp ditto) {
    return samples -> {
      for (DemoMachine.Sample sample : samples) {
        ObjectNode patch = JsonHttp.JSON.createObjectNode();
        ObjectNode properties = patch.putObject("vibration").putObject("properties");
        properties.put("value", sample.vibration()).put("unit", "mm/s");
        properties.put("sourceTimestamp", sample.at().toString());
        properties.putObject("quality").put("severity", "good").put("code", "0");
        JsonHttp.Answer answer =
            ditto.patch("things/" + DemoMachine.THING + "/features", patch, Map.of());
        if (!answer.ok()) {
          throw ditto.unexpected("writing a sample", answer);
        }
      }
    };
  }

  /** Hono makes its topics with a tenant; without Hono they are made here, if they are missing. */
  static void createTopics(String brokers) throws InterruptedException {
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                brokers,
                "default.api.timeout.ms",
                "5000",
                "request.timeout.ms",
                "5000"))) {
      admin
          .createTopics(
              List.of(
                  topic("hono.telemetry." + DemoMachine.NAMESPACE),
                  topic("hono.event." + DemoMachine.NAMESPACE)))
          .all()
          .get();
    } catch (ExecutionException | KafkaException thereOrAway) {
      // the doctor, who looks next, says which
      return;
    }
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, Optional.empty(), Optional.empty());
  }
}
