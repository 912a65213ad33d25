package org.twinsuite.pipeline.history;

/**
 * A series: times (ms since 1970, ascending, distinct) and values of the same length. The arrays
 * are shared, not copied.
 */
public record Points(long[] at, double[] value) {}
