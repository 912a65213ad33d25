package org.twinsuite.workbench.http;

import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.Optional;

/**
 * Signing in, by a link that is valid once, at the identity provider, or with name and password of
 * a local user ({@code POST /login}, fields {@code name}, {@code password}, {@code return}); and
 * signing out.
 */
final class LoginRoutes {
  static final String LOGIN = "/login";
  private static final String BEGUN = "twinsuite-login";
  private static final int LARGEST_FORM = 8_192;
  private final Sessions sessions;
  private final SignInLinks links;
  private final SignIn signIn;
  private final OidcLogin oidc;
  private final LoginListener listener;

  /**
   * @param oidc null without an identity provider
   */
  LoginRoutes(
      Sessions sessions, SignInLinks links, SignIn signIn, OidcLogin oidc, LoginListener listener) {
    this.sessions = sessions;
    this.links = links;
    this.signIn = signIn;
    this.oidc = oidc;
    this.listener = listener;
  }

  void addTo(Router router, int order) {
    router.get(SignInLinks.PATH).order(order).handler(this::link);
    router.post("/logout").order(order).handler(this::signOut);
    router
        .post(LOGIN)
        .order(order)
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_FORM))
        .handler(this::password);
    if (oidc != null) {
      router.get(LOGIN).order(order).handler(this::begin);
      router.get(LOGIN + "/callback").order(order).handler(this::end);
    }
  }

  private void link(RoutingContext context) {
    String token = context.request().getParam("token");
    String address = Connection.in(context).client();
    Optional<User> user = token == null ? Optional.empty() : links.redeem(token);
    if (user.isEmpty()) {
      listener.refused("", address, "sign-in link not valid");
      Problem.write(context, 401, "this link is not valid, or was used before; ask for a new one");
      return;
    }
    signedIn(context, user.get(), Session.Origin.LINK, null, ReturnPath.HOME);
  }

  private void signedIn(
      RoutingContext context, User user, Session.Origin origin, String idToken, String returnTo) {
    SessionCookie.set(context, sessions.begin(user, origin, idToken));
    listener.signedIn(user, Identity.Means.SESSION, Connection.in(context).client());
    seeOther(context, returnTo);
  }

  private void password(RoutingContext context) {
    if (fromElsewhere(context)) {
      Problem.write(context, 403, "this form was not sent from a page of this server");
      return;
    }
    String name = context.request().getFormAttribute("name");
    String secret = context.request().getFormAttribute("password");
    if (name == null || secret == null) {
      Problem.write(context, 400, "the form needs the fields name and password");
      return;
    }
    signIn
        .password(name, secret, Connection.in(context).client())
        .onSuccess(
            result -> {
              if (result instanceof SignIn.Verified known) {
                signedIn(
                    context,
                    known.user(),
                    Session.Origin.PASSWORD,
                    null,
                    ReturnPath.of(context.request().getFormAttribute("return")));
              } else {
                RequestFilter.refuse(context, (SignIn.Refused) result);
              }
            })
        .onFailure(bug -> Problem.writeBug(context, bug));
  }

  private void begin(RoutingContext context) {
    String returnTo = context.request().getParam("return");
    blocking(context, () -> oidc.begin(returnTo))
        .onSuccess(
            step -> {
              // set again by the provider's redirect, which comes from another site
              context
                  .response()
                  .addCookie(
                      Cookie.cookie(BEGUN, step.browser())
                          .setPath(LOGIN)
                          .setHttpOnly(true)
                          .setSecure(Connection.in(context).secure())
                          .setSameSite(CookieSameSite.LAX)
                          .setMaxAge(600));
              seeOther(context, step.location().toString());
            });
  }

  private void end(RoutingContext context) {
    Cookie cookie = context.request().getCookie(BEGUN);
    String state = context.request().getParam("state");
    String code = context.request().getParam("code");
    blocking(context, () -> oidc.end(state, code, cookie == null ? null : cookie.getValue()))
        .onSuccess(
            result ->
                result.ifPresentOrElse(
                    known ->
                        signedIn(
                            context,
                            known.user(),
                            Session.Origin.PROVIDER,
                            known.idToken(),
                            known.returnTo()),
                    () -> {
                      listener.refused(
                          "", Connection.in(context).client(), "login at the provider not valid");
                      Problem.write(
                          context,
                          403,
                          "signing in failed, or the provider grants no role here"
                              + " (twinsuite.oidc.roles-claim); begin again at /login");
                    }));
  }

  private void signOut(RoutingContext context) {
    if (fromElsewhere(context)) {
      Problem.write(context, 403, "this form was not sent from a page of this server");
      return;
    }
    Cookie cookie =
        context.request().getCookie(SessionCookie.name(Connection.in(context).secure()));
    Optional<Session> session = cookie == null ? Optional.empty() : sessions.end(cookie.getValue());
    session.ifPresent(ended -> listener.signedOut(ended.user(), Connection.in(context).client()));
    SessionCookie.clear(context);
    String idToken = session.map(Session::idToken).orElse(null);
    if (oidc == null || idToken == null) {
      seeOther(context, ReturnPath.HOME);
      return;
    }
    oidc.provider()
        .worker()
        .executeBlocking(() -> oidc.signOut(idToken), false)
        .otherwise(Optional.empty())
        .onSuccess(place -> seeOther(context, place.map(URI::toString).orElse(ReturnPath.HOME)));
  }

  private static boolean fromElsewhere(RoutingContext context) {
    String site = context.request().getHeader("Sec-Fetch-Site");
    String origin = context.request().getHeader("Origin");
    return site != null
        ? !site.equals("same-origin")
        : origin != null
            && !origin.replaceFirst("^https?://", "").equals(context.request().getHeader("Host"));
  }

  private <T> Future<T> blocking(RoutingContext context, java.util.concurrent.Callable<T> work) {
    return oidc.provider()
        .worker()
        .executeBlocking(work, false)
        .onFailure(
            failed -> {
              if (Failures.isOutage(failed)) {
                Problem.log("sign-in", failed);
                Problem.write(context, 503, "the identity provider does not answer, retry later");
              } else {
                Problem.writeBug(context, failed);
              }
            });
  }

  static void seeOther(RoutingContext context, String path) {
    context.response().setStatusCode(303).putHeader("Location", path).end();
  }
}
