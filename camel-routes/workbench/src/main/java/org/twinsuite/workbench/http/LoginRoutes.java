package org.twinsuite.workbench.http;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Signing in by a link that is valid once, and signing out. */
final class LoginRoutes {
  private static final String HOME = "/";
  private final Sessions sessions;
  private final SignInLinks links;
  private final LoginListener listener;

  LoginRoutes(Sessions sessions, SignInLinks links, LoginListener listener) {
    this.sessions = sessions;
    this.links = links;
    this.listener = listener;
  }

  void addTo(Router router, int order) {
    router.get(SignInLinks.PATH).order(order).handler(this::signIn);
    router.post("/logout").order(order).handler(this::signOut);
  }

  private void signIn(RoutingContext context) {
    String token = context.request().getParam("token");
    String address = Connection.in(context).client();
    Optional<User> user = token == null ? Optional.empty() : links.redeem(token);
    if (user.isEmpty()) {
      listener.refused("", address, "sign-in link not valid");
      Problem.write(context, 401, "this link is not valid, or was used before; ask for a new one");
      return;
    }
    SessionCookie.set(context, sessions.begin(user.get(), Session.Origin.LINK, null));
    listener.signedIn(user.get(), Identity.Means.SESSION, address);
    seeOther(context, HOME);
  }

  private void signOut(RoutingContext context) {
    Identity identity = Identity.of(context.user());
    Cookie cookie =
        context.request().getCookie(SessionCookie.name(Connection.in(context).secure()));
    String site = context.request().getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin")) {
      Problem.write(context, 403, "this form was not sent from a page of this server");
      return;
    }
    if (cookie != null && sessions.end(cookie.getValue()).isPresent() && identity != null) {
      listener.signedOut(identity.user(), Connection.in(context).client());
    }
    SessionCookie.clear(context);
    seeOther(context, HOME);
  }

  static void seeOther(RoutingContext context, String path) {
    context.response().setStatusCode(303).putHeader("Location", path).end();
  }
}
