package org.twinsuite.app.change;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.twinsuite.camel.ditto.TwinChange;

/**
 * Where every twin change goes: to the partition of its thing. The exchange completes when what
 * followed from the change is stored.
 */
public final class ChangeLine extends AsyncProcessorSupport {
  private final List<Partition> partitions;

  ChangeLine(List<Partition> partitions) {
    this.partitions = partitions;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    TwinChange change = exchange.getMessage().getBody(TwinChange.class);
    int partition = Math.floorMod(change.thingId().hashCode(), partitions.size());
    try {
      partitions
          .get(partition)
          .offer(new Partition.Work(change, System.nanoTime(), () -> callback.done(false)));
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      exchange.setException(new RejectedExecutionException("the app is stopping"));
      callback.done(true);
      return true;
    }
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
