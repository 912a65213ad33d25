package org.twinsuite.camel.hono.command;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.twinsuite.camel.hono.HonoUnavailableException;

/**
 * Writes commands to Kafka. The client is made with the first command, as the broker may be late.
 */
public final class CommandSender implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Supplier<Producer<String, byte[]>> clients;
  private Producer<String, byte[]> client;

  public CommandSender(Supplier<Producer<String, byte[]>> clients) {
    this.clients = clients;
  }

  /**
   * Writes a command; may block for the client's {@code max.block.ms} while no broker is known.
   *
   * @return ends when Kafka has confirmed it, or with a {@link HonoUnavailableException}, or with
   *     Kafka's own exception when trying again would not help
   */
  public CompletableFuture<Void> send(ProducerRecord<String, byte[]> command) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    try {
      client()
          .send(
              command,
              (metadata, failure) -> {
                if (failure == null) {
                  sent.complete(null);
                } else {
                  sent.completeExceptionally(named(failure));
                }
              });
    } catch (KafkaException e) {
      sent.completeExceptionally(named(e));
    }
    return sent;
  }

  private synchronized Producer<String, byte[]> client() {
    if (client == null) {
      client = clients.get();
    }
    return client;
  }

  /** A client that cannot be made has brokers whose names are not known yet. */
  private static Exception named(Exception failure) {
    return failure instanceof RetriableException || failure.getCause() instanceof ConfigException
        ? new HonoUnavailableException("Kafka did not take it: " + failure.getMessage(), failure)
        : failure;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close(CLOSE);
      client = null;
    }
  }
}
