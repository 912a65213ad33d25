package org.twinsuite.camel.ditto.component;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.DefaultConsumer;
import org.twinsuite.camel.ditto.ConsumerFigures;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.MemoryRevisionStore;
import org.twinsuite.camel.ditto.RevisionStore;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.camel.ditto.internal.order.ConsumerCounters;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/**
 * One exchange per twin change, in order per thing, and none left out: what the live stream or
 * Kafka loses is fetched from Ditto's history. A change whose exchange fails is delivered again.
 */
@ManagedResource(description = "Consumer of twin changes")
public class DittoEventsConsumer extends DefaultConsumer {

  private final ConsumerCounters figures = new ConsumerCounters();
  private final RevisionStore store;
  private volatile ChangeSource source;
  private ScheduledExecutorService timer;
  private AutoCloseable meters;

  public DittoEventsConsumer(DittoEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    RevisionStore configured = endpoint.getConfiguration().getRevisionStore();
    store = configured == null ? new MemoryRevisionStore() : configured;
  }

  @Override
  public DittoEndpoint getEndpoint() {
    return (DittoEndpoint) super.getEndpoint();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    timer = Threads.timer(getEndpoint().getCamelContext(), this, "DittoEvents", 2);
    source = source();
    source.open();
    setHealthCheck(DittoHealthCheck.ofConsumer(getEndpoint(), getRouteId(), this::problem));
    meters =
        ConsumerMeters.bind(getEndpoint().getCamelContext(), getRouteId(), figures, stallTimeout());
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
    if (timer != null) {
      getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(timer);
      timer = null;
    }
    store.flush();
    super.doStop();
  }

  /** Why the consumer is not healthy; {@code null} while it is. */
  private DittoHealthCheck.Problem problem() {
    ChangeSource current = source;
    String problem = current == null ? "The consumer is stopped" : current.problem();
    if (problem != null) {
      return DittoHealthCheck.Problem.unconnected(problem);
    }
    Duration limit = stallTimeout();
    return figures.stalled(limit)
        ? new DittoHealthCheck.Problem(
            "No change was handled for %d s although some wait".formatted(limit.toSeconds()),
            figures.stalledThings(limit) + " things do not get on")
        : null;
  }

  private Duration stallTimeout() {
    return Duration.ofMillis(getEndpoint().getConfiguration().getStallTimeout());
  }

  private ChangeSource source() throws IOException {
    DittoConfiguration options = getEndpoint().getConfiguration();
    CamelContext context = getEndpoint().getCamelContext();
    return switch (options.getSource()) {
      case socket ->
          new SubscribedChanges(options, context, this, timer, store, this::handle, figures);
      case kafka -> new KafkaChanges(options, context, this, timer, store, this::handle, figures);
    };
  }

  private void handle(ReceivedChange received, Consumer<Throwable> done) {
    Exchange exchange = createExchange(false);
    TwinChange change = received.change();
    Message message = exchange.getIn();
    message.setBody(change);
    message.setHeader(DittoConstants.THING_ID, change.thingId());
    message.setHeader(DittoConstants.PATH, change.path());
    message.setHeader(DittoConstants.ACTION, change.action());
    message.setHeader(DittoConstants.REVISION, change.revision());
    if (received.repaired()) {
      message.setHeader(DittoConstants.REPAIRED, true);
    }
    if (received.writer() != null) {
      message.setHeader(DittoConstants.WRITER, received.writer());
    }
    if (change.correlationId() != null) {
      message.setHeader(DittoConstants.CORRELATION_ID, change.correlationId());
    }
    if (change.timestamp() != null) {
      message.setHeader(Exchange.MESSAGE_TIMESTAMP, change.timestamp().toEpochMilli());
    }
    getAsyncProcessor().process(exchange, new Completion(exchange, done));
  }

  private final class Completion implements AsyncCallback {

    private final Exchange exchange;
    private final Consumer<Throwable> done;

    Completion(Exchange exchange, Consumer<Throwable> done) {
      this.exchange = exchange;
      this.done = done;
    }

    @Override
    public void done(boolean doneSync) {
      Throwable failure = exchange.getException();
      if (failure == null && (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast())) {
        failure = new IllegalStateException("The exchange was rolled back");
      }
      if (failure != null) {
        getExceptionHandler().handleException("Twin change failed", exchange, failure);
      }
      releaseExchange(exchange, false);
      done.accept(failure);
    }
  }

  @ManagedAttribute(description = "Whether events are subscribed")
  public boolean isConnected() {
    ChangeSource current = source;
    return current != null && current.connected();
  }

  /** What this consumer counted. */
  public ConsumerFigures figures() {
    return figures;
  }

  @ManagedAttribute(description = "Changes whose exchange completed")
  public long getHandled() {
    return figures.handled();
  }

  @ManagedAttribute(description = "Gaps looked up in the history")
  public long getGaps() {
    return figures.gaps();
  }

  @ManagedAttribute(description = "Changes fetched from the history")
  public long getRepaired() {
    return figures.repaired();
  }

  @ManagedAttribute(description = "Changes in the route")
  public int getInFlight() {
    return figures.inFlight();
  }

  @ManagedAttribute(description = "Age of the oldest change that is not handled, in ms")
  public long getLagMillis() {
    return figures.lagMillis();
  }

  @ManagedAttribute(description = "Things with changes to handle that did not get on in time")
  public int getStalledThings() {
    return figures.stalledThings(stallTimeout());
  }

  @ManagedAttribute(description = "Messages of Kafka that are not handled yet")
  public long getBacklog() {
    return figures.backlog();
  }

  @ManagedAttribute(description = "Times the connection was opened again")
  public long getReconnects() {
    return figures.reconnects();
  }
}
