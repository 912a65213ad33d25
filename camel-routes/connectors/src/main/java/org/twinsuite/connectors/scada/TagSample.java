package org.twinsuite.connectors.scada;

import java.time.Instant;

/**
 * One value of one tag, already in the twin's terms.
 *
 * @param tag where it comes from and where it goes
 * @param value Double, Boolean or String; null if the source gave none, which a bad quality
 *     explains
 * @param quality kept also when it is bad or uncertain
 * @param sourceTimestamp when it was measured; null if the source does not say
 * @param serverTimestamp when the server got it; null if the server does not say
 * @param receivedAt when it was received here
 */
public record TagSample(
    Tag tag,
    Object value,
    Quality quality,
    Instant sourceTimestamp,
    Instant serverTimestamp,
    Instant receivedAt) {}
