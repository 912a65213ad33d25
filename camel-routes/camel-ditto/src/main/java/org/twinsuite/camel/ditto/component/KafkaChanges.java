package org.twinsuite.camel.ditto.component;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.RevisionStore;
import org.twinsuite.camel.ditto.StartFrom;
import org.twinsuite.camel.ditto.internal.http.DittoHttp;
import org.twinsuite.camel.ditto.internal.http.HttpHistory;
import org.twinsuite.camel.ditto.internal.http.RevisionReconciliation;
import org.twinsuite.camel.ditto.internal.http.ThingRevisions;
import org.twinsuite.camel.ditto.internal.kafka.BufferedChanges;
import org.twinsuite.camel.ditto.internal.kafka.ClientProperties;
import org.twinsuite.camel.ditto.internal.kafka.DispatcherFactory;
import org.twinsuite.camel.ditto.internal.kafka.DispatcherSpec;
import org.twinsuite.camel.ditto.internal.kafka.Finding;
import org.twinsuite.camel.ditto.internal.kafka.KafkaEvents;
import org.twinsuite.camel.ditto.internal.kafka.PollLoop;
import org.twinsuite.camel.ditto.internal.order.ChangeHandler;
import org.twinsuite.camel.ditto.internal.order.ConsumerCounters;
import org.twinsuite.camel.ditto.internal.order.History;
import org.twinsuite.camel.ditto.internal.order.OrderedDispatcher;
import org.twinsuite.camel.ditto.internal.order.RecoverySlots;

/**
 * Changes over Kafka: one dispatcher per partition, recovery and reconciliation over Ditto's HTTP
 * API.
 */
final class KafkaChanges implements ChangeSource, DispatcherFactory {

  private static final long STOP_MARGIN_MILLIS = 15_000;

  private final DittoConfiguration options;
  private final ExecutorServiceManager executors;
  private final ScheduledExecutorService timer;
  private final RevisionStore store;
  private final ChangeHandler recipient;
  private final ConsumerCounters figures;
  private final History history;
  private final ExecutorService poller;
  private final PollLoop loop;
  private final RevisionReconciliation audit;
  private final ReconciliationScheduler audits;

  KafkaChanges(
      DittoConfiguration options,
      CamelContext context,
      Object source,
      ScheduledExecutorService timer,
      RevisionStore store,
      ChangeHandler recipient,
      ConsumerCounters figures)
      throws IOException {
    this.options = options;
    this.executors = context.getExecutorServiceManager();
    this.timer = timer;
    this.store = store;
    this.recipient = recipient;
    this.figures = figures;
    DittoHttp http = new ConnectionFactory(options, context).http();
    this.history = new HttpHistory(http, options.getFilter(), ConsumerSettings.repairSize(options));
    BufferedChanges memory =
        new BufferedChanges(options.getMaxInFlight(), options.getMaxInFlightSize());
    Map<String, Object> client = ClientProperties.consumer(options, memory.batch());
    this.loop = new PollLoop(() -> new KafkaConsumer<>(client), settings(memory), figures);
    this.poller = Threads.single(context, source, "DittoKafka");
    this.audit =
        new RevisionReconciliation(
            new ThingRevisions(http, options.getNamespaces()),
            this::ownMarks,
            options.getNamespaces());
    this.audits =
        new ReconciliationScheduler(
            this::audit,
            loop::ownsAny,
            ConsumerSettings.reconnect(options),
            timer,
            Threads.single(context, source, "DittoAudit"));
  }

  private KafkaEvents settings(BufferedChanges memory) {
    String namespaces = options.getNamespaces();
    return new KafkaEvents(
        options.getTopic(),
        namespaces == null ? Set.of() : Set.of(namespaces.split(",")),
        options.getStartFrom() == StartFrom.now,
        options.getMaxUncommitted(),
        Duration.ofMillis(options.getCommitInterval()),
        Duration.ofMillis(options.getDrainTimeout()),
        memory,
        this,
        () -> audits().nowAndSoon());
  }

  /** Made after the loop that asks for them. */
  private ReconciliationScheduler audits() {
    return audits;
  }

  @Override
  public void open() {
    poller.execute(loop);
    audits.every(options.getAuditPeriod());
  }

  @Override
  public String problem() {
    return connected() ? null : "No connection to Kafka at " + options.getBrokers();
  }

  @Override
  public boolean connected() {
    return loop.connected();
  }

  /** The poll thread drains and commits by itself; only then the other threads may go. */
  @Override
  public void close() {
    loop.stop();
    audits.stop();
    poller.shutdown();
    try {
      poller.awaitTermination(
          2 * options.getDrainTimeout() + STOP_MARGIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      executors.shutdownNow(poller);
    }
  }

  @Override
  public RevisionStore store() {
    return store;
  }

  /** Not one of Camel's: partitions come and go, and Camel keeps what it made until it stops. */
  @Override
  public ExecutorService thread() {
    return Executors.newSingleThreadExecutor(
        new CamelThreadFactory(executors.getThreadNamePattern(), "DittoDispatcher", true));
  }

  @Override
  public OrderedDispatcher dispatcher(DispatcherSpec spec) {
    int slots = Math.max(1, options.getRepairConcurrency() / spec.share());
    return new OrderedDispatcher(
        ConsumerSettings.dispatcher(options, spec.share()),
        spec.thread(),
        timer,
        spec.store(),
        recipient,
        history,
        new RecoverySlots(slots),
        figures,
        spec.baselining(),
        spec.changeLeft());
  }

  private Map<String, Long> ownMarks() {
    Map<String, Long> own = new HashMap<>(store.snapshot());
    own.keySet().removeIf(thingId -> !loop.owns(thingId));
    return own;
  }

  private void audit() {
    List<Finding> findings = new ArrayList<>();
    audit.run(
        new RevisionReconciliation.Findings() {
          @Override
          public void reached(String thingId, long revision) {
            findings.add(new Finding(thingId, revision, false));
          }

          @Override
          public void recreated(String thingId, long revision) {
            findings.add(new Finding(thingId, revision, true));
          }
        });
    findings.removeIf(finding -> !loop.owns(finding.thingId()));
    loop.audited(findings);
  }
}
