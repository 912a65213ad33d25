package org.twinsuite.app.store;

/**
 * An action to be recorded.
 *
 * @param key unique for the action; a second record with the same key is dropped
 */
public record NewOutboxItem(
    String key, String reference, String kind, String thingId, String correlationId, String body) {}
