package org.twinsuite.camel.hono;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.InflightRepository;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.UnitOfWorkHelper;
import org.twinsuite.camel.hono.dispatch.Attempt;
import org.twinsuite.camel.hono.dispatch.ConsumerFigures;

/**
 * One exchange per telemetry message or event, in order per device. A message is committed or
 * settled when its exchange completed; one whose exchange fails is delivered again, and parked when
 * it failed too often.
 */
public class HonoConsumer extends DefaultConsumer {

  private final ConsumerFigures figures = new ConsumerFigures();
  private ExecutorService workers;
  private ScheduledExecutorService timer;
  private ProducerTemplate parking;
  private volatile MessageSource source;
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
    HonoConfiguration options = getEndpoint().getConfiguration();
    ExecutorServiceManager executors = getEndpoint().getCamelContext().getExecutorServiceManager();
    timer =
        executors.newScheduledThreadPool(this, "HonoRedelivery", unbounded("HonoRedelivery", 1));
    workers =
        executors.newThreadPool(
            this, "HonoHandover", unbounded("HonoHandover", options.getConcurrentConsumers()));
    if (options.getParkingUri() != null) {
      parking = getEndpoint().getCamelContext().createProducerTemplate();
    }
    source =
        getEndpoint()
            .transport()
            .source(
                new HonoTransportProvider.SourceContext(
                    getEndpoint(), this, workers, timer, this::deliver, figures));
    setHealthCheck(new HonoHealthCheck(this));
    meters = ConsumerMeters.bind(getEndpoint().getCamelContext(), getRouteId(), figures);
    source.open();
  }

  @Override
  protected void doStop() throws Exception {
    if (meters != null) {
      meters.close();
      meters = null;
    }
    if (source != null) {
      source.close();
      source = null;
    }
    ExecutorServiceManager threads = getEndpoint().getCamelContext().getExecutorServiceManager();
    if (timer != null) {
      threads.shutdownNow(timer);
      threads.shutdownNow(workers);
      timer = null;
    }
    if (parking != null) {
      parking.stop();
      parking = null;
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
      Consumer<Message> fill, Attempt attempt, BiConsumer<Message, Throwable> done) {
    Exchange exchange = createExchange(false);
    fill.accept(exchange.getIn());
    if (attempt.failures() > 0) {
      exchange.getIn().setHeader(HonoConstants.REDELIVERIES, attempt.failures());
    }
    if (exchange.getIn().getHeader(HonoConstants.EXPIRED) != null) {
      figures.countExpired();
    }
    if (attempt.exhausted()) {
      park(exchange, attempt, done);
      return;
    }
    try {
      getAsyncProcessor().process(exchange, doneSync -> ended(exchange, done));
    } catch (Throwable e) {
      abandon(exchange);
      done.accept(exchange.getMessage(), e);
      getExceptionHandler()
          .handleException("Message failed and will be delivered again", exchange, e);
    }
  }

  /** An exchange whose route threw never reached its end: without this it stays in flight. */
  private void abandon(Exchange exchange) {
    InflightRepository inFlight = getEndpoint().getCamelContext().getInflightRepository();
    UnitOfWorkHelper.doneUow(exchange.getUnitOfWork(), exchange);
    if (inFlight.size(getRouteId()) > 0) {
      inFlight.remove(exchange, getRouteId());
    }
  }

  private void ended(Exchange exchange, BiConsumer<Message, Throwable> done) {
    Throwable failure = failure(exchange);
    if (failure != null) {
      getExceptionHandler()
          .handleException("Message failed and will be delivered again", exchange, failure);
    }
    Message message = exchange.getMessage();
    done.accept(message, failure);
    releaseExchange(exchange, false);
  }

  private static Throwable failure(Exchange exchange) {
    Throwable failure = exchange.getException();
    if (failure == null && (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast())) {
      return new IllegalStateException("The exchange was rolled back");
    }
    return failure;
  }

  private void park(Exchange exchange, Attempt attempt, BiConsumer<Message, Throwable> done) {
    Throwable failure = attempt.lastFailure();
    exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
    exchange.getIn().setHeader(HonoConstants.FAILURE, String.valueOf(failure));
    if (parking == null) {
      getExceptionHandler()
          .handleException(
              "Message failed "
                  + attempt.failures()
                  + " times and is skipped, as parkingUri is not set: "
                  + where(exchange.getIn()),
              exchange,
              failure);
      done.accept(exchange.getIn(), null);
      return;
    }
    parking
        .asyncSend(getEndpoint().getConfiguration().getParkingUri(), exchange)
        .whenComplete(
            (parked, thrown) -> {
              Throwable again = thrown == null ? failure(parked) : thrown;
              if (again != null) {
                getExceptionHandler()
                    .handleException("Message could not be parked and is tried again", again);
              }
              done.accept(exchange.getMessage(), again);
            });
  }

  private static String where(Message message) {
    return "device "
        + message.getHeader(HonoConstants.DEVICE_ID)
        + ", "
        + message.getHeader(HonoConstants.TOPIC)
        + ", partition "
        + message.getHeader(HonoConstants.PARTITION)
        + ", offset "
        + message.getHeader(HonoConstants.OFFSET);
  }

  /** How the consumer is connected and whether its messages move. */
  public ConnectionState state() {
    MessageSource current = source;
    return current == null
        ? new ConnectionState(false, "stopped", null, Map.of())
        : current.state();
  }

  /** What this consumer counted. */
  public ConsumerFigures figures() {
    return figures;
  }
}
