package org.twinsuite.rules.health;

import java.time.Instant;

/**
 * How well a thing is, with all its parts: the worst of its own level and its parts' levels.
 *
 * @param thingId the thing
 * @param level worst level of the thing and all below it
 * @param own level of the thing alone
 * @param cause thing that the level comes from: the thing itself, or the part that is worst; null
 *     while all is good
 * @param parts number of things below it, however deep
 * @param affected how many of them are not good by themselves
 * @param at event time of the change that led to this
 * @param version counts changes of this tree; of two states of a thing the higher is the newer
 */
public record Health(
    String thingId,
    Level level,
    Level own,
    String cause,
    int parts,
    int affected,
    Instant at,
    long version) {}
