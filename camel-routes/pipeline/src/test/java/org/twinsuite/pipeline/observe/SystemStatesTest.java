package org.twinsuite.pipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SystemStatesTest {
  private final SystemStates states = new SystemStates();

  @Test
  void whatOneActivityFindsIsNotHiddenByAnother() {
    // GIVEN order states cannot be read while orders are taken
    states.down("maximo", "order states", "403");
    // WHEN
    states.up("maximo", "actions");
    // THEN
    assertThat(states.problems()).containsEntry("maximo", "order states: 403");
    // AND it is up when that activity succeeds
    states.up("maximo", "order states");
    assertThat(states.problems()).isEmpty();
  }
}
