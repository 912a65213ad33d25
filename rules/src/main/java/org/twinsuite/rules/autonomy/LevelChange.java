package org.twinsuite.rules.autonomy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.twinsuite.rules.pack.Autonomy;

/**
 * The level of a rule was changed: by whom (a person, {@code budget} or {@code outcomes}) and why.
 *
 * @param ruleId key of the {@link LevelScope}: the rule, {@code model:name@version} for a model, or
 *     one of them in a tenant or for a thing
 */
public record LevelChange(
    String ruleId, Autonomy from, Autonomy to, String who, String why, Instant at) {

  @JsonIgnore
  public LevelScope scope() {
    return LevelScope.parse(ruleId);
  }
}
