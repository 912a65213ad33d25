package org.twinsuite.camel.ditto.internal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.ditto.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.internal.order.OrderedDispatcher;
import org.twinsuite.camel.ditto.internal.protocol.EventFormat;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/** One partition from its assignment to its loss: its own dispatcher, thread and offsets. */
final class AssignedPartition {

  private static final Logger LOG = LoggerFactory.getLogger(AssignedPartition.class);

  private final int topicSize;
  private final Set<String> namespaces;
  private final BufferedChanges memory;
  private final OffsetLedger ledger;
  private final ExecutorService thread;
  private final OrderedDispatcher dispatcher;
  private boolean fresh;
  private int held;
  private long heldBytes;
  private boolean closed;
  private boolean strayed;
  private long caughtUpAt;
  private List<Finding> findings;

  /**
   * @param fresh nothing of this partition was ever read: things without a mark start from where
   *     they are now, and nothing is committed until a reconciliation has shown where that is
   * @param namespaces to listen to; empty for all
   */
  AssignedPartition(
      DispatcherFactory dispatchers,
      boolean fresh,
      int topicSize,
      Set<String> namespaces,
      BufferedChanges memory) {
    this.fresh = fresh;
    this.topicSize = topicSize;
    this.namespaces = namespaces;
    this.memory = memory;
    this.ledger = new OffsetLedger(id -> dispatchers.store().lastHandled(id).orElse(0));
    this.thread = dispatchers.thread();
    this.dispatcher =
        dispatchers.dispatcher(
            new DispatcherSpec(
                thread,
                new CommittedRevisions(dispatchers.store(), ledger),
                topicSize,
                fresh,
                this::left));
  }

  /** Takes a message over; its change is handed over as soon as its turn comes. */
  void accept(ConsumerRecord<String, byte[]> message) {
    ReceivedChange change = change(message);
    if (change == null || !listened(change.thingId())) {
      ledger.skipped(message.offset());
      return;
    }
    if (!strayed && Partitions.of(change.thingId(), topicSize) != message.partition()) {
      strayed = true;
      LOG.warn(
          "{} is not in its partition of {}: the topic must be keyed by thing id with Kafka's"
              + " default partitioner, else audits repeat changes",
          change.thingId(),
          message.topic());
    }
    ledger.received(message.offset(), change.thingId(), change.revision());
    synchronized (this) {
      held++;
      heldBytes += change.size();
    }
    memory.taken(change.size());
    dispatcher.accept(change);
  }

  private static ReceivedChange change(ConsumerRecord<String, byte[]> message) {
    if (message.value() == null) {
      return null;
    }
    try {
      return EventFormat.fromProtocol(
          JsonObject.of(new String(message.value(), UTF_8)), message.value().length);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn(
          "The message at {}-{} offset {} is not a twin event; the next audit repairs it: {}",
          message.topic(),
          message.partition(),
          message.offset(),
          e.toString());
      return null;
    }
  }

  private boolean listened(String thingId) {
    return namespaces.isEmpty() || namespaces.contains(thingId.substring(0, thingId.indexOf(':')));
  }

  private void left(ReceivedChange change) {
    synchronized (this) {
      if (closed) {
        return;
      }
      held--;
      heldBytes -= change.size();
    }
    memory.given(1, change.size());
  }

  /** Keeps what an audit found until everything written before it was read. */
  void found(List<Finding> things, long endOffset) {
    findings = things;
    caughtUpAt = endOffset;
  }

  /** Whether an audit waits to be compared. */
  boolean comparing() {
    return findings != null;
  }

  /**
   * Tells the dispatcher what an audit found, once the partition is read that far: what is on its
   * way in Kafka is not lost.
   */
  void compare(long position) {
    if (position < caughtUpAt) {
      return;
    }
    for (Finding finding : findings) {
      if (finding.recreated()) {
        dispatcher.recreated(finding.thingId(), finding.revision());
      } else {
        dispatcher.reached(finding.thingId(), finding.revision());
      }
    }
    findings = null;
    if (fresh) {
      dispatcher.endBaseline();
      ledger.startAt(position);
      fresh = false;
    }
  }

  /** The offset to commit; empty when there is none yet. */
  OptionalLong committable() {
    return fresh ? OptionalLong.empty() : ledger.committable();
  }

  /** How many messages were received and are not handled, those behind them included. */
  long window() {
    return ledger.window();
  }

  /** Hands nothing more over. */
  void stop() {
    dispatcher.stop();
  }

  /** Waits for what is under way; returns whether it came to its end. */
  boolean awaitEnd(long nanos) {
    try {
      return thread.awaitTermination(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Gives its share of the memory back. */
  void close() {
    int freed;
    long freedBytes;
    synchronized (this) {
      closed = true;
      freed = held;
      freedBytes = heldBytes;
      held = 0;
      heldBytes = 0;
    }
    memory.given(freed, freedBytes);
  }
}
