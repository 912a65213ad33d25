package org.twinsuite.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.sandbox.plant.DittoHttp;
import org.twinsuite.sandbox.plant.Machine;
import org.twinsuite.sandbox.plant.Plant;

/** Reads the twins of a plant from Ditto, as anybody who may look can. */
final class TwinWatch {

  private final DittoHttp ditto;
  private final List<String> thingIds;
  private final String feature;

  TwinWatch(DittoHttp ditto, Plant plant) {
    this.ditto = ditto;
    this.thingIds = plant.machines().stream().map(Machine::thingId).toList();
    this.feature = plant.machines().get(0).forecastFeature();
  }

  /** All twins as they are now, by thing id. */
  Map<String, TwinState> look() {
    Map<String, TwinState> states = new LinkedHashMap<>();
    for (JsonObject thing : ditto.things(thingIds, TwinState.fields(feature))) {
      TwinState state = TwinState.of(thing, feature);
      states.put(state.thingId(), state);
    }
    return states;
  }
}
