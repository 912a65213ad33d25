package org.twinsuite.predictors.rul;

/**
 * A unit that ran to failure: its last cycle is the one it failed at.
 *
 * @param unitId names it in the evidence
 * @param trajectory {@code [cycle][index]}, see {@link WearTrajectory}
 */
public record PastUnit(String unitId, float[][] trajectory) {}
