package org.twinsuite.camel.hono.kafka;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Message;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.hono.ConnectionState;
import org.twinsuite.camel.hono.HonoConfiguration;
import org.twinsuite.camel.hono.HonoEndpoint;
import org.twinsuite.camel.hono.HonoTransportProvider.SourceContext;
import org.twinsuite.camel.hono.MessageSource;
import org.twinsuite.camel.hono.dispatch.ConsumerFigures;
import org.twinsuite.camel.hono.dispatch.OrderedDispatcher;
import org.twinsuite.camel.hono.dispatch.Outcome;
import org.twinsuite.camel.hono.dispatch.Result;
import org.twinsuite.camel.hono.dispatch.Stall;

/**
 * Telemetry or events of a tenant from Kafka: waits for the topic, reads it with Hono's consumer,
 * which commits what is done, and replaces a consumer that failed.
 */
final class KafkaMessageSource implements MessageSource {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaMessageSource.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LOOKUP_MILLIS = 1_000;
  private static final long RESTART_MILLIS = 5_000;
  private static final long STOP_MARGIN_MILLIS = 15_000;

  private final HonoEndpoint endpoint;
  private final HonoConfiguration options;
  private final String topic;
  private final ClientProperties properties;
  private final Vertx vertx;
  private final ScheduledExecutorService timer;
  private final ConsumerFigures figures;
  private final OrderedDispatcher<ConsumerRecord<String, byte[]>> dispatcher;
  private final OpenRecords open = new OpenRecords();
  private final TopicLookup topics;
  private final CommitWatch commits = new CommitWatch();
  private volatile KafkaState state = KafkaState.STARTING;
  private volatile HonoRecordConsumer consumer;
  private volatile long polledNanos;
  private volatile boolean closed;
  private String logged;

  KafkaMessageSource(SourceContext context) {
    endpoint = context.endpoint();
    options = endpoint.getConfiguration();
    topic = endpoint.getChannel().topic(endpoint.getTenant());
    properties = new ClientProperties(options);
    properties.consumer(); // a property without a valid value fails here
    vertx = endpoint.getComponent().vertx();
    timer = context.timer();
    figures = context.figures();
    topics = new TopicLookup(properties.admin());
    RecordMessage messages = new RecordMessage(InstantSource.system());
    dispatcher =
        new OrderedDispatcher<>(
            options.limits(),
            options.retryPolicy(false),
            (record, attempt, done) ->
                context
                    .route()
                    .deliver(
                        message -> messages.fill(message, record, endpoint.getTenant()),
                        attempt,
                        (message, failure) -> done.accept(result(message, failure))),
            this::settle,
            context.workers(),
            timer,
            figures);
  }

  private static Result result(Message message, Throwable failure) {
    return failure == null ? Result.completed() : Result.failed(failure);
  }

  private void settle(ConsumerRecord<String, byte[]> record, Outcome outcome) {
    if (outcome != Outcome.RELEASED) {
      open.done(new TopicPartition(record.topic(), record.partition()), record.offset());
    }
  }

  @Override
  public void open() {
    schedule(0);
  }

