package org.twinsuite.ditto.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.auth.AuthorizationSubject;
import org.eclipse.ditto.base.model.auth.DittoAuthorizationContextType;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.policies.model.Label;
import org.eclipse.ditto.policies.model.PoliciesModelFactory;
import org.eclipse.ditto.policies.model.Policy;
import org.eclipse.ditto.policies.model.PolicyEntry;
import org.eclipse.ditto.policies.model.Resource;
import org.eclipse.ditto.policies.model.ResourceKey;
import org.eclipse.ditto.policies.model.SubjectId;
import org.eclipse.ditto.policies.model.enforcers.Enforcer;
import org.eclipse.ditto.policies.model.enforcers.PolicyEnforcers;
import org.junit.jupiter.api.Test;
import org.twinsuite.twin.ReservedFeatures;

class PolicyTemplateTest {

  private final Policy policy =
      PoliciesModelFactory.newPolicy(
          JsonObject.of(
                  JsonTemplate.read("policies/machine.json")
                      .fill(
                          Map.of(
                              "administrator", "t:admin",
                              "integration", "t:app",
                              "planner", "t:planner",
                              "viewer", "t:viewer")))
              .setValue("policyId", "org.test:machines"));

  @Test
  void everybodyHasAnEntryOfTheirOwn() {
    assertThat(policy.getLabels())
        .extracting(Label::toString)
        .containsExactlyInAnyOrder(
            "administration", "integration", "telemetry", "planner", "viewer");
    assertThat(entry("integration").getSubjects().getSubject(SubjectId.newInstance("t:app")))
        .isPresent();
  }

  @Test
  void theAppWritesFeaturesAndMessagesOnly() {
    assertThat(entry("integration").getResources())
        .filteredOn(resource -> grants(resource, "WRITE"))
        .extracting(Resource::getFullQualifiedPath)
        .containsExactlyInAnyOrder("thing:/features", "message:/");
  }

  @Test
  void telemetryWritesWhatIsMeasuredAndNotWhatTheSuiteWrites() {
    // GIVEN Ditto's own evaluation of the policy
    Enforcer enforcer = PolicyEnforcers.defaultEvaluator(policy);
    AuthorizationContext telemetry =
        AuthorizationContext.newInstance(
            DittoAuthorizationContextType.UNSPECIFIED,
            AuthorizationSubject.newInstance("integration:telemetry"));
    AuthorizationContext app =
        AuthorizationContext.newInstance(
            DittoAuthorizationContextType.UNSPECIFIED, AuthorizationSubject.newInstance("t:app"));

    // THEN
    assertThat(writes(enforcer, telemetry, "/features/vibration")).isTrue();
    for (String feature : ReservedFeatures.NAMES) {
      assertThat(writes(enforcer, telemetry, "/features/" + feature)).as(feature).isFalse();
      assertThat(writes(enforcer, app, "/features/" + feature)).as(feature).isTrue();
    }
    assertThat(writes(enforcer, telemetry, "/features/forecast:rul")).isFalse();
    assertThat(writes(enforcer, telemetry, "/attributes")).isFalse();
    assertThat(
            enforcer.hasUnrestrictedPermissions(
                ResourceKey.newInstance("message:/outbox/messages/historical-samples"),
                telemetry,
                "READ",
                "WRITE"))
        .isTrue();
  }

  private static boolean writes(Enforcer enforcer, AuthorizationContext who, String path) {
    return enforcer.hasUnrestrictedPermissions(
        ResourceKey.newInstance("thing:" + path), who, "WRITE");
  }

  @Test
  void viewersWriteNothing() {
    assertThat(entry("viewer").getResources()).noneMatch(resource -> grants(resource, "WRITE"));
  }

  private PolicyEntry entry(String label) {
    return policy.getEntryFor(Label.of(label)).orElseThrow();
  }

  private static boolean grants(Resource resource, String permission) {
    return resource.getEffectedPermissions().getGrantedPermissions().contains(permission);
  }
}
