package org.twinsuite.sandbox.plant;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.twinsuite.ditto.extensions.JsonTemplate;

/**
 * Puts the things of a plant into Ditto: one policy for all of them, the systems they belong to,
 * and the machines. What is there already stays as it is, so that it can be run again.
 *
 * <p>A machine has its equipment class as definition and the attributes {@code name}, {@code
 * parent}, {@code isa95}, {@code cmms} and, where it differs from its class, {@code models}. It has
 * no features: those come with the first sample.
 */
public final class Provisioning {

  /** Who may change things and policies; only provisioning acts as this. */
  public static final String ADMINISTRATOR = "integration:provisioning";

  /** The integration app. */
  public static final String INTEGRATION = "integration:twinsuite";

  /** Maintenance planners. */
  public static final String PLANNER = "sandbox:planner";

  /** Everybody who may look. */
  public static final String VIEWER = "sandbox:viewer";

  /** Name of the maintenance system in {@code attributes/cmms/system}. */
  public static final String CMMS = "maximo";

  /** Site of all assets. */
  public static final String SITE = "BEDFORD";

  private static final String SYSTEM = "org.twinsuite:system:1.0.0";

  private final DittoHttp ditto;

  /**
   * @param url Ditto's base, {@code http://host:port}
   */
  public Provisioning(String url) {
    this.ditto = new DittoHttp(url, ADMINISTRATOR);
  }

  /**
   * Creates what is missing.
   *
   * @return how many things were created
   * @throws IllegalStateException if Ditto refuses
   */
  public int provision(Plant plant) {
    String policyId = plant.namespace() + ":machines";
    if (!ditto.exists("policies/" + policyId)) {
      ditto.put("policies/" + policyId, policy());
    }
    Set<String> present = present(plant);
    int created = 0;
    for (Machine machine : plant.machines()) {
      if (present.add(machine.parent())) {
        ditto.put("things/" + machine.parent(), system(policyId, machine));
        created++;
      }
      if (present.add(machine.thingId())) {
        ditto.put("things/" + machine.thingId(), thing(policyId, machine).toString());
        created++;
      }
    }
    return created;
  }

  private Set<String> present(Plant plant) {
    Set<String> ids = new LinkedHashSet<>();
    plant.machines().forEach(machine -> ids.addAll(List.of(machine.parent(), machine.thingId())));
    Set<String> present = new LinkedHashSet<>();
    for (JsonObject thing : ditto.things(List.copyOf(ids), "thingId")) {
      thing.getValue("thingId").ifPresent(id -> present.add(id.asString()));
    }
    return present;
  }

  private static String policy() {
    return JsonTemplate.read("policies/machine.json")
        .fill(
            Map.of(
                "administrator", ADMINISTRATOR,
                "integration", INTEGRATION,
                "planner", PLANNER,
                "viewer", VIEWER));
  }

  private static String system(String policyId, Machine machine) {
    return JsonObject.newBuilder()
        .set("policyId", policyId)
        .set("definition", SYSTEM)
        .set("attributes", JsonObject.newBuilder().set("name", machine.workCenter()).build())
        .build()
        .toString();
  }

  private static JsonObject thing(String policyId, Machine machine) {
    JsonObjectBuilder attributes =
        JsonObject.newBuilder()
            .set("name", machine.name())
            .set("parent", machine.parent())
            .set(
                "isa95",
                JsonObject.newBuilder()
                    .set("enterprise", "Twinsuite sandbox")
                    .set("site", SITE)
                    .set("area", "process")
                    .set("workCenter", machine.workCenter())
                    .set("workUnit", machine.assetnum())
                    .build())
            .set(
                "cmms",
                JsonObject.newBuilder()
                    .set("system", CMMS)
                    .set("site", SITE)
                    .set("assetnum", machine.assetnum())
                    .build());
    if (!machine.models().isEmpty()) {
      JsonObjectBuilder models = JsonObject.newBuilder();
      machine.models().forEach(models::set);
      attributes.set("models", models.build());
    }
    return JsonObject.newBuilder()
        .set("policyId", policyId)
        .set("definition", machine.definition())
        .set("attributes", attributes.build())
        .build();
  }
}
