package org.twinsuite.ditto.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.policies.model.Label;
import org.eclipse.ditto.policies.model.PoliciesModelFactory;
import org.eclipse.ditto.policies.model.Policy;
import org.eclipse.ditto.policies.model.PolicyEntry;
import org.eclipse.ditto.policies.model.Resource;
import org.eclipse.ditto.policies.model.SubjectId;
import org.junit.jupiter.api.Test;

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
        .containsExactlyInAnyOrder("administration", "integration", "planner", "viewer");
    assertThat(entry("integration").getSubjects().getSubject(SubjectId.newInstance("t:app")))
        .isPresent();
  }

  @Test
  void theAppWritesFeaturesOnly() {
    assertThat(entry("integration").getResources())
        .filteredOn(resource -> grants(resource, "WRITE"))
        .extracting(Resource::getFullQualifiedPath)
        .containsExactly("thing:/features");
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
