package org.twinsuite.connectors.scada;

/**
 * An alarm of a control system and the feature of a thing that shows it.
 *
 * @param source name of the connection
 * @param node where its events are raised, in the source's own terms, such as {@code ns=2;s=P101};
 *     the whole server if null
 * @param condition name of the condition, such as {@code SealLeak}; null takes every condition of
 *     the node
 * @param thing thing id
 * @param feature feature id
 * @param line line in the tag map, for messages
 */
public record AlarmPoint(
    String source, String node, String condition, String thing, String feature, int line) {}
