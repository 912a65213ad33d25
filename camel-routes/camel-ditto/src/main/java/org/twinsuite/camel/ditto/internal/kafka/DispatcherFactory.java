package org.twinsuite.camel.ditto.internal.kafka;

import java.util.concurrent.ExecutorService;
import org.twinsuite.camel.ditto.RevisionStore;
import org.twinsuite.camel.ditto.internal.order.OrderedDispatcher;

/** Makes what a newly assigned partition needs. */
public interface DispatcherFactory {

  /** The marks all partitions share. */
  RevisionStore store();

  /** A single thread of its own. */
  ExecutorService thread();

  OrderedDispatcher dispatcher(DispatcherSpec spec);
}
