package org.twinsuite.camel.hono;

import java.util.Map;

/**
 * How a consumer is connected to the messaging network, and whether its messages move.
 *
 * @param connected whether messages can come
 * @param reason why there is no connection, null when there is one
 * @param stall what has not moved for too long, null when everything moves
 * @param details for the health check; no secrets
 */
public record ConnectionState(
    boolean connected, String reason, String stall, Map<String, Object> details) {}
