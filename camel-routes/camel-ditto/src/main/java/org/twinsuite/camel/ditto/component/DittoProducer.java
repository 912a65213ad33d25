package org.twinsuite.camel.ditto.component;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.DittoOperation;
import org.twinsuite.camel.ditto.internal.protocol.MessageContent;

/** Sends commands to things and waits for the answer without holding a thread. */
public class DittoProducer extends DefaultAsyncProducer {

  private CommandTransports.Lease lease;
  private CommandWriter writer;
  private Queries queries;
  private DittoHealthCheck health;

  public DittoProducer(DittoEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  public DittoEndpoint getEndpoint() {
    return (DittoEndpoint) super.getEndpoint();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    DittoConfiguration options = getEndpoint().getConfiguration();
    lease = getEndpoint().getComponent().channels().lease(options, getEndpoint().getCamelContext());
    writer = new CommandWriter(options);
    queries = new Queries(options, lease.http());
    health = DittoHealthCheck.registerProducer(getEndpoint(), this::problem);
  }

  @Override
  protected void doStop() throws Exception {
    DittoHealthCheck.unregisterProducer(getEndpoint(), health);
    if (lease != null) {
      lease.release().run();
      lease = null;
    }
    super.doStop();
  }

  /** Whether commands can be sent now. */
  public boolean isConnected() {
    CommandTransports.Lease current = lease;
    return current != null && current.transport().connected();
  }

  private DittoHealthCheck.Problem problem() {
    CommandTransports.Lease current = lease;
    return isConnected()
        ? null
        : DittoHealthCheck.Problem.unconnected(
            current == null ? "The producer is stopped" : current.transport().problem());
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    CompletableFuture<?> result;
    try {
      result = start(exchange);
    } catch (RuntimeException | Error e) {
      exchange.setException(e);
      callback.done(true);
      return true;
    }
    if (result.isDone()) {
      result.whenComplete((done, failure) -> settle(exchange, failure));
      callback.done(true);
      return true;
    }
    result.whenCompleteAsync(
        (done, failure) -> {
          settle(exchange, failure);
          callback.done(false);
        },
        getEndpoint().getComponent().answers());
    return false;
  }

  private static void settle(Exchange exchange, Throwable failure) {
    if (failure != null) {
      exchange.setException(failure instanceof CompletionException ? failure.getCause() : failure);
    }
  }

  private CompletableFuture<?> start(Exchange exchange) {
    Message message = exchange.getMessage();
    DittoOperation operation = operation(message);
    return switch (operation) {
      case search -> queries.search(message);
      case history -> queries.history(message);
      default -> command(message, operation);
    };
  }

  private DittoOperation operation(Message message) {
    String name = message.getHeader(DittoConstants.OPERATION, String.class);
    if (name == null) {
      return getEndpoint().getConfiguration().getOperation();
    }
    for (DittoOperation operation : DittoOperation.values()) {
      if (operation.name().equals(name)) {
        return operation;
      }
    }
    throw new IllegalArgumentException(
        "The header " + DittoConstants.OPERATION + " is not a valid operation: " + name);
  }

  private CompletableFuture<?> command(Message message, DittoOperation operation) {
    CommandWriter.Command command = writer.write(message, operation);
    Duration timeout = Duration.ofMillis(getEndpoint().getConfiguration().getRequestTimeout());
    return lease
        .transport()
        .send(command.correlationId(), command.json(), timeout)
        .thenAccept(answer -> accept(message, operation, answer));
  }

  private static void accept(Message message, DittoOperation operation, JsonObject answer) {
    int status = answer.getValue("status").map(JsonValue::asInt).orElse(500);
    JsonValue value = answer.getValue("value").orElse(null);
    boolean error = AnswerHeaders.isError(answer);
    if (status >= 400 && (error || operation != DittoOperation.message)) {
      throw new CompletionException(AnswerHeaders.exception(status, value));
    }
    AnswerHeaders.copy(message, status, answer);
    if (operation == DittoOperation.message) {
      MessageContent content = new MessageContent(AnswerHeaders.contentType(answer));
      if (content.type() != null) {
        message.setHeader(DittoConstants.CONTENT_TYPE, content.type());
      }
      Object body = content.read(value);
      message.setBody(body instanceof String ? value : body);
    } else if (operation == DittoOperation.retrieve) {
      message.setBody(value == null || value.isNull() ? null : value);
    }
  }
}
