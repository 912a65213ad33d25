package org.twinsuite.sandbox.kafka;

import io.opentracing.Tracer;
import io.opentracing.noop.NoopTracerFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.hono.client.kafka.CommonKafkaClientConfigProperties;
import org.eclipse.hono.client.kafka.producer.CachingKafkaProducerFactory;
import org.eclipse.hono.client.kafka.producer.MessagingKafkaProducerConfigProperties;
import org.eclipse.hono.client.telemetry.kafka.KafkaBasedEventSender;
import org.eclipse.hono.client.telemetry.kafka.KafkaBasedTelemetrySender;
import org.eclipse.hono.util.QoS;
import org.eclipse.hono.util.RegistrationAssertion;
import org.eclipse.hono.util.TenantObject;

/**
 * The device side: sends what a Hono protocol adapter sends on behalf of a device, through Hono's
 * own Kafka client, so that topics ({@code hono.telemetry.TENANT}, {@code hono.event.TENANT}), keys
 * and headers are Hono's and not our reading of them.
 *
 * <p>Everything is sent at least once (QoS 1): a returned stage completes when the broker has the
 * message, and fails with Hono's {@code ServerErrorException} when it could not be delivered within
 * the delivery time-out of 60 s. Messages of one device keep the order in which one thread sent
 * them.
 */
public final class HonoDevices implements AutoCloseable {

  /** Content type of Hono's notification that a device is there, without a payload. */
  public static final String EMPTY_NOTIFICATION = "application/vnd.eclipse-hono-empty-notification";

  private final Vertx vertx;
  private final KafkaBasedTelemetrySender telemetry;
  private final KafkaBasedEventSender events;

  private HonoDevices(
      Vertx vertx, KafkaBasedTelemetrySender telemetry, KafkaBasedEventSender events) {
    this.vertx = vertx;
    this.telemetry = telemetry;
    this.events = events;
  }

  /**
   * Connects to Hono's messaging network.
   *
   * @param bootstrapServers the Kafka brokers, {@code host:port[,host:port]}
   */
  public static HonoDevices connect(String bootstrapServers) {
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setInternalBlockingPoolSize(2));
    Tracer tracer = NoopTracerFactory.create();
    CommonKafkaClientConfigProperties common = new CommonKafkaClientConfigProperties();
    common.setCommonClientConfig(Map.of("bootstrap.servers", bootstrapServers));
    MessagingKafkaProducerConfigProperties config = new MessagingKafkaProducerConfigProperties();
    config.setCommonClientConfig(common);
    // Hono's own limits (0.5 s to block, 2.5 s to deliver) make a short outage a lost message.
    config.setProducerConfig(
        Map.of(
            "max.block.ms", "60000",
            "request.timeout.ms", "10000",
            "delivery.timeout.ms", "60000",
            "max.request.size", Integer.toString(EmbeddedKafka.MAX_MESSAGE_BYTES)));
    CachingKafkaProducerFactory<String, Buffer> producers =
        CachingKafkaProducerFactory.sharedFactory(vertx);
    HonoDevices devices =
        new HonoDevices(
            vertx,
            new KafkaBasedTelemetrySender(vertx, producers, config, true, tracer),
            new KafkaBasedEventSender(vertx, producers, config, true, tracer));
    await(Future.all(devices.telemetry.start(), devices.events.start()));
    return devices;
  }

  /**
   * Sends a telemetry message.
   *
   * @param tenant the tenant the device belongs to
   * @param deviceId the device
   * @param creationTime when the adapter got the message; null for now
   * @param contentType media type of the payload; null becomes {@code application/octet-stream}
   * @param payload the payload; null for an empty message
   */
  public CompletionStage<Void> telemetry(
      String tenant, String deviceId, Instant creationTime, String contentType, byte[] payload) {
    return telemetry
        .sendTelemetry(
            new TenantObject(tenant, true),
            new RegistrationAssertion(deviceId),
            QoS.AT_LEAST_ONCE,
            contentType,
            buffer(payload),
            properties("telemetry", creationTime),
            null)
        .toCompletionStage();
  }

  /** Sends an event; the arguments are those of {@link #telemetry}. */
  public CompletionStage<Void> event(
      String tenant, String deviceId, Instant creationTime, String contentType, byte[] payload) {
    return event(tenant, deviceId, contentType, payload, properties("event", creationTime));
  }

  /**
   * Sends Hono's empty notification (an event with a null payload), as the MQTT adapter does when a
   * device subscribes to commands or leaves.
   *
   * @param ttdSeconds seconds the device waits for a command; −1 until further notice, 0 it is gone
   */
  public CompletionStage<Void> notification(
      String tenant, String deviceId, Instant creationTime, int ttdSeconds) {
    Map<String, Object> properties = properties("event", creationTime);
    properties.put("ttd", ttdSeconds);
    return event(tenant, deviceId, EMPTY_NOTIFICATION, null, properties);
  }

  /** Waits for what is under way and closes the connections. */
  @Override
  public void close() {
    await(Future.join(telemetry.stop(), events.stop()).transform(done -> vertx.close()));
  }

  private CompletionStage<Void> event(
      String tenant,
      String deviceId,
      String contentType,
      byte[] payload,
      Map<String, Object> properties) {
    return events
        .sendEvent(
            new TenantObject(tenant, true),
            new RegistrationAssertion(deviceId),
            contentType,
            buffer(payload),
            properties,
            null)
        .toCompletionStage();
  }

  private static Map<String, Object> properties(String endpoint, Instant creationTime) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("orig_adapter", "hono-mqtt");
    properties.put("orig_address", endpoint);
    Instant created = creationTime == null ? Instant.now() : creationTime;
    properties.put("creation-time", created.toEpochMilli());
    return properties;
  }

  private static Buffer buffer(byte[] payload) {
    return payload == null ? null : Buffer.buffer(payload);
  }

  private static void await(Future<?> future) {
    future.toCompletionStage().toCompletableFuture().join();
  }
}
