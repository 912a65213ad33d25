package org.twinsuite.sandbox.ditto;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Options of an {@link EmbeddedDitto}. Immutable; every {@code with…} returns a changed copy.
 *
 * @param port TCP port on loopback, 0 for a free one.
 * @param preAuthentication whether the header and query parameter {@code x-ditto-pre-authenticated}
 *     names the subjects of a request, as with Ditto's {@code enablePreAuthentication}.
 * @param users user to password for HTTP basic authentication; a user becomes the subject {@code
 *     nginx:<user>}, as behind Ditto's default reverse proxy. Passwords are never logged.
 * @param subjects what every request may additionally act as, empty for none.
 * @param clock source of {@code _created}, {@code _modified} and event timestamps.
 * @param historyRevisions how many revisions of a thing its history keeps at least.
 * @param historicalHeaders headers persisted with each event of the history; Ditto's default is
 *     none.
 * @param eventBuffer events held for a slow WebSocket or SSE reader before further ones are
 *     dropped; Ditto's WebSocket default is 200.
 * @param maxThingBytes largest thing accepted; Ditto's default is 100 kB.
 * @param defaultNamespace namespace of a thing posted without an id.
 * @param expiryGranularity what a new subject's expiry is rounded up to a multiple of; Ditto's
 *     default is an hour.
 * @param devopsPassword of the user {@code devops}, who alone may see and write connections.
 */
public record EmbeddedDittoConfig(
    int port,
    boolean preAuthentication,
    Map<String, String> users,
    List<String> subjects,
    InstantSource clock,
    int historyRevisions,
    List<String> historicalHeaders,
    int eventBuffer,
    int maxThingBytes,
    String defaultNamespace,
    Duration expiryGranularity,
    String devopsPassword) {

  /** Checks and copies. */
  public EmbeddedDittoConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 (free) to 65535, not " + port);
    }
    if (historyRevisions < 1) {
      throw new IllegalArgumentException(
          "historyRevisions must be at least 1, not " + historyRevisions);
    }
    if (eventBuffer < 1) {
      throw new IllegalArgumentException("eventBuffer must be at least 1, not " + eventBuffer);
    }
    users = Map.copyOf(users);
    subjects = List.copyOf(subjects);
    historicalHeaders = List.copyOf(historicalHeaders);
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(defaultNamespace, "defaultNamespace");
    if (expiryGranularity.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "expiryGranularity must be at least 1 s, not " + expiryGranularity);
    }
  }

  /**
   * A free port, pre-authentication on, the user {@code ditto} with password {@code ditto}, Ditto's
   * own default for {@code devops}, 1,000 revisions of history.
   */
  public static EmbeddedDittoConfig defaults() {
    return new EmbeddedDittoConfig(
        0,
        true,
        Map.of("ditto", "ditto"),
        List.of(),
        InstantSource.system(),
        1_000,
        List.of(),
        200,
        100 * 1024,
        "org.eclipse.ditto",
        Duration.ofHours(1),
        "foobar");
  }

  /** This with another port. */
  public EmbeddedDittoConfig withPort(int value) {
    return new EmbeddedDittoConfig(
        value,
        preAuthentication,
        users,
        subjects,
        clock,
        historyRevisions,
        historicalHeaders,
        eventBuffer,
        maxThingBytes,
        defaultNamespace,
        expiryGranularity,
        devopsPassword);
  }

  /** This with pre-authentication on or off. */
  public EmbeddedDittoConfig withPreAuthentication(boolean value) {
    return new EmbeddedDittoConfig(
        port,
        value,
        users,
        subjects,
        clock,
        historyRevisions,
        historicalHeaders,
        eventBuffer,
        maxThingBytes,
        defaultNamespace,
        expiryGranularity,
        devopsPassword);
  }

  /** This with one more user for basic authentication. */
  public EmbeddedDittoConfig withUser(String user, String password) {
    Map<String, String> more = new HashMap<>(users);
    more.put(user, password);
    return new EmbeddedDittoConfig(
        port,
        preAuthentication,
        more,
        subjects,
        clock,
        historyRevisions,
        historicalHeaders,
        eventBuffer,
        maxThingBytes,
        defaultNamespace,
        expiryGranularity,
        devopsPassword);
  }

  /** This with subjects that every request has, even one without credentials. */
  public EmbeddedDittoConfig withSubjects(List<String> value) {
    return new EmbeddedDittoConfig(
        port,
        preAuthentication,
        users,
        value,
        clock,
        historyRevisions,
        historicalHeaders,
        eventBuffer,
        maxThingBytes,
        defaultNamespace,
        expiryGranularity,
        devopsPassword);
  }

  /** This with another clock, for tests that replay time. */
  public EmbeddedDittoConfig withClock(InstantSource value) {
    return new EmbeddedDittoConfig(
        port,
        preAuthentication,
        users,
        subjects,
        value,
        historyRevisions,
        historicalHeaders,
        eventBuffer,
        maxThingBytes,
        defaultNamespace,
        expiryGranularity,
        devopsPassword);
  }

  /** This with another depth of history. */
  public EmbeddedDittoConfig withHistoryRevisions(int value) {
    return new EmbeddedDittoConfig(
        port,
        preAuthentication,
        users,
        subjects,
        clock,
        value,
        historicalHeaders,
        eventBuffer,
        maxThingBytes,
        defaultNamespace,
        expiryGranularity,
        devopsPassword);
  }

  /** This with headers that the history keeps, e.g. {@code ditto-originator}. */
  public EmbeddedDittoConfig withHistoricalHeaders(List<String> value) {
    return new EmbeddedDittoConfig(
        port,
        preAuthentication,
        users,
        subjects,
        clock,
        historyRevisions,
        value,
        eventBuffer,
        maxThingBytes,
        defaultNamespace,
        expiryGranularity,
        devopsPassword);
  }

  /** This with another buffer for slow readers. */
  public EmbeddedDittoConfig withEventBuffer(int value) {
    return new EmbeddedDittoConfig(
        port,
        preAuthentication,
        users,
        subjects,
        clock,
        historyRevisions,
        historicalHeaders,
        value,
        maxThingBytes,
        defaultNamespace,
        expiryGranularity,
        devopsPassword);
  }

  /** This with another granularity of expiry. */
  public EmbeddedDittoConfig withExpiryGranularity(Duration value) {
    return new EmbeddedDittoConfig(
        port,
        preAuthentication,
        users,
        subjects,
        clock,
        historyRevisions,
        historicalHeaders,
        eventBuffer,
        maxThingBytes,
        defaultNamespace,
        value,
        devopsPassword);
  }

  /** Without passwords. */
  @Override
  public String toString() {
    return "EmbeddedDittoConfig[port="
        + port
        + ", preAuthentication="
        + preAuthentication
        + ", users="
        + users.keySet()
        + ", subjects="
        + subjects
        + ", historyRevisions="
        + historyRevisions
        + ", eventBuffer="
        + eventBuffer
        + "]";
  }
}
