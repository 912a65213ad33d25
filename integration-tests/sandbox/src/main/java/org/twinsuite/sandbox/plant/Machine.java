package org.twinsuite.sandbox.plant;

import java.util.Map;
import java.util.Objects;

/**
 * A machine of the plant: what its twin is made from.
 *
 * @param thingId {@code namespace:name}
 * @param definition equipment class, {@code namespace:name:version}
 * @param name for people
 * @param parent thing id of the system it belongs to
 * @param workCenter ISA-95 work centre
 * @param assetnum number of the asset in the CMMS
 * @param forecastFeature tag the remaining useful life is forecast from; its samples pace the run
 * @param models forecast name to model, where it differs from what is configured for the class
 */
public record Machine(
    String thingId,
    String definition,
    String name,
    String parent,
    String workCenter,
    String assetnum,
    String forecastFeature,
    Map<String, String> models) {

  public Machine {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(definition, "definition");
    models = Map.copyOf(models);
  }

  /** The same machine with one model set. */
  public Machine withModel(String forecast, String model) {
    return new Machine(
        thingId,
        definition,
        name,
        parent,
        workCenter,
        assetnum,
        forecastFeature,
        Map.of(forecast, model));
  }
}
