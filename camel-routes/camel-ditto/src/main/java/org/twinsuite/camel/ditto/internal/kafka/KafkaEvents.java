package org.twinsuite.camel.ditto.internal.kafka;

import java.time.Duration;
import java.util.Set;

/**
 * How twin events are read from Kafka.
 *
 * @param namespaces to listen to; empty for all
 * @param startWithWhatComes whether a partition that was never read begins at its end
 * @param maxUncommitted how far a partition may run ahead of its oldest message not handled
 * @param assigned called when partitions were taken over: look for what is missing
 */
public record KafkaEvents(
    String topic,
    Set<String> namespaces,
    boolean startWithWhatComes,
    int maxUncommitted,
    Duration commitInterval,
    Duration drainTimeout,
    BufferedChanges memory,
    DispatcherFactory dispatchers,
    Runnable assigned) {}
