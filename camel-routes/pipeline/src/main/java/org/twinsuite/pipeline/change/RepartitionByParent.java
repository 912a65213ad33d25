package org.twinsuite.pipeline.change;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.pipeline.twin.TwinFailure;

/**
 * Writes each change into the topic of the groups, keyed by the group of its thing: from partitions
 * by thing to partitions by parent. The exchange completes when Kafka has it; the changes of a
 * thing come one after the other.
 */
public final class RepartitionByParent extends AsyncProcessorSupport {
  /** Header of an exchange whose change is to be judged again. */
  public static final String AGAIN = "twinsuite-again";

  private final Producer<String, byte[]> producer;
  private final String topic;
  private final ThingViews views;

  RepartitionByParent(Producer<String, byte[]> producer, String topic, ThingViews views) {
    this.producer = producer;
    this.topic = topic;
    this.views = views;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    TwinChange change = exchange.getMessage().getBody(TwinChange.class);
    boolean again = exchange.getMessage().getHeader(AGAIN, false, Boolean.class);
    try {
      Optional<String> former = group(views.known(change.thingId()), change);
      String group = Groups.key(change.thingId(), view(change));
      byte[] record = new GroupRecord(change, again).toBytes();
      CompletableFuture<?> sent = send(group, record);
      if (former.isPresent() && !former.get().equals(group)) {
        // Who judged the thing so far is told that it moved.
        sent = CompletableFuture.allOf(sent, send(former.get(), record));
      }
      sent.whenComplete(
          (done, failed) -> {
            exchange.setException(TwinFailure.unwrap(failed));
            callback.done(false);
          });
      return false;
    } catch (Throwable unavailable) {
      // The consumer delivers the change again, in order.
      exchange.setException(unavailable);
      callback.done(true);
      return true;
    }
  }

  private CompletableFuture<Void> send(String group, byte[] record) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    producer.send(
        new ProducerRecord<>(topic, group, record),
        (metadata, failed) -> {
          if (failed == null) {
            sent.complete(null);
          } else {
            sent.completeExceptionally(failed);
          }
        });
    return sent;
  }

  private static Optional<String> group(Optional<ThingView> known, TwinChange change) {
    return known.map(view -> Groups.key(change.thingId(), view));
  }

  private ThingView view(TwinChange change) {
    return FactReader.concernsContext(change)
        ? views.load(change.thingId(), Instant.EPOCH)
        : views
            .known(change.thingId())
            .orElseGet(() -> views.load(change.thingId(), Instant.EPOCH));
  }

  @Override
  protected void doStop() {
    producer.flush();
    producer.close();
  }
}
