package org.twinsuite.camel.hono.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.hono.Patience.await;

import java.time.Duration;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.junit.jupiter.api.Test;

class CommitWatchTest {

  private final CommitWatch watch = new CommitWatch();

  @Test
  void commitsThatFailForLongerThanTheLimitAreAStallUntilOneSucceeds() {
    // GIVEN
    assertThat(watch.stall("t", Duration.ZERO)).isNull();
    // WHEN
    watch.ended(new GroupAuthorizationException("twinsuite"));
    watch.ended(new GroupAuthorizationException("twinsuite"));
    // THEN
    assertThat(watch.stall("t", Duration.ofHours(1))).isNull();
    await().until(() -> watch.stall("t", Duration.ofMillis(5)) != null);
    assertThat(watch.stall("t", Duration.ofMillis(5)))
        .contains("offsets of t")
        .contains("GroupAuthorizationException");
    // AND
    watch.ended(null);
    assertThat(watch.stall("t", Duration.ZERO)).isNull();
  }
}
