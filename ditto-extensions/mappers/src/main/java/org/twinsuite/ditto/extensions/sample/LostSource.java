package org.twinsuite.ditto.extensions.sample;

import java.util.Collection;

/**
 * Points whose source has gone: their last values no longer hold.
 *
 * @param thing thing id
 * @param tags the source's names of the points
 */
public record LostSource(String thing, Collection<String> tags) {}
