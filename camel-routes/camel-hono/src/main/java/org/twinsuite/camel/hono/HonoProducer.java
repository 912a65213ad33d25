package org.twinsuite.camel.hono;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Sends commands to devices. An exchange ends when the messaging network has the command (one-way)
 * or when the response came (request/response); Hono's word that a command was not delivered, and
 * silence, are a {@link HonoCommandException}.
 */
public class HonoProducer extends DefaultAsyncProducer {

  private final PendingRequests requests = new PendingRequests();
  private CommandTransport transport;

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
    transport =
        getEndpoint()
            .transport()
            .commands(
                new HonoTransportProvider.CommandContext(
                    getEndpoint(), timeout(), requests::received));
    transport.open();
  }

  @Override
  protected void doStop() throws Exception {
    if (transport != null) {
      transport.close();
      transport = null;
    }
    requests.failAll(new IllegalStateException("The producer of commands was stopped"));
    super.doStop();
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    try {
      if (responseRequired(exchange)) {
        request(exchange, callback);
      } else {
        transport
            .send(exchange.getMessage(), null)
            .whenComplete((ok, failure) -> end(exchange, callback, CommandOutcome.SENT, failure));
      }
      return false;
    } catch (Throwable e) {
      exchange.setException(e);
      callback.done(true);
      return true;
    }
  }

  private void request(Exchange exchange, AsyncCallback callback) {
    transport
        .responses()
        .copy()
        .orTimeout(timeout().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (ok, failure) -> {
              if (failure != null) {
                end(
                    exchange,
                    callback,
                    null,
                    new HonoUnavailableException(
                        "Responses cannot be read, nothing was sent", failure));
                return;
              }
              try {
                send(exchange, callback);
              } catch (Exception e) {
                end(exchange, callback, null, e);
              }
            });
  }

  private void send(Exchange exchange, AsyncCallback callback) throws Exception {
    String correlationId =
        exchange.getMessage().getHeader(HonoConstants.CORRELATION_ID, String.class);
    String id =
        correlationId == null
            ? getEndpoint().getCamelContext().getUuidGenerator().generateUuid()
            : correlationId;
    var response = requests.expect(id, timeout());
    response.whenComplete((answer, failure) -> answered(exchange, callback, answer, failure));
    try {
      transport
          .send(exchange.getMessage(), id)
          .whenComplete(
              (ok, failure) -> {
                if (failure != null) {
                  response.completeExceptionally(failure);
                }
              });
    } catch (Exception e) {
      response.completeExceptionally(e);
    }
  }

  private static void answered(
      Exchange exchange, AsyncCallback callback, CommandResponse answer, Throwable failure) {
    if (failure != null) {
      end(exchange, callback, null, failure);
    } else if (answer.notDelivered()) {
      end(exchange, callback, null, new HonoCommandException(answer.status(), answer.reason()));
    } else {
      Message message = exchange.getMessage();
      message.setBody(answer.payload());
      message.setHeader(HonoConstants.STATUS, answer.status());
      message.setHeader(HonoConstants.CORRELATION_ID, answer.correlationId());
      message.removeHeader(HonoConstants.CONTENT_TYPE);
      if (answer.contentType() != null) {
        message.setHeader(HonoConstants.CONTENT_TYPE, answer.contentType());
      }
      end(exchange, callback, CommandOutcome.ofStatus(answer.status()), null);
    }
  }

  /**
   * Ends the exchange.
   *
   * @param outcome when there is no failure
   * @param failure null when there is none
   */
  private static void end(
      Exchange exchange, AsyncCallback callback, CommandOutcome outcome, Throwable failure) {
    try {
      CommandOutcome known = outcome;
      if (failure != null) {
        Throwable cause =
            failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        exchange.setException(cause);
        known =
            cause instanceof HonoCommandException command
                ? command.outcome()
                : CommandOutcome.FAILED;
      }
      exchange.getMessage().setHeader(HonoConstants.COMMAND_OUTCOME, known.name());
    } catch (RuntimeException e) {
      exchange.setException(e);
    } finally {
      callback.done(false);
    }
  }

  private Duration timeout() {
    return Duration.ofMillis(getEndpoint().getConfiguration().getRequestTimeout());
  }

  private boolean responseRequired(Exchange exchange) {
    Boolean always = getEndpoint().getConfiguration().getResponseRequired();
    return always == null ? exchange.getPattern().isOutCapable() : always;
  }
}
