package org.twinsuite.camel.ditto.kafka;

/**
 * What an audit found of one thing.
 *
 * @param revision its current revision
 * @param anew it was purged and began again, so that its mark is void
 */
public record Finding(String thingId, long revision, boolean anew) {}
