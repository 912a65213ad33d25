package org.twinsuite.pipeline.forecast;

import java.time.Instant;

/**
 * A forecast that is to be made.
 *
 * @param model who makes it: the line's model, its challenger, or what the thing's attributes name
 * @param sampled time of the thing's newest sample
 */
record Wanted(String thingId, ForecastPlan.Line line, String model, Instant sampled) {}
