package org.twinsuite.camel.ditto.internal.kafka;

import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.twinsuite.camel.ditto.RevisionStore;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/**
 * What the dispatcher of a partition is made from.
 *
 * @param thread of the dispatcher alone
 * @param store marks and offsets of the partition
 * @param share how many dispatchers share what may be in flight
 * @param baselining whether a thing without a mark starts from where it is now
 * @param changeLeft to be called once for each accepted change when it needs no more memory
 */
public record DispatcherSpec(
    ExecutorService thread,
    RevisionStore store,
    int share,
    boolean baselining,
    Consumer<ReceivedChange> changeLeft) {}
