package org.twinsuite.camel.ditto.internal.kafka;

/**
 * What an audit found of one thing.
 *
 * @param revision its current revision
 * @param recreated it was deleted and recreated, so that its mark is void
 */
public record Finding(String thingId, long revision, boolean recreated) {}
