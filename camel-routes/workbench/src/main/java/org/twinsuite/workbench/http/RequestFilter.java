package org.twinsuite.workbench.http;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * What every request passes before its route: the name it was addressed by, the headers of the
 * answer, and who sent it. It runs on an event loop; what takes long runs elsewhere.
 */
public final class RequestFilter implements Handler<RoutingContext> {
  /** Order of the filter's route: before all others. */
  public static final int ORDER = -1_000;

  private static final User LOCAL = new User("local", Role.VIEWER);
  private final HostAllowList hosts;
  private final TrustedProxies proxies;
  private final SignIn signIn;

  public RequestFilter(HostAllowList hosts, TrustedProxies proxies, SignIn signIn) {
    this.hosts = hosts;
    this.proxies = proxies;
    this.signIn = signIn;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    Connection connection = Connection.of(request, proxies);
    connection.rememberIn(context);
    SecurityHeaders.putInto(context.response(), connection.secure());
    String local = request.localAddress() == null ? null : request.localAddress().hostAddress();
    if (request.headers().getAll("Host").size() > 1 || !hosts.allows(authority(request), local)) {
      Problem.write(
          context,
          421,
          "this server is not known under the host name of the request; add it to"
              + " twinsuite.http.hosts or set twinsuite.http.public-url");
      return;
    }
    if (signsItself(request.path())) {
      context.next();
      return;
    }
    identify(context, connection);
  }

  private static String authority(HttpServerRequest request) {
    return request.authority() == null ? null : request.authority().toString();
  }

  /** Webhooks prove themselves by a signature over their body. */
  private static boolean signsItself(String path) {
    return path != null && path.startsWith("/webhook/");
  }

  private void identify(RoutingContext context, Connection connection) {
    Credentials credentials = Credentials.of(context.request().getHeader("Authorization"));
    if (signIn.users().none() && !signIn.hasProvider()) {
      Optional<Session> session = session(context, connection);
      proceed(
          context,
          session
              .map(found -> new Identity(found.user(), Identity.Means.SESSION, found))
              .orElse(new Identity(LOCAL, Identity.Means.LOCAL, null)));
      return;
    }
    if (credentials instanceof Credentials.None) {
      session(context, connection)
          .ifPresentOrElse(
              found -> proceed(context, new Identity(found.user(), Identity.Means.SESSION, found)),
              context::next);
      return;
    }
    // nothing of the body may arrive before its handler is there
    context.request().pause();
    signIn
        .verify(credentials, connection.client())
        .onComplete(
            verified -> {
              context.request().resume();
              if (verified.failed() && Failures.isOutage(verified.cause())) {
                Problem.log("verifying a token", verified.cause());
                Problem.write(context, 503, "the identity provider does not answer, retry later");
              } else if (verified.failed()) {
                Problem.writeBug(context, verified.cause());
              } else if (verified.result() instanceof SignIn.Verified known) {
                proceed(context, new Identity(known.user(), known.means(), null));
              } else if (verified.result() instanceof SignIn.Refused refused) {
                refuse(context, refused);
              }
            });
  }

  private Optional<Session> session(RoutingContext context, Connection connection) {
    Cookie cookie = context.request().getCookie(SessionCookie.name(connection.secure()));
    return cookie == null ? Optional.empty() : signIn.session(cookie.getValue());
  }

  private static void proceed(RoutingContext context, Identity identity) {
    context.setUser(identity.toVertx());
    context.next();
  }

  static void refuse(RoutingContext context, SignIn.Refused refused) {
    if (refused.waitSeconds() > 0) {
      context.response().putHeader("Retry-After", String.valueOf(refused.waitSeconds()));
      Problem.write(context, 429, "too many failures, wait " + refused.waitSeconds() + " s");
    } else {
      context.response().putHeader("WWW-Authenticate", Problem.CHALLENGE);
      Problem.write(context, 401, "the token, or the name and password, is not right");
    }
  }
}
