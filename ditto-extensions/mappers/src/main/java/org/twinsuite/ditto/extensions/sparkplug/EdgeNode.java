package org.twinsuite.ditto.extensions.sparkplug;

import java.util.LinkedHashMap;
import java.util.Map;

/** The session of one edge node, from its birth to its death. */
final class EdgeNode {

  private static final long NEVER = Long.MIN_VALUE;

  /** By thing id. */
  final Map<String, Births> births = new LinkedHashMap<>();

  /** The number that ties a death to its birth; {@code null} without. */
  Long birthSeq;

  private boolean born;
  private int seq = Payload.NO_SEQ;
  private long askedAt = NEVER;

  /** Roughly what it takes in memory. */
  long bytes() {
    long bytes = 200;
    for (Map.Entry<String, Births> one : births.entrySet()) {
      bytes += 200 + 2L * one.getKey().length() + one.getValue().bytes();
    }
    return bytes;
  }

  /** Starts a session. */
  void born(int firstSeq) {
    births.clear();
    born = true;
    seq = firstSeq;
    askedAt = NEVER;
  }

  void died() {
    births.clear();
    born = false;
  }

  /**
   * Follows the sequence number of a message other than a birth of the node.
   *
   * @return the fault; {@code null} if there is none
   */
  String follow(int next) {
    if (!born) {
      return "no birth of this edge node has been received";
    }
    if (next == Payload.NO_SEQ) {
      return "a message without seq";
    }
    int expected = (seq + 1) % 256;
    // the broker may deliver a message twice: then nothing is missing
    if (next == expected || next == seq) {
      seq = next;
      return null;
    }
    int last = seq;
    seq = next;
    return "seq " + next + " after " + last + ", expected " + expected;
  }

  /** Whether it is time to ask for a rebirth; then notes that it has been. */
  boolean asks(long now, int seconds) {
    if (askedAt != NEVER && now - askedAt < 1000L * seconds) {
      return false;
    }
    askedAt = now;
    return true;
  }
}
