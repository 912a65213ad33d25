package org.twinsuite.camel.ditto.internal.kafka;

import java.util.Map;
import java.util.OptionalLong;
import org.twinsuite.camel.ditto.RevisionStore;

/** The revision store as one dispatcher sees it: what it marks also settles offsets. */
record CommittedRevisions(RevisionStore store, OffsetLedger ledger) implements RevisionStore {

  @Override
  public OptionalLong lastHandled(String thingId) {
    return store.lastHandled(thingId);
  }

  @Override
  public void handled(String thingId, long revision) {
    store.handled(thingId, revision);
    ledger.handled(thingId, revision);
  }

  @Override
  public Map<String, Long> snapshot() {
    return store.snapshot();
  }

  @Override
  public void flush() {
    store.flush();
  }

  @Override
  public void forget(String thingId) {
    store.forget(thingId);
    ledger.forget(thingId);
  }
}
