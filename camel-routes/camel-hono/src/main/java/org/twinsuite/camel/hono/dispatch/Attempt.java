package org.twinsuite.camel.hono.dispatch;

/**
 * One delivery of a message to its handler.
 *
 * @param failures how often the message failed before
 * @param exhausted whether it failed so often that it is to be parked instead of processed
 * @param lastFailure why it failed the last time, null at the first attempt
 */
public record Attempt(int failures, boolean exhausted, Throwable lastFailure) {}
