package org.twinsuite.app.change;

import java.time.Instant;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.twinsuite.app.twin.ThingView;
import org.twinsuite.app.twin.ThingViews;
import org.twinsuite.camel.ditto.TwinChange;

/**
 * Writes each change into the topic of the groups, keyed by the group of its thing: from partitions
 * by thing to partitions by parent. The exchange completes when Kafka has it; the changes of a
 * thing come one after the other.
 */
public final class GroupForwarder extends AsyncProcessorSupport {
  /** Header of an exchange whose change is to be judged again. */
  public static final String AGAIN = "twinsuite-again";

  private final Producer<String, byte[]> producer;
  private final String topic;
  private final ThingViews views;

  GroupForwarder(Producer<String, byte[]> producer, String topic, ThingViews views) {
    this.producer = producer;
    this.topic = topic;
    this.views = views;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    TwinChange change = exchange.getMessage().getBody(TwinChange.class);
    boolean again = exchange.getMessage().getHeader(AGAIN, false, Boolean.class);
    try {
      producer.send(
          new ProducerRecord<>(
              topic,
              Groups.key(change.thingId(), view(change)),
              new GroupRecord(change, again).toBytes()),
          (metadata, failed) -> {
            exchange.setException(failed);
            callback.done(false);
          });
      return false;
    } catch (RuntimeException unavailable) {
      // The consumer delivers the change again, in order.
      exchange.setException(unavailable);
      callback.done(true);
      return true;
    }
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
