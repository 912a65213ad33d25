package org.twinsuite.camel.ditto;

/** What an endpoint is about. */
public enum DittoResource {
  /** Consumer of twin changes. */
  events,
  /** Producer of commands to things. */
  things,
  /** Consumer of live messages sent to things. */
  messages,
  /** Consumer of policy announcements. */
  announcements
}
