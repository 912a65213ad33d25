package org.twinsuite.camel.hono;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.twinsuite.camel.hono.flow.Backoff;
import org.twinsuite.camel.hono.flow.ConsumerFigures;
import org.twinsuite.camel.hono.flow.Deliveries;
import org.twinsuite.camel.hono.kafka.ClientProperties;
import org.twinsuite.camel.hono.kafka.PollLoop;
import org.twinsuite.camel.hono.kafka.PollState;
import org.twinsuite.camel.hono.kafka.RecordMessage;

/** Telemetry or events of a tenant from Kafka; what is done is committed. */
final class KafkaInflow implements Inflow {

  private static final long STOP_MARGIN_MILLIS = 15_000;

  private final HonoEndpoint endpoint;
  private final ConsumerFigures figures;
  private final ExecutorService poller;
  private final Deliveries deliveries;
  private final PollLoop loop;

  KafkaInflow(
      HonoEndpoint endpoint,
      Object source,
      ExecutorService workers,
      ScheduledExecutorService timer,
      Route route,
      ConsumerFigures figures) {
    this.endpoint = endpoint;
    this.figures = figures;
    HonoConfiguration options = endpoint.getConfiguration();
    ClientProperties properties = new ClientProperties(options);
    Map<String, Object> config = properties.consumer();
    RecordMessage messages = new RecordMessage(InstantSource.system());
    deliveries =
        new Deliveries(
            options.getMaxInFlight(),
            new Backoff(options.getRedeliveryDelay(), options.getMaximumRedeliveryDelay()),
            (record, redeliveries, done) ->
                route.deliver(
                    message -> messages.fill(message, record, endpoint.getTenant()),
                    redeliveries,
                    (message, failure) -> done.accept(failure)),
            workers,
            timer,
            figures);
    loop =
        new PollLoop(
            () -> new KafkaConsumer<>(config),
            endpoint.getChannel().topic(endpoint.getTenant()),
            properties.batch(),
            Duration.ofMillis(options.getCommitInterval()),
            Duration.ofMillis(options.getDrainTimeout()),
            deliveries,
            figures);
    poller =
        endpoint
            .getCamelContext()
            .getExecutorServiceManager()
            .newSingleThreadExecutor(source, "HonoPoll");
  }

  @Override
  public void open() {
    poller.execute(loop);
  }

  /** The poll thread drains and commits by itself; only then the other threads may go. */
  @Override
  public void close() {
    loop.stop();
    poller.shutdown();
    long patience = 2 * endpoint.getConfiguration().getDrainTimeout() + STOP_MARGIN_MILLIS;
    try {
      poller.awaitTermination(patience, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      deliveries.forgetAll();
      endpoint.getCamelContext().getExecutorServiceManager().shutdownNow(poller);
    }
  }

  @Override
  public ConnectionState state() {
    PollState now = loop.state();
    return new ConnectionState(
        now.connected(),
        now.reason(),
        Map.of(
            "kafka.servers",
            endpoint.getConfiguration().getBootstrapServers(),
            "kafka.topic",
            endpoint.getChannel().topic(endpoint.getTenant()),
            "kafka.partitions",
            now.partitions(),
            "kafka.lag",
            figures.lag()));
  }
}
