package org.twinsuite.sandbox.ditto;

/** The streams a WebSocket can subscribe to. */
enum Streaming {
  EVENTS,
  MESSAGES,
  LIVE_COMMANDS,
  LIVE_EVENTS,
  POLICY_ANNOUNCEMENTS;

  private final String suffix = name().replace('_', '-');

  static Streaming ofStart(String command) {
    return of("START-SEND-", command);
  }

  static Streaming ofStop(String command) {
    return of("STOP-SEND-", command);
  }

  private static Streaming of(String prefix, String command) {
    for (Streaming streaming : values()) {
      if (command.equals(prefix + streaming.suffix)) {
        return streaming;
      }
    }
    return null;
  }
}
