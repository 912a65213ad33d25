package org.twinsuite.workbench.http;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.service.ServiceSupport;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.HttpOptions;
import org.twinsuite.pipeline.config.OidcOptions;

/**
 * Puts the {@link RequestFilter}, health and sign-in before all routes of the HTTP server. Added to
 * the Camel context as a service; it must start before the routes do.
 */
public final class HttpSecurity extends ServiceSupport {
  private static final int HEALTH_ORDER = RequestFilter.ORDER + 1;
  private static final int LOGIN_ORDER = RequestFilter.ORDER + 2;
  private static final long RELOAD_MS = 1_000;
  private final CamelContext camel;
  private final AppConfig config;
  private final URI publicUrl;
  private final LoginListener listener;
  private final Users users;
  private final SignInLinks links = new SignInLinks(InstantSource.system());
  private PasswordVerifier passwords;
  private OidcProvider provider;
  private WorkerExecutor reload;
  private Vertx vertx;
  private long timer;

  /**
   * @param publicUrl under which people reach the server; its host may be named in requests
   * @throws org.twinsuite.pipeline.config.ConfigException when a user cannot be read
   */
  public HttpSecurity(CamelContext camel, AppConfig config, URI publicUrl, LoginListener listener) {
    this.camel = camel;
    this.config = config;
    this.publicUrl = publicUrl;
    this.listener = listener;
    this.users = new Users(config);
  }

  /** A link that signs a browser in once, as this user, within a quarter of an hour. */
  public URI signInLink(User user) {
    return publicUrl.resolve(SignInLinks.PATH.substring(1) + "?token=" + links.issue(user));
  }

  @Override
  protected void doStart() {
    VertxPlatformHttpRouter router =
        VertxPlatformHttpRouter.lookup(
            camel,
            VertxPlatformHttpRouter.getRouterNameFromPort(config.get(HttpOptions.HTTP_PORT)));
    if (router == null) {
      throw new IllegalStateException("the HTTP server was not started before its filter");
    }
    vertx = router.vertx();
    passwords = new PasswordVerifier(vertx);
    Sessions sessions =
        new Sessions(config.get(HttpOptions.HTTP_SESSION_IDLE), InstantSource.system());
    if (!config.get(OidcOptions.OIDC_ISSUER).isEmpty()) {
      provider = new OidcProvider(vertx, config);
    }
    SignIn signIn =
        new SignIn(
            users,
            sessions,
            passwords,
            new LoginThrottle(InstantSource.system()),
            provider,
            listener);
    List<String> hosts = new ArrayList<>(config.get(HttpOptions.HTTP_HOSTS));
    hosts.add(publicUrl.getHost());
    TrustedProxies proxies = new TrustedProxies(config.get(HttpOptions.HTTP_TRUSTED_PROXIES));
    router
        .route()
        .order(RequestFilter.ORDER)
        .handler(new RequestFilter(new HostAllowList(hosts), proxies, signIn));
    new HealthHandler(vertx, camel).addTo(router, HEALTH_ORDER);
    new LoginRoutes(
            sessions,
            links,
            signIn,
            provider == null ? null : new OidcLogin(provider, config, publicUrl),
            listener)
        .addTo(router, LOGIN_ORDER);
    reload = vertx.createSharedWorkerExecutor("users", 1);
    timer =
        vertx.setPeriodic(
            RELOAD_MS,
            tick ->
                reload.executeBlocking(
                    () -> {
                      users.reloadIfChanged();
                      return null;
                    }));
  }

  @Override
  protected void doStop() {
    if (vertx != null) {
      vertx.cancelTimer(timer);
      passwords.close();
      reload.close();
      if (provider != null) {
        provider.close();
      }
    }
  }
}
