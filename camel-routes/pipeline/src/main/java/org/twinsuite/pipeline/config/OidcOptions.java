package org.twinsuite.pipeline.config;

import java.util.List;

/** Options: an OpenID Connect provider that users sign in with. */
public final class OidcOptions {
  public static final Option<String> OIDC_ISSUER =
      new Option<>(
          "twinsuite.oidc.issuer",
          "",
          Values::optionalHttpUrl,
          "issuer URL of an OpenID Connect provider, whose configuration is read from"
              + " /.well-known/openid-configuration below it; empty signs in local users only");

  public static final Option<String> OIDC_CLIENT_ID =
      new Option<>(
          "twinsuite.oidc.client-id",
          "twinsuite",
          Values::text,
          "client id of this app at the provider; its redirect URI is /login/callback below"
              + " twinsuite.http.public-url");

  public static final Option<String> OIDC_CLIENT_SECRET =
      new Option<>(
              "twinsuite.oidc.client-secret",
              "",
              Values::text,
              "client secret of this app at the provider; empty for a public client (PKCE is always"
                  + " used)")
          .asSecret();

  public static final Option<String> OIDC_AUDIENCE =
      new Option<>(
          "twinsuite.oidc.audience",
          "",
          Values::text,
          "audience that bearer tokens of the provider must name; empty is the client id");

  public static final Option<String> OIDC_ROLES_CLAIM =
      new Option<>(
          "twinsuite.oidc.roles-claim",
          "roles",
          Values::text,
          "claim that holds a user's roles or groups, with dots into objects, e.g."
              + " realm_access.roles");

  public static final Option<List<String>> OIDC_ROLES =
      new Option<>(
          "twinsuite.oidc.roles",
          "viewer=viewer,planner=planner,admin=admin",
          Values::list,
          "comma-separated value=role pairs: which value of the claim grants viewer, planner or admin");

  public static final Option<String> OIDC_NAME_CLAIM =
      new Option<>(
          "twinsuite.oidc.name-claim",
          "preferred_username",
          Values::text,
          "claim under whose value a user is shown and recorded; the subject where it is missing");

  public static final Option<String> LOCAL_USERS =
      new Option<>(
          "twinsuite.http.local-users",
          "auto",
          value -> Values.oneOf(value, "auto", "on", "off"),
          "whether the users of twinsuite.http.users may sign in: auto only without a provider, on, off");

  static final List<Option<?>> ALL =
      List.of(
          OIDC_ISSUER,
          OIDC_CLIENT_ID,
          OIDC_CLIENT_SECRET,
          OIDC_AUDIENCE,
          OIDC_ROLES_CLAIM,
          OIDC_ROLES,
          OIDC_NAME_CLAIM,
          LOCAL_USERS);

  private OidcOptions() {}
}
