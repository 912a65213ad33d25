package org.twinsuite.workbench.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final LoginThrottle throttle = new LoginThrottle(now::get);

  private void fail(String address, String name, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(address, name);
    }
  }

  @Test
  void aNameFromAnAddressWaitsForAMinute() {
    // GIVEN
    fail("192.0.2.1", "ann", LoginThrottle.PER_NAME);
    // THEN
    assertThat(throttle.secondsToWait("192.0.2.1", "ann")).isBetween(1L, 61L);
    assertThat(throttle.secondsToWait("192.0.2.1", "bob")).isZero();
    assertThat(throttle.secondsToWait("192.0.2.2", "ann")).isZero();
    // WHEN
    now.set(now.get().plusSeconds(61));
    // THEN
    assertThat(throttle.secondsToWait("192.0.2.1", "ann")).isZero();
    throttle.failed("192.0.2.1", "ann");
    assertThat(throttle.secondsToWait("192.0.2.1", "ann")).isZero();
  }

  @Test
  void anAddressThatTriesManyNamesWaits() {
    for (int i = 0; i < LoginThrottle.PER_ADDRESS; i++) {
      assertThat(throttle.secondsToWait("192.0.2.1", "name" + i)).isZero();
      throttle.failed("192.0.2.1", "name" + i);
    }
    assertThat(throttle.secondsToWait("192.0.2.1", "ann")).isPositive();
    assertThat(throttle.secondsToWait("192.0.2.2", "ann")).isZero();
  }

  @Test
  void anIpv6NetworkCountsAsOneAddress() {
    for (int i = 0; i < LoginThrottle.PER_ADDRESS; i++) {
      throttle.failed("2001:db8:0:1::" + Integer.toHexString(i), "name" + i);
    }
    assertThat(throttle.secondsToWait("2001:db8:0:1:ffff::1", "ann")).isPositive();
    assertThat(throttle.secondsToWait("2001:db8:0:2::1", "ann")).isZero();
  }

  @Test
  void guessesFromManyAddressesAreLimitedInAllButNotForAddressesKnownAsGood() {
    // GIVEN
    throttle.succeeded("192.0.2.1", "ann");
    // WHEN
    for (int i = 0; i < LoginThrottle.IN_ALL; i++) {
      throttle.failed("198.51." + i / 250 + '.' + i % 250, "name" + i);
    }
    // THEN
    assertThat(throttle.secondsToWait("203.0.113.1", "ann")).isPositive();
    assertThat(throttle.secondsToWait("192.0.2.1", "ann")).isZero();
  }

  @Test
  void whatWasRightAfterAllDoesNotCount() {
    for (int i = 0; i < 10 * LoginThrottle.IN_ALL; i++) {
      throttle.failed("192.0.2.1", "ann");
      throttle.takeBack("192.0.2.1", "ann");
    }
    assertThat(throttle.secondsToWait("192.0.2.1", "ann")).isZero();
  }
}
