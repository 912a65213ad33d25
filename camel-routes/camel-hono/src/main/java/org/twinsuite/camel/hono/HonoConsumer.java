package org.twinsuite.camel.hono;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.twinsuite.camel.hono.flow.Backoff;
import org.twinsuite.camel.hono.flow.ConsumerFigures;
import org.twinsuite.camel.hono.flow.Deliveries;
import org.twinsuite.camel.hono.kafka.ClientProperties;
import org.twinsuite.camel.hono.kafka.PollLoop;
import org.twinsuite.camel.hono.kafka.PollState;
import org.twinsuite.camel.hono.kafka.RecordMessage;

/**
 * One exchange per telemetry message or event, in order per device. An offset is committed when the
 * exchanges up to it completed; a message whose exchange fails is delivered again.
 */
public class HonoConsumer extends DefaultConsumer {

  private static final long STOP_MARGIN_MILLIS = 15_000;

  private final ConsumerFigures figures = new ConsumerFigures();
  private final RecordMessage messages = new RecordMessage(InstantSource.system());
  private ExecutorService poller;
  private ExecutorService workers;
  private ScheduledExecutorService timer;
  private Deliveries deliveries;
  private volatile PollLoop loop;
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
    ClientProperties properties = new ClientProperties(options);
    Map<String, Object> config = properties.consumer();
    ExecutorServiceManager executors = getEndpoint().getCamelContext().getExecutorServiceManager();
    timer = executors.newSingleThreadScheduledExecutor(this, "HonoRedelivery");
    workers = executors.newThreadPool(this, "HonoHandover", unbounded(options));
    poller = executors.newSingleThreadExecutor(this, "HonoPoll");
    deliveries =
        new Deliveries(
            options.getMaxInFlight(),
            new Backoff(options.getRedeliveryDelay(), options.getMaximumRedeliveryDelay()),
            this::deliver,
            workers,
            timer,
            figures);
    loop =
        new PollLoop(
            () -> new KafkaConsumer<>(config),
            getEndpoint().getChannel().topic(getEndpoint().getTenant()),
            properties.batch(),
            Duration.ofMillis(options.getCommitInterval()),
            Duration.ofMillis(options.getDrainTimeout()),
            deliveries,
            figures);
    setHealthCheck(new HonoHealthCheck(this));
    meters = ConsumerMeters.bind(getEndpoint().getCamelContext(), getRouteId(), figures);
    poller.execute(loop);
  }

  @Override
  protected void doStop() throws Exception {
    if (meters != null) {
      meters.close();
      meters = null;
    }
    if (loop != null) {
      loop.stop();
      endPolling();
      loop = null;
    }
    super.doStop();
  }

  /** Camel's own profile runs what exceeds its queue in the calling thread: the one that polls. */
  private static ThreadPoolProfile unbounded(HonoConfiguration options) {
    return new ThreadPoolProfileBuilder("HonoHandover")
        .poolSize(options.getConcurrentConsumers())
        .maxPoolSize(options.getConcurrentConsumers())
        .maxQueueSize(Integer.MAX_VALUE)
        .build();
  }

  /** The poll thread drains and commits by itself; only then the other threads may go. */
  private void endPolling() throws InterruptedException {
    poller.shutdown();
    long patience = 2 * getEndpoint().getConfiguration().getDrainTimeout() + STOP_MARGIN_MILLIS;
    try {
      poller.awaitTermination(patience, TimeUnit.MILLISECONDS);
    } finally {
      deliveries.forgetAll();
      ExecutorServiceManager threads = getEndpoint().getCamelContext().getExecutorServiceManager();
      threads.shutdownNow(poller);
      threads.shutdownNow(timer);
      threads.shutdownNow(workers);
    }
  }

  private void deliver(
      ConsumerRecord<String, byte[]> record, int redeliveries, Consumer<Throwable> done) {
    Exchange exchange = createExchange(false);
    messages.fill(exchange.getIn(), record, getEndpoint().getTenant());
    if (redeliveries > 0) {
      exchange.getIn().setHeader(HonoConstants.REDELIVERIES, redeliveries);
    }
    if (exchange.getIn().getHeader(HonoConstants.EXPIRED) != null) {
      figures.countExpired();
    }
    getAsyncProcessor().process(exchange, doneSync -> ended(exchange, done));
  }

  private void ended(Exchange exchange, Consumer<Throwable> done) {
    Throwable failure = exchange.getException();
    if (failure == null && (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast())) {
      failure = new IllegalStateException("The exchange was rolled back");
    }
    if (failure != null) {
      getExceptionHandler()
          .handleException("Message failed and will be delivered again", exchange, failure);
    }
    releaseExchange(exchange, false);
    done.accept(failure);
  }

  /** How the consumer is connected to Kafka. */
  public PollState state() {
    PollLoop current = loop;
    return current == null ? new PollState(false, 0, "stopped") : current.state();
  }

  /** What this consumer counted. */
  public ConsumerFigures figures() {
    return figures;
  }
}
