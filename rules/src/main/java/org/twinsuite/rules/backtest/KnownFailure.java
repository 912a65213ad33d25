package org.twinsuite.rules.backtest;

import java.time.Instant;

/**
 * A failure that happened.
 *
 * @param failureMode null if it is not known; every order for the thing then counts
 */
public record KnownFailure(String thingId, String failureMode, Instant at) {}
