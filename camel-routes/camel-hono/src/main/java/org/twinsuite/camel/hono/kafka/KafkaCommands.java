package org.twinsuite.camel.hono.kafka;

import io.opentracing.noop.NoopTracerFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.eclipse.hono.application.client.kafka.impl.KafkaBasedCommandSender;
import org.eclipse.hono.client.kafka.consumer.MessagingKafkaConsumerConfigProperties;
import org.eclipse.hono.client.kafka.producer.CachingKafkaProducerFactory;
import org.eclipse.hono.client.kafka.producer.MessagingKafkaProducerConfigProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.hono.CommandTarget;
import org.twinsuite.camel.hono.CommandTransport;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.camel.hono.HonoEndpoint;
import org.twinsuite.camel.hono.HonoTransportProvider.CommandContext;
import org.twinsuite.camel.hono.HonoUnavailableException;

/**
 * Commands with Hono's command sender; a command is sent when Kafka has confirmed it. Responses are
 * read by {@link ResponseReader}, as the sender gives a request a correlation id of its own and
 * drops the body of an answer that is not a success.
 */
final class KafkaCommands implements CommandTransport {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaCommands.class);
  private static final long CLOSE_MILLIS = 10_000;

  private final CommandContext context;
  private final HonoEndpoint endpoint;
  private final ClientProperties properties;
  private final ExecutorServiceManager threads;
  private KafkaBasedCommandSender sender;
  private CompletableFuture<Void> started;
  private ResponseReader reader;
  private ExecutorService thread;

  KafkaCommands(CommandContext context) {
    this.context = context;
    this.endpoint = context.endpoint();
    this.properties = new ClientProperties(endpoint.getConfiguration());
    this.threads = endpoint.getCamelContext().getExecutorServiceManager();
    properties.producer(); // a property without a valid value fails here
  }

  @Override
  public synchronized void open() {
    Vertx vertx = endpoint.getComponent().vertx();
    MessagingKafkaProducerConfigProperties producer = new MessagingKafkaProducerConfigProperties();
    producer.setProducerConfig(properties.honoProducer());
    sender =
        new KafkaBasedCommandSender(
            vertx,
            new MessagingKafkaConsumerConfigProperties(),
            CachingKafkaProducerFactory.nonSharedFactory(vertx),
            producer,
            NoopTracerFactory.create());
    started = new CompletableFuture<>();
    sender.addOnKafkaProducerReadyHandler(ready -> started.complete(null));
    sender.start();
  }

  @Override
  public CompletableFuture<Void> send(Message message, String correlationId)
      throws InvalidPayloadException {
    CommandTarget target = CommandTarget.of(message, endpoint.getConfiguration().getSubject());
    Buffer payload =
        message.getBody() == null ? null : Buffer.buffer(message.getMandatoryBody(byte[].class));
    String contentType = message.getHeader(HonoConstants.CONTENT_TYPE, String.class);
    CompletableFuture<Void> sent = new CompletableFuture<>();
    started
        .copy()
        .orTimeout(properties.maxBlockMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (ready, late) -> {
              if (late != null) {
                sent.completeExceptionally(
                    new HonoUnavailableException(
                        "Kafka was not reached within " + properties.maxBlockMillis() + " ms",
                        late));
                return;
              }
              try {
                command(target, correlationId, payload, contentType)
                    .onSuccess(sent::complete)
                    .onFailure(failure -> sent.completeExceptionally(named(failure)));
              } catch (RuntimeException e) {
                sent.completeExceptionally(named(e));
              }
            });
    return sent;
  }

  private Future<Void> command(
      CommandTarget target, String correlationId, Buffer payload, String contentType) {
    return correlationId == null
        ? sender.sendOneWayCommand(
            endpoint.getTenant(), target.device(), target.subject(), payload, contentType, null)
        : sender.sendAsyncCommand(
            endpoint.getTenant(),
            target.device(),
            target.subject(),
            correlationId,
            payload,
            contentType,
            (Map<String, Object>) null,
            null);
  }

  /** Kafka's own exception, wrapped when trying again may help. */
  private static Throwable named(Throwable failure) {
    Throwable kafka = failure;
    while (!(kafka instanceof KafkaException) && kafka.getCause() != null) {
      kafka = kafka.getCause();
    }
    if (!(kafka instanceof KafkaException)
        || kafka instanceof RetriableException
        || kafka.getCause() instanceof ConfigException) {
      return new HonoUnavailableException("Kafka did not take it: " + kafka.getMessage(), failure);
    }
    return kafka;
  }

  /**
   * The reader is started with the first request, so that one-way senders need no right to read.
   */
  @Override
  public synchronized CompletableFuture<Void> responses() {
    if (reader == null) {
      reader =
          new ResponseReader(
              () -> new KafkaConsumer<>(properties.responses()),
              new TopicLookup(properties.admin()),
              "hono.command_response." + endpoint.getTenant(),
              context.responses());
      thread = threads.newSingleThreadExecutor(this, "HonoResponses");
      thread.execute(reader);
    }
    return reader.ready();
  }

  @Override
  public synchronized void close() {
    if (reader != null) {
      reader.stop();
      threads.shutdownGraceful(thread, CLOSE_MILLIS);
      reader = null;
    }
    try {
      sender
          .stop()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.info("The sender of commands did not stop cleanly: {}", e.toString());
    }
  }
}
