package org.twinsuite.rules.health;

/** How well a thing is, best first. */
public enum Level {
  /** Nothing is known against it. */
  GOOD,
  /** Something was found that needs no order. */
  WATCH,
  /** Work is prescribed. */
  DEGRADED,
  /** Work is prescribed and urgent. */
  CRITICAL;
}
