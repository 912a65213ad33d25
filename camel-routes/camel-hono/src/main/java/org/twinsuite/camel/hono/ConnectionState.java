package org.twinsuite.camel.hono;

import java.util.Map;

/**
 * How a consumer is connected to the messaging network.
 *
 * @param reason why there is no connection, null when there is one
 * @param details for the health check
 */
public record ConnectionState(boolean connected, String reason, Map<String, Object> details) {}
