package org.twinsuite.camel.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every revision store must do. */
abstract class RevisionStoreContract {

  /** A store that holds nothing. */
  abstract RevisionStore store();

  @Test
  void knowsNothingAtFirst() {
    assertThat(store().lastHandled("org.test:a")).isEmpty();
    assertThat(store().snapshot()).isEmpty();
  }

  @Test
  void remembersTheHighestRevisionOfEachThing() {
    RevisionStore store = store();
    store.handled("org.test:a", 3);
    store.handled("org.test:a", 2);
    store.handled("org.test:b", 0);
    store.flush();
    assertThat(store.lastHandled("org.test:a")).hasValue(3);
    assertThat(store.snapshot()).isEqualTo(Map.of("org.test:a", 3L, "org.test:b", 0L));
  }

  @Test
  void forgetsAThingAndMayBeginItAnew() {
    RevisionStore store = store();
    store.handled("org.test:a", 9);
    store.flush();
    store.forget("org.test:a");
    store.flush();
    assertThat(store.lastHandled("org.test:a")).isEmpty();
    store.handled("org.test:a", 1);
    store.flush();
    assertThat(store.lastHandled("org.test:a")).hasValue(1);
  }
}
