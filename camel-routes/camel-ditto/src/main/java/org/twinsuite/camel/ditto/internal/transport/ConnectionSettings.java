package org.twinsuite.camel.ditto.internal.transport;

import java.net.URI;
import java.time.Duration;
import org.twinsuite.camel.ditto.internal.order.Backoff;

/**
 * How a connection is opened and watched.
 *
 * @param url base address of Ditto
 * @param heartbeat how often an idle connection is pinged
 * @param reconnect delays before connecting again
 * @param maxMessageSize in characters
 * @param maxUnsent characters that may wait to be sent
 */
public record ConnectionSettings(
    String url,
    Duration connectTimeout,
    Duration heartbeat,
    Backoff reconnect,
    int maxMessageSize,
    int maxUnsent) {

  /**
   * Address of the WebSocket.
   *
   * @throws IllegalArgumentException when the base address is not one of http or https
   */
  public URI address() {
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    if (!base.startsWith("http")) {
      throw new IllegalArgumentException("url must begin with http:// or https:// but is " + url);
    }
    return URI.create("ws" + base.substring(4) + "/ws/2");
  }
}
