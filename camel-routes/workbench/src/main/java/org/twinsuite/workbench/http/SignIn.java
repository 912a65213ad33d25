package org.twinsuite.workbench.http;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Finds out who somebody is. What is cheap to prove, a token or a password that was right a moment
 * ago, is always looked at; what costs processor time is rationed.
 */
public final class SignIn {
  private final Users users;
  private final Sessions sessions;
  private final PasswordVerifier passwords;
  private final LoginThrottle throttle;
  private final ProviderTokens provider;
  private final LoginListener listener;

  /**
   * @param provider {@code null} without an identity provider
   */
  SignIn(
      Users users,
      Sessions sessions,
      PasswordVerifier passwords,
      LoginThrottle throttle,
      ProviderTokens provider,
      LoginListener listener) {
    this.users = users;
    this.sessions = sessions;
    this.passwords = passwords;
    this.throttle = throttle;
    this.provider = provider;
    this.listener = listener;
  }

  /** What came of credentials. */
  sealed interface Result {}

  record Verified(User user, Identity.Means means) implements Result {}

  /**
   * @param waitSeconds how long nothing further is looked at; 0 when the credentials were wrong
   */
  record Refused(long waitSeconds) implements Result {}

  Users users() {
    return users;
  }

  boolean hasProvider() {
    return provider != null;
  }

  /** The session of a cookie; it ends when its local user is no longer configured. */
  Optional<Session> session(String token) {
    Optional<Session> session = sessions.find(token);
    if (session
        .filter(s -> s.origin() == Session.Origin.PASSWORD && !users.has(s.user()))
        .isPresent()) {
      sessions.end(token);
      return Optional.empty();
    }
    return session;
  }

  Future<Result> verify(Credentials credentials, String address) {
    if (credentials instanceof Credentials.Bearer bearer) {
      return bearer(bearer.token(), address);
    }
    if (credentials instanceof Credentials.Basic basic) {
      return password(basic.name(), basic.secret(), address);
    }
    return refused("", address, "credentials that cannot be read");
  }

  private Future<Result> bearer(String token, String address) {
    Optional<User> local = users.byToken(token);
    if (local.isPresent()) {
      return verified(local.get(), Identity.Means.TOKEN, address);
    }
    if (provider == null) {
      return refused("", address, "unknown token");
    }
    return provider
        .verify(token)
        .compose(
            user ->
                user.isPresent()
                    ? verified(user.get(), Identity.Means.PROVIDER_TOKEN, address)
                    : refused("", address, "token not valid"));
  }

  /** Verifies a name and a password, as a form or an Authorization header has them. */
  Future<Result> password(String name, String secret, String address) {
    Users.Known known = users.byName(name).orElse(null);
    boolean cheap =
        known != null
            && (known.hash().isToken()
                ? known.hash().matches(secret)
                : passwords.isRemembered(name, secret, known.hash()));
    if (cheap) {
      return verified(known.user(), Identity.Means.PASSWORD, address);
    }
    long wait = throttle.secondsToWait(address, name);
    if (wait > 0) {
      return Future.succeededFuture(new Refused(wait));
    }
    SecretHash hash = known == null || known.hash().isToken() ? null : known.hash();
    // counted before it is known, so that many at once are not all let through
    throttle.failed(address, name);
    return passwords
        .verify(name, secret, hash, address)
        .compose(
            result ->
                switch (result) {
                  case RIGHT -> {
                    throttle.takeBack(address, name);
                    yield verified(known.user(), Identity.Means.PASSWORD, address);
                  }
                  case WRONG -> refusedAlready(name, address, "wrong name or password");
                  case BUSY -> {
                    throttle.takeBack(address, name);
                    yield Future.succeededFuture(new Refused(1));
                  }
                });
  }

  private Future<Result> verified(User user, Identity.Means means, String address) {
    throttle.succeeded(address, user.name());
    listener.signedIn(user, means, address);
    return Future.succeededFuture(new Verified(user, means));
  }

  private Future<Result> refused(String name, String address, String reason) {
    long wait = throttle.secondsToWait(address, name);
    if (wait > 0) {
      return Future.succeededFuture(new Refused(wait));
    }
    throttle.failed(address, name);
    return refusedAlready(name, address, reason);
  }

  private Future<Result> refusedAlready(String name, String address, String reason) {
    listener.refused(name, address, reason);
    return Future.succeededFuture(new Refused(0));
  }
}
