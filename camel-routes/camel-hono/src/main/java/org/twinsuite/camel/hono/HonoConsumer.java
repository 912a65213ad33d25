package org.twinsuite.camel.hono;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultConsumer;
import org.twinsuite.camel.hono.flow.ConsumerFigures;

/**
 * One exchange per telemetry message or event, in order per device. A message is committed or
 * settled when its exchange completed; one whose exchange fails is delivered again.
 */
public class HonoConsumer extends DefaultConsumer {

  private final ConsumerFigures figures = new ConsumerFigures();
  private ExecutorService workers;
  private ScheduledExecutorService timer;
  private volatile Inflow inflow;
  private AutoCloseable meters;

  public HonoConsumer(HonoEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
  }

  @Override
  public HonoEndpoint getEndpoint() {
    return (HonoEndpoint) super.getEndpoint();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    ExecutorServiceManager executors = getEndpoint().getCamelContext().getExecutorServiceManager();
    int consumers = getEndpoint().getConfiguration().getConcurrentConsumers();
    timer =
        executors.newScheduledThreadPool(this, "HonoRedelivery", unbounded("HonoRedelivery", 1));
    workers = executors.newThreadPool(this, "HonoHandover", unbounded("HonoHandover", consumers));
    inflow = inflow();
    setHealthCheck(new HonoHealthCheck(this));
    meters = ConsumerMeters.bind(getEndpoint().getCamelContext(), getRouteId(), figures);
    inflow.open();
  }

  private Inflow inflow() throws IOException {
    return switch (getEndpoint().getConfiguration().getTransport()) {
      case kafka -> new KafkaInflow(getEndpoint(), this, workers, timer, this::deliver, figures);
      case amqp -> new AmqpInflow(getEndpoint(), workers, timer, this::deliver, figures);
    };
  }

  @Override
  protected void doStop() throws Exception {
    if (meters != null) {
      meters.close();
      meters = null;
    }
    if (inflow != null) {
      inflow.close();
      inflow = null;
    }
    ExecutorServiceManager threads = getEndpoint().getCamelContext().getExecutorServiceManager();
    if (timer != null) {
      threads.shutdownNow(timer);
      threads.shutdownNow(workers);
      timer = null;
    }
    super.doStop();
  }

  /**
   * Camel's own profile holds a thousand tasks: a timer refuses one more, a pool runs it in the
   * calling thread, the one that polls.
   */
  private static ThreadPoolProfile unbounded(String name, int threads) {
    return new ThreadPoolProfileBuilder(name)
        .poolSize(threads)
        .maxPoolSize(threads)
        .maxQueueSize(Integer.MAX_VALUE)
        .build();
  }

  private void deliver(
      Consumer<Message> fill, int redeliveries, BiConsumer<Message, Throwable> done) {
    Exchange exchange = createExchange(false);
    fill.accept(exchange.getIn());
    if (redeliveries > 0) {
      exchange.getIn().setHeader(HonoConstants.REDELIVERIES, redeliveries);
    }
    if (exchange.getIn().getHeader(HonoConstants.EXPIRED) != null) {
      figures.countExpired();
    }
    getAsyncProcessor().process(exchange, doneSync -> ended(exchange, done));
  }

  private void ended(Exchange exchange, BiConsumer<Message, Throwable> done) {
    Throwable failure = exchange.getException();
    if (failure == null && (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast())) {
      failure = new IllegalStateException("The exchange was rolled back");
    }
    if (failure != null) {
      getExceptionHandler()
          .handleException("Message failed and will be delivered again", exchange, failure);
    }
    Message message = exchange.getMessage();
    done.accept(message, failure);
    releaseExchange(exchange, false);
  }

  /** How the consumer is connected. */
  public ConnectionState state() {
    Inflow current = inflow;
    return current == null ? new ConnectionState(false, "stopped", Map.of()) : current.state();
  }

  /** What this consumer counted. */
  public ConsumerFigures figures() {
    return figures;
  }
}
