package org.twinsuite.camel.ditto;

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
import org.twinsuite.camel.ditto.change.ConsumerFigures;
import org.twinsuite.camel.ditto.change.History;
import org.twinsuite.camel.ditto.change.Lane;
import org.twinsuite.camel.ditto.change.Recipient;
import org.twinsuite.camel.ditto.change.RepairSlots;
import org.twinsuite.camel.ditto.connection.DittoHttp;
import org.twinsuite.camel.ditto.connection.HttpHistory;
import org.twinsuite.camel.ditto.connection.Links;
import org.twinsuite.camel.ditto.connection.RevisionAudit;
import org.twinsuite.camel.ditto.connection.ThingRevisions;
import org.twinsuite.camel.ditto.connection.Threads;
import org.twinsuite.camel.ditto.kafka.ClientProperties;
import org.twinsuite.camel.ditto.kafka.Finding;
import org.twinsuite.camel.ditto.kafka.HeldChanges;
import org.twinsuite.camel.ditto.kafka.KafkaEvents;
import org.twinsuite.camel.ditto.kafka.LaneFactory;
import org.twinsuite.camel.ditto.kafka.PollLoop;

/** Changes over Kafka: one lane per partition, repairs and audits over Ditto's HTTP API. */
final class KafkaSubscription implements ChangeSource, LaneFactory {

  private static final long STOP_MARGIN_MILLIS = 15_000;

  private final DittoConfiguration options;
  private final ExecutorServiceManager executors;
  private final ScheduledExecutorService timer;
  private final RevisionStore store;
  private final Recipient recipient;
  private final ConsumerFigures figures;
  private final History history;
  private final ExecutorService poller;
  private final PollLoop loop;
  private final RevisionAudit audit;
  private final Audits audits;

  KafkaSubscription(
      DittoConfiguration options,
      CamelContext context,
      Object source,
      ScheduledExecutorService timer,
      RevisionStore store,
      Recipient recipient,
      ConsumerFigures figures)
      throws IOException {
    this.options = options;
    this.executors = context.getExecutorServiceManager();
    this.timer = timer;
    this.store = store;
    this.recipient = recipient;
    this.figures = figures;
    DittoHttp http = new Links(options, context).http();
    this.history = new HttpHistory(http, options.getFilter(), Tuning.repairSize(options));
    HeldChanges memory = new HeldChanges(options.getMaxInFlight(), options.getMaxInFlightSize());
    Map<String, Object> client = ClientProperties.consumer(options, memory.batch());
    this.loop = new PollLoop(() -> new KafkaConsumer<>(client), settings(memory), figures);
    this.poller = Threads.single(context, source, "DittoKafka");
    this.audit =
        new RevisionAudit(
            new ThingRevisions(http, options.getNamespaces()),
            this::ownMarks,
            options.getNamespaces());
    this.audits =
        new Audits(
            this::audit,
            loop::ownsAny,
            Tuning.reconnect(options),
            timer,
            Threads.single(context, source, "DittoAudit"));
  }

  private KafkaEvents settings(HeldChanges memory) {
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
  private Audits audits() {
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
        new CamelThreadFactory(executors.getThreadNamePattern(), "DittoLane", true));
  }

  @Override
  public Lane lane(Wish wish) {
    int slots = Math.max(1, options.getRepairConcurrency() / wish.share());
    return new Lane(
        Tuning.lane(options, wish.share()),
        wish.thread(),
        timer,
        wish.store(),
        recipient,
        history,
        new RepairSlots(slots),
        figures,
        wish.baselining(),
        wish.changeLeft());
  }

  private Map<String, Long> ownMarks() {
    Map<String, Long> own = new HashMap<>(store.snapshot());
    own.keySet().removeIf(thingId -> !loop.owns(thingId));
    return own;
  }

  private void audit() {
    List<Finding> findings = new ArrayList<>();
    audit.run(
        new RevisionAudit.Findings() {
          @Override
          public void reached(String thingId, long revision) {
            findings.add(new Finding(thingId, revision, false));
          }

          @Override
          public void beganAnew(String thingId, long revision) {
            findings.add(new Finding(thingId, revision, true));
          }
        });
    findings.removeIf(finding -> !loop.owns(finding.thingId()));
    loop.audited(findings);
  }
}
