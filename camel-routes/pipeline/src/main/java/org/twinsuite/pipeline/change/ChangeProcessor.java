package org.twinsuite.pipeline.change;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.twin.ThingViews;

/**
 * Where every twin change goes: to the partition of its thing, which it shares with its siblings.
 * The exchange completes when what followed from the change is stored.
 */
public final class ChangeProcessor extends AsyncProcessorSupport {
  private final List<Partition> partitions;
  private final PartitionAssignment placement;
  private final ThingViews views;

  ChangeProcessor(List<Partition> partitions, PartitionAssignment placement, ThingViews views) {
    this.partitions = partitions;
    this.placement = placement;
    this.views = views;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    TwinChange change = exchange.getMessage().getBody(TwinChange.class);
    try {
      partitionOf(change)
          .offer(
              new Partition.Work(
                  change, null, true, System.nanoTime(), () -> callback.done(false)));
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      exchange.setException(new RejectedExecutionException("the app is stopping"));
    } catch (Throwable unavailable) {
      // The consumer delivers the change again, in order.
      exchange.setException(unavailable);
    }
    callback.done(true);
    return true;
  }

  private Partition partitionOf(TwinChange change) {
    String thingId = change.thingId();
    return partitions.get(
        placement
            .known(thingId)
            .orElseGet(
                () ->
                    placement.of(
                        thingId,
                        views.known(thingId).orElseGet(() -> views.load(thingId, Instant.EPOCH)))));
  }

  @Override
  protected void doStart() {
    partitions.forEach(Partition::start);
  }

  @Override
  protected void doStop() throws Exception {
    for (Partition partition : partitions) {
      partition.close();
    }
  }
}
