package org.twinsuite.workbench.http;

import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import org.apache.camel.Processor;

/**
 * Lets users do what their role covers. Who sent a request was found out by {@link RequestFilter};
 * a request that came past it has no user.
 */
public final class HttpAuthenticator {
  private final String publicAuthority;
  private final boolean signInPage;

  /**
   * @param publicUrl under which browsers see this port; its authority may post forms
   */
  public HttpAuthenticator(URI publicUrl) {
    this(publicUrl, false);
  }

  /**
   * @param publicUrl under which browsers see this port; its authority may post forms
   * @param signInPage whether {@code GET /login} signs browsers in
   */
  public HttpAuthenticator(URI publicUrl, boolean signInPage) {
    this.publicAuthority = publicUrl.getAuthority();
    this.signInPage = signInPage;
  }

  /** What is behind the authenticator. */
  @FunctionalInterface
  public interface Page {
    HttpResponse answer(Request request, User user);
  }

  /** Whether somebody signed in sent this, or nobody has to. */
  public static boolean mayLook(RoutingContext context) {
    return Identity.of(context.user()) != null;
  }

  /** A processor that asks who it is before it shows the page. */
  public Processor page(Role needed, Page page) {
    return exchange -> {
      Request request = Request.of(exchange);
      answer(request, needed, page).write(exchange, request.csrfToken());
    };
  }

  private HttpResponse answer(Request request, Role needed, Page page) {
    Identity identity = request.identity();
    if (identity == null && signInPage && request.method().equals("GET") && request.wantsHtml()) {
      return HttpResponse.seeOther(LoginRoutes.LOGIN + "?return=" + request.encodedPath());
    }
    if (identity == null) {
      return HttpResponse.error(401, "a bearer token, or a name and a password, is needed")
          .with("WWW-Authenticate", Problem.CHALLENGE);
    }
    if (!identity.user().role().covers(needed)) {
      return HttpResponse.error(
          403,
          "this needs the role "
              + needed.name().toLowerCase(Locale.ROOT)
              + (identity.means() == Identity.Means.LOCAL
                  ? "; without configured users everybody may only look: set twinsuite.http.users"
                  : ""));
    }
    if (!isSafe(request.method())) {
      String wrong = forged(request, identity);
      if (wrong != null) {
        return HttpResponse.error(403, wrong);
      }
    }
    return Failures.answer(request, () -> page.answer(request, identity.user()));
  }

  private static boolean isSafe(String method) {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  /** Why this may have been caused by another site; {@code null} when it was not. */
  private String forged(Request request, Identity identity) {
    if (identity.means().sentByBrowser() && comesFromElsewhere(request)) {
      return "this form was not sent from a page of this server";
    }
    if (identity.session() != null && !request.hasCsrfToken(identity.session().csrfToken())) {
      return "the page this was sent from is too old; load it again";
    }
    return null;
  }

  private boolean comesFromElsewhere(Request request) {
    String origin = request.header("Origin");
    if (!origin.isEmpty()) {
      String authority = origin.replaceFirst("^https?://", "");
      return !authority.equals(request.header("Host")) && !authority.equals(publicAuthority);
    }
    String site = request.header("Sec-Fetch-Site");
    return site.isEmpty() ? request.isForm() : !site.equals("same-origin");
  }
}
