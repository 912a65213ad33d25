package org.twinsuite.camel.ditto;

/** What carries Ditto's protocol. */
public enum Transport {
  /** The client of the Eclipse Ditto project. */
  client,
  /** A WebSocket of the JDK. */
  websocket
}
