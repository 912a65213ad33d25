package org.twinsuite.app.onboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.twinsuite.app.onboard.OnboardingRequest.Credential;
import org.twinsuite.app.onboard.OnboardingRequest.Part;
import org.twinsuite.app.onboard.OnboardingRequest.ThingPart;
import org.twinsuite.app.remote.JsonHttp;
import org.twinsuite.app.remote.RemoteFailure;
import org.twinsuite.ditto.extensions.JsonTemplate;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.DittoOptions;
import org.twinsuite.pipeline.config.OnboardingOptions;

/**
 * Brings Hono and Ditto to what a request asks for. It only adds and corrects, never removes, and
 * may be repeated: a second call finds everything unchanged.
 */
public final class Onboarding {
  private final HonoRegistry hono;
  private final DittoRegistry ditto;

  /** Uses the addresses and rights below {@code twinsuite.onboarding}; nothing is called yet. */
  public Onboarding(AppConfig config) {
    String registry = config.get(OnboardingOptions.ONBOARDING_HONO_URL);
    this.hono =
        registry.isEmpty()
            ? null
            : new HonoRegistry(
                new JsonHttp(
                    "Hono's device registry",
                    directory(registry),
                    config.get(OnboardingOptions.ONBOARDING_HONO_AUTH)));
    URI api = directory(directory(config.get(DittoOptions.DITTO_URL).toString()) + "api/2");
    this.ditto =
        new DittoRegistry(
            new JsonHttp("Ditto", api, config.get(OnboardingOptions.ONBOARDING_DITTO_AUTH)),
            new JsonHttp(
                "Ditto's connections",
                api,
                config.get(OnboardingOptions.ONBOARDING_CONNECTIONS_AUTH)));
  }

  /**
   * Carries a request out, part by part. A failed part does not stop the others, only what needs
   * it.
   *
   * @param told each step as soon as it is done
   * @return all steps in their order
   */
  public List<Step> run(OnboardingRequest request, Consumer<Step> told) {
    List<Step> steps = new ArrayList<>();
    Set<String> failed = new HashSet<>();
    Consumer<Step> note =
        step -> {
          steps.add(step);
          if (step.outcome() == Outcome.FAILED) {
            failed.add(step.part() + ' ' + step.id());
          }
          told.accept(step);
        };
    Part tenant = request.tenant();
    if (tenant != null) {
      note.accept(
          step("hono-tenant", tenant.id(), () -> registry().tenant(tenant.id(), tenant.body())));
    }
    if (request.policy() != null) {
      Part policy = request.policy();
      note.accept(
          step("ditto-policy", policy.id(), () -> ditto.policy(policy.id(), policy(policy))));
    }
    if (request.connection() != null) {
      Part connection = request.connection();
      note.accept(
          step(
              "ditto-connection",
              connection.id(),
              () -> ditto.connection(connection.id(), connection(connection, tenant))));
    }
    for (ThingPart thing : request.things()) {
      thing(thing, request, failed, note);
    }
    return steps;
  }

  private void thing(
      ThingPart thing, OnboardingRequest request, Set<String> failed, Consumer<Step> note) {
    ObjectNode body = thing.body().deepCopy();
    if (!body.has("policyId") && request.policy() != null) {
      body.put("policyId", request.policy().id());
    }
    String policy = "ditto-policy " + body.path("policyId").asText();
    note.accept(
        failed.contains(policy)
            ? Step.failed("ditto-thing", thing.id(), "its policy failed")
            : step("ditto-thing", thing.id(), () -> ditto.thing(thing.id(), body)));
    if (thing.device() == null) {
      return;
    }
    String tenant = request.tenant().id();
    note.accept(
        failed.contains("hono-tenant " + tenant)
            ? Step.failed("hono-device", thing.id(), "its tenant failed")
            : step(
                "hono-device",
                thing.id(),
                () -> registry().device(tenant, thing.id(), thing.device())));
    for (Credential credential : thing.credentials()) {
      String authId = credential.body().get("auth-id").asText();
      note.accept(
          failed.contains("hono-device " + thing.id())
              ? Step.failed("hono-credentials", authId, "its device failed")
              : step(
                  "hono-credentials",
                  authId,
                  () ->
                      registry()
                          .credential(tenant, thing.id(), credential.body(), credential.rotate())));
    }
  }

  private HonoRegistry registry() {
    if (hono == null) {
      throw new RemoteFailure(
          OnboardingOptions.ONBOARDING_HONO_URL.name()
              + " is not set. Set it to Hono's device registry");
    }
    return hono;
  }

  private static Step step(String part, String id, Supplier<Step> work) {
    try {
      return work.get();
    } catch (RemoteFailure | IllegalArgumentException refused) {
      return Step.failed(part, id, refused.getMessage());
    }
  }

  private static ObjectNode policy(Part policy) {
    return template(
        "policies/machine.json", "policy.subjects", policy.body().get("subjects"), Map.of());
  }

  private static ObjectNode connection(Part connection, Part tenant) {
    Map<String, String> known = new HashMap<>();
    known.put("connection-id", connection.id());
    if (tenant != null) {
      known.put("tenant", tenant.id());
    }
    ObjectNode wanted =
        template(
            "connections/" + connection.body().get("template").asText() + ".json",
            "connection.values",
            connection.body().path("values"),
            known);
    if (connection.body().path("open").asBoolean(false)) {
      wanted.put("connectionStatus", "open");
    }
    return wanted;
  }

  private static ObjectNode template(
      String resource, String field, JsonNode given, Map<String, String> known) {
    JsonTemplate template = JsonTemplate.read(resource);
    Map<String, String> values = new HashMap<>(known);
    values.keySet().retainAll(template.places());
    given.properties().forEach(value -> values.put(value.getKey(), value.getValue().asText()));
    try {
      return (ObjectNode) JsonHttp.JSON.readTree(template.fill(values));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(field + ": " + wrong.getMessage());
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(field + ": a value makes the template no JSON");
    }
  }

  private static URI directory(String url) {
    return URI.create(url.endsWith("/") ? url : url + '/');
  }
}
