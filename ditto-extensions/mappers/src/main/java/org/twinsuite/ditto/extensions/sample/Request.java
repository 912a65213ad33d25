package org.twinsuite.ditto.extensions.sample;

import java.util.Map;
import org.eclipse.ditto.json.JsonObject;

/**
 * Something the mapper needs from the source; becomes a live message to the thing's inbox.
 *
 * @param thing thing id
 * @param subject the message's subject
 * @param value what is needed and why
 * @param headers further headers of the message
 */
public record Request(
    String thing, String subject, JsonObject value, Map<String, String> headers) {}
