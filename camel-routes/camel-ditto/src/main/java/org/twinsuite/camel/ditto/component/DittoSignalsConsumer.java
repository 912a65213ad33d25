package org.twinsuite.camel.ditto.component;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.DittoResource;
import org.twinsuite.camel.ditto.Transport;
import org.twinsuite.camel.ditto.internal.protocol.Encoding;
import org.twinsuite.camel.ditto.internal.protocol.MessageContent;
import org.twinsuite.camel.ditto.internal.protocol.Signal;
import org.twinsuite.camel.ditto.internal.transport.Feed;

/**
 * Live messages or policy announcements. Ditto keeps neither, so what is sent while there is no
 * connection does not arrive. The message of a live message that wants an answer becomes the answer
 * when the exchange is in-out.
 */
public class DittoSignalsConsumer extends DefaultConsumer {

  private ScheduledExecutorService timer;
  private volatile Feed feed;

  public DittoSignalsConsumer(DittoEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
  }

  @Override
  public DittoEndpoint getEndpoint() {
    return (DittoEndpoint) super.getEndpoint();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    DittoConfiguration options = getEndpoint().getConfiguration();
    timer = Threads.timer(getEndpoint().getCamelContext(), this, "DittoSignals", 1);
    String start =
        getEndpoint().getResource() == DittoResource.messages
            ? "START-SEND-MESSAGES"
            : "START-SEND-POLICY-ANNOUNCEMENTS";
    String query =
        options.getNamespaces() == null
            ? ""
            : "namespaces=" + Encoding.query(options.getNamespaces());
    feed =
        new ConnectionFactory(options, getEndpoint().getCamelContext())
            .feeds(Transport.client, timer)
            .signals(start, query, this::handle);
    feed.open();
    setHealthCheck(DittoHealthCheck.ofConsumer(getEndpoint(), getRouteId(), this::problem));
  }

  @Override
  protected void doStop() throws Exception {
    if (feed != null) {
      feed.close();
      getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(timer);
      feed = null;
    }
    super.doStop();
  }

  private DittoHealthCheck.Problem problem() {
    Feed current = feed;
    String problem = current == null ? "The consumer is stopped" : current.problem();
    return problem == null ? null : DittoHealthCheck.Problem.unconnected(problem);
  }

  /** Whether signals are subscribed now. */
  public boolean isConnected() {
    Feed current = feed;
    return current != null && current.connected();
  }

  /** Whatever goes wrong, the message gives its memory back and whoever waits is answered. */
  private void handle(Signal signal) {
    Exchange exchange = createExchange(false);
    AtomicBoolean settled = new AtomicBoolean();
    try {
      process(signal, exchange, settled);
    } catch (Throwable e) {
      exchange.setException(e);
      settle(signal, exchange, settled);
    }
  }

  private void process(Signal signal, Exchange exchange, AtomicBoolean settled) {
    exchange.setPattern(signal.responseRequired() ? ExchangePattern.InOut : ExchangePattern.InOnly);
    Message message = exchange.getIn();
    message.setBody(signal.body());
    message.setHeader(DittoConstants.THING_ID, signal.entityId());
    message.setHeader(DittoConstants.SUBJECT, signal.subject());
    message.setHeader(DittoConstants.PATH, signal.path());
    message.setHeader(DittoConstants.CONTENT_TYPE, signal.contentType());
    message.setHeader(DittoConstants.CORRELATION_ID, signal.correlationId());
    getAsyncProcessor().process(exchange, doneSync -> settle(signal, exchange, settled));
  }

  private void settle(Signal signal, Exchange exchange, AtomicBoolean settled) {
    if (!settled.compareAndSet(false, true)) {
      return;
    }
    Feed current = feed;
    if (current != null) {
      current.release(signal.size());
    }
    if (exchange.getException() != null) {
      getExceptionHandler()
          .handleException("Live signal failed", exchange, exchange.getException());
    }
    if (signal.responseRequired()) {
      answer(signal, exchange);
    }
    releaseExchange(exchange, false);
  }

  /** Whoever waits is answered in any case, also when what the route gives cannot be sent. */
  private void answer(Signal signal, Exchange exchange) {
    String answer;
    try {
      answer = write(signal, exchange);
    } catch (RuntimeException | Error e) {
      getExceptionHandler().handleException("The answer cannot be sent", exchange, e);
      exchange.setException(e);
      answer = write(signal, exchange);
    }
    signal.reply().accept(answer);
  }

  private static String write(Signal signal, Exchange exchange) {
    Message reply = exchange.getMessage();
    boolean failed = exchange.getException() != null;
    JsonObjectBuilder headers =
        JsonFactory.newObjectBuilder().set("correlation-id", signal.correlationId());
    JsonObjectBuilder answer =
        JsonFactory.newObjectBuilder()
            .set("topic", signal.topic())
            .set("path", signal.path().replace("/inbox/", "/outbox/"))
            .set("status", failed ? 500 : reply.getHeader(DittoConstants.STATUS, 200, int.class));
    if (!failed && reply.getBody() != null) {
      MessageContent content = MessageBody.content(reply);
      headers.set("content-type", content.type());
      answer.set("value", MessageBody.value(reply, content));
    }
    return answer.set("headers", headers.build()).build().toString();
  }
}
