package org.twinsuite.sandbox.plant;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One message of one device: its points at one time.
 *
 * @param thingId the thing, which is also the device id
 * @param at when the device measured
 * @param points tag to reading; a point that gave no signal is absent
 */
public record Sample(String thingId, Instant at, Map<String, Reading> points) {

  public Sample {
    points = Collections.unmodifiableMap(new LinkedHashMap<>(points));
  }
}