  private void schedule(long delayMillis) {
    if (!closed) {
      try {
        timer.schedule(this::lookUp, delayMillis, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("Stopped while {} was looked up", topic);
      }
    }
  }

  private void lookUp() {
    topics
        .partitions(topic)
        .whenComplete(
            (partitions, failure) -> {
              if (closed) {
                return;
              }
              if (failure != null) {
                state = KafkaState.failed(failure.getMessage());
                logChange("Kafka cannot be asked for " + topic + ": " + failure.getMessage());
                schedule(LOOKUP_MILLIS);
              } else if (partitions.isEmpty()) {
                state = KafkaState.WAITING;
                logChange(topic + " does not exist yet: Hono creates it with the first message");
                schedule(LOOKUP_MILLIS);
              } else {
                logChange(topic + " is consumed");
                start();
              }
            });
  }

  /** Logs what changed and nothing that is as it was. */
  private synchronized void logChange(String what) {
    if (!what.equals(logged)) {
      logged = what;
      LOG.info(what);
    }
  }

  private synchronized void start() {
    if (closed || consumer != null) {
      return;
    }
    topics.close();
    polledNanos = System.nanoTime();
    Duration drain = Duration.ofMillis(options.getDrainTimeout());
    HonoRecordConsumer next =
        new HonoRecordConsumer(
            vertx,
            topic,
            properties.honoConsumer(),
            () -> client(drain),
            dispatcher,
            open,
            drain,
            this::unassigned);
    next.setPollTimeout(POLL);
    consumer = next;
    next.start();
  }

  private PacedKafkaConsumer client(Duration commitTimeout) {
    Client listener = new Client();
    try {
      return new PacedKafkaConsumer(
          properties.consumer(), dispatcher, properties.batch(), commitTimeout, listener);
    } catch (RuntimeException e) {
      listener.failed(e);
      throw e;
    }
  }

  /** Nothing assigned: other instances have all partitions, or the topic was deleted. */
  private void unassigned() {
    topics
        .partitions(topic)
        .whenComplete(
            (partitions, failure) -> {
              if (failure == null && partitions.isEmpty()) {
                replace(LOOKUP_MILLIS);
              }
            });
  }

  private void replace(long delayMillis) {
    stopConsumer().onComplete(stopped -> schedule(delayMillis));
  }

  private synchronized Future<Void> stopConsumer() {
    HonoRecordConsumer former = consumer;
    consumer = null;
    if (former == null) {
      return Future.succeededFuture();
    }
    return former
        .stop()
        .onComplete(
            stopped -> {
              dispatcher.forgetAll();
              open.clear();
            });
  }

  @Override
  public void close() {
    closed = true;
    topics.close();
    long patience = 2 * options.getDrainTimeout() + STOP_MARGIN_MILLIS;
    try {
      stopConsumer().toCompletionStage().toCompletableFuture().get(patience, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.info("Consumer of {} did not stop cleanly, messages come again: {}", topic, e.toString());
    } finally {
      dispatcher.forgetAll();
      state = KafkaState.STOPPED;
    }
  }

  @Override
  public ConnectionState state() {
    KafkaState now = state;
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("kafka.servers", options.getBootstrapServers());
    details.put("kafka.topic", topic);
    details.put("kafka.partitions", now.partitions());
    details.put("kafka.lag", figures.lag());
    return new ConnectionState(now.connected(), now.reason(), stall(), details);
  }

  private String stall() {
    Duration limit = Duration.ofMillis(options.getStallTimeout());
    if (limit.isZero()) {
      return null;
    }
    Optional<Stall> stalled = dispatcher.stalled(limit);
    if (stalled.isPresent()) {
      return stalled.get().toString();
    }
    long quiet = System.nanoTime() - polledNanos;
    if (consumer != null && quiet > limit.toNanos()) {
      return topic + " has not been polled for " + Duration.ofNanos(quiet).toSeconds() + " s";
    }
    return commits.stall(topic, limit);
  }

  private final class Client implements PacedKafkaConsumer.Listener {

    private long observedNanos = System.nanoTime();

    @Override
    public void polled(PacedKafkaConsumer client) {
      long now = System.nanoTime();
      polledNanos = now;
      if (now - observedNanos >= TimeUnit.MILLISECONDS.toNanos(options.getCommitInterval())) {
        observedNanos = now;
        Set<TopicPartition> assigned = client.assignment();
        long behind = dispatcher.pending();
        for (TopicPartition partition : assigned) {
          behind += client.currentLag(partition).orElse(0);
        }
        figures.lag(behind);
        state = KafkaState.of(client);
      }
    }

    @Override
    public void failed(RuntimeException failure) {
      LOG.warn("Consumer of {} failed, a new one follows", topic, failure);
      state = KafkaState.failed(failure.getMessage());
      replace(RESTART_MILLIS);
    }

    @Override
    public void committed(Exception failure) {
      commits.ended(failure);
    }
  }
}
