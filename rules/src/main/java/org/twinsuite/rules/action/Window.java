package org.twinsuite.rules.action;

import java.time.Instant;

/** When the work should be done: not before from, finished by to. */
public record Window(Instant from, Instant to) {}
