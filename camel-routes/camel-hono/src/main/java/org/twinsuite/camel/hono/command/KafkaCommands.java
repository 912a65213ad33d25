package org.twinsuite.camel.hono.command;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Commands and responses over Kafka. A command is sent when Kafka has confirmed it. */
public final class KafkaCommands implements CommandTransport {

  private final Map<String, Object> producer;
  private final Map<String, Object> consumer;
  private final String tenant;
  private final String defaultSubject;
  private final PendingRequests requests;
  private final ExecutorServiceManager threads;
  private CommandSender sender;
  private CommandRecord commands;
  private ResponseReader reader;
  private ExecutorService thread;

  /**
   * @param producer properties of the client that sends
   * @param consumer properties of the client that reads responses
   * @param defaultSubject taken when a message names no subject, may be null
   */
  public KafkaCommands(
      Map<String, Object> producer,
      Map<String, Object> consumer,
      String tenant,
      String defaultSubject,
      PendingRequests requests,
      ExecutorServiceManager threads) {
    this.producer = producer;
    this.consumer = consumer;
    this.tenant = tenant;
    this.defaultSubject = defaultSubject;
    this.requests = requests;
    this.threads = threads;
  }

  @Override
  public void open() {
    sender = new CommandSender(() -> new KafkaProducer<>(producer));
    commands = new CommandRecord("hono.command." + tenant, defaultSubject, InstantSource.system());
  }

  @Override
  public CompletableFuture<Void> send(Message message, String correlationId)
      throws InvalidPayloadException {
    return sender.send(commands.of(message, correlationId));
  }

  /**
   * The reader is started with the first request, so that one-way senders need no right to read.
   */
  @Override
  public synchronized CompletableFuture<Void> responses() {
    if (reader == null) {
      reader =
          new ResponseReader(
              () -> new KafkaConsumer<>(consumer), "hono.command_response." + tenant, requests);
      thread = threads.newSingleThreadExecutor(this, "HonoResponses");
      thread.execute(reader);
    }
    return reader.ready();
  }

  @Override
  public synchronized void close() {
    if (reader != null) {
      reader.stop();
      threads.shutdownGraceful(thread, 10_000);
      reader = null;
    }
    sender.close();
  }
}
