package org.twinsuite.pipeline.store;

/**
 * How much of what strangers send is kept in the parking lot. What goes beyond is counted, and one
 * item an hour says so.
 *
 * @param itemsPerMinute new items of a device in a minute
 * @param itemsOfDevice waiting items of a device
 * @param bytesOfDevice of the waiting items of a device
 * @param bytesOfTenant of the waiting items of a tenant
 */
public record ParkingLimits(
    int itemsPerMinute, int itemsOfDevice, long bytesOfDevice, long bytesOfTenant) {

  /** For tests and tools that park what they made themselves. */
  public static final ParkingLimits NONE =
      new ParkingLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
}
