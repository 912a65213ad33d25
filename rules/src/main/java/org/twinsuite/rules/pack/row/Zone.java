package org.twinsuite.rules.pack.row;

/**
 * One row of table {@code zones}: the boundaries of a vibration standard for one group of machines,
 * in mm/s RMS.
 *
 * @param group name the other tables call it by, e.g. {@code 20816-3/2/rigid}
 * @param ab boundary of zones A and B
 * @param bc boundary of zones B and C: not for long-term operation beyond it
 * @param cd boundary of zones C and D: damage beyond it
 * @param origin file and row
 */
public record Zone(String group, double ab, double bc, double cd, String origin) {}
