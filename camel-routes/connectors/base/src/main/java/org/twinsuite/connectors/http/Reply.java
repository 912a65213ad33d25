package org.twinsuite.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/**
 * A 2xx answer.
 *
 * @param status HTTP status
 * @param headers answer headers
 * @param body the JSON body; a missing node if there was none
 */
public record Reply(int status, HttpHeaders headers, JsonNode body) {}
