package org.twinsuite.rules.episode;

import org.twinsuite.rules.action.Window;
import org.twinsuite.rules.evidence.Evidence;

/**
 * What a prescription stands on.
 *
 * @param window when the work should be done
 * @param evidence why
 */
public record Justification(Window window, Evidence evidence) {}
