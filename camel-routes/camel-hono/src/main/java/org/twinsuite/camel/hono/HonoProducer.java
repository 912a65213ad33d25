package org.twinsuite.camel.hono;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.twinsuite.camel.hono.command.CommandRecord;
import org.twinsuite.camel.hono.command.CommandResponse;
import org.twinsuite.camel.hono.command.CommandSender;
import org.twinsuite.camel.hono.command.PendingRequests;
import org.twinsuite.camel.hono.command.ResponseReader;
import org.twinsuite.camel.hono.kafka.ClientProperties;

/**
 * Sends commands to devices. An exchange ends when Kafka has the command (one-way) or when the
 * response came (request/response); Hono's word that a command was not delivered, and silence, are
 * a {@link HonoCommandException}.
 */
public class HonoProducer extends DefaultAsyncProducer {

  private final PendingRequests requests = new PendingRequests();
  private CommandSender sender;
  private CommandRecord commands;
  private ResponseReader reader;
  private ExecutorService thread;

  public HonoProducer(HonoEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  public HonoEndpoint getEndpoint() {
    return (HonoEndpoint) super.getEndpoint();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    HonoConfiguration options = getEndpoint().getConfiguration();
    Map<String, Object> config = new ClientProperties(options).producer();
    sender = new CommandSender(() -> new KafkaProducer<>(config));
    commands =
        new CommandRecord(
            HonoChannel.command.topic(getEndpoint().getTenant()),
            options.getSubject(),
            InstantSource.system());
  }

  @Override
  protected void doStop() throws Exception {
    stopReader();
    sender.close();
    requests.failAll(new IllegalStateException("The producer of commands was stopped"));
    super.doStop();
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    try {
      if (responseRequired(exchange)) {
        request(exchange, callback);
      } else {
        ProducerRecord<String, byte[]> command = commands.of(exchange.getMessage(), null);
        sender.send(command).whenComplete((ok, failure) -> end(exchange, callback, failure));
      }
      return false;
    } catch (Exception e) {
      exchange.setException(e);
      callback.done(true);
      return true;
    }
  }

  private void request(Exchange exchange, AsyncCallback callback) throws Exception {
    String correlationId =
        exchange.getMessage().getHeader(HonoConstants.CORRELATION_ID, String.class);
    String id =
        correlationId == null
            ? getEndpoint().getCamelContext().getUuidGenerator().generateUuid()
            : correlationId;
    ProducerRecord<String, byte[]> command = commands.of(exchange.getMessage(), id);
    Duration timeout = Duration.ofMillis(getEndpoint().getConfiguration().getRequestTimeout());
    CompletableFuture<CommandResponse> response = requests.expect(id, timeout);
    response.whenComplete((answer, failure) -> answered(exchange, callback, answer, failure));
    readResponses()
        .thenRun(
            () -> {
              if (!response.isDone()) {
                send(command, response);
              }
            });
  }

  private void send(
      ProducerRecord<String, byte[]> command, CompletableFuture<CommandResponse> response) {
    sender
        .send(command)
        .whenComplete(
            (ok, failure) -> {
              if (failure != null) {
                response.completeExceptionally(failure);
              }
            });
  }

  private static void answered(
      Exchange exchange, AsyncCallback callback, CommandResponse answer, Throwable failure) {
    if (failure != null) {
      end(exchange, callback, failure);
    } else if (answer.notDelivered()) {
      end(exchange, callback, new HonoCommandException(answer.status(), answer.reason()));
    } else {
      Message message = exchange.getMessage();
      message.setBody(answer.payload());
      message.setHeader(HonoConstants.STATUS, answer.status());
      message.setHeader(HonoConstants.CORRELATION_ID, answer.correlationId());
      message.removeHeader(HonoConstants.CONTENT_TYPE);
      if (answer.contentType() != null) {
        message.setHeader(HonoConstants.CONTENT_TYPE, answer.contentType());
      }
      end(exchange, callback, null);
    }
  }

  private static void end(Exchange exchange, AsyncCallback callback, Throwable failure) {
    if (failure != null) {
      exchange.setException(failure instanceof CompletionException ? failure.getCause() : failure);
    }
    callback.done(false);
  }

  private boolean responseRequired(Exchange exchange) {
    Boolean always = getEndpoint().getConfiguration().getResponseRequired();
    return always == null ? exchange.getPattern().isOutCapable() : always;
  }

  /**
   * The reader is started with the first request, so that one-way senders need no right to read.
   */
  private synchronized CompletableFuture<Void> readResponses() {
    if (reader == null) {
      Map<String, Object> config =
          new ClientProperties(getEndpoint().getConfiguration()).responses();
      reader =
          new ResponseReader(
              () -> new KafkaConsumer<>(config),
              "hono.command_response." + getEndpoint().getTenant(),
              requests);
      thread =
          getEndpoint()
              .getCamelContext()
              .getExecutorServiceManager()
              .newSingleThreadExecutor(this, "HonoResponses");
      thread.execute(reader);
    }
    return reader.ready();
  }

  private synchronized void stopReader() {
    if (reader != null) {
      reader.stop();
      getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(thread, 10_000);
      reader = null;
    }
  }
}
