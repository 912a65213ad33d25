package org.twinsuite.workbench.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.OidcOptions;

/**
 * Signing in at an OpenID Connect provider with the authorization code flow and PKCE (RFC 7636).
 * State, nonce and code verifier stay in this process; each is used once, by the browser that
 * began.
 */
final class OidcLogin {
  private static final Duration VALID = Duration.ofMinutes(10);
  private static final int TIMEOUT_MS = 5_000;
  private final OidcProvider provider;
  private final ClientID client;
  private final Secret secret;
  private final URI callback;
  private final URI home;
  private final Cache<String, Begun> begun =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(VALID).build();

  private record Begun(Nonce nonce, CodeVerifier verifier, String browser, String returnTo) {}

  /** What a browser is to do next. */
  record Step(URI location, String browser) {}

  /** Who signed in. */
  record SignedIn(User user, String idToken, String returnTo) {}

  /**
   * @param publicUrl under which browsers see this server, with a slash at its end
   */
  OidcLogin(OidcProvider provider, AppConfig config, URI publicUrl) {
    this.provider = provider;
    this.client = new ClientID(config.get(OidcOptions.OIDC_CLIENT_ID));
    String text = config.get(OidcOptions.OIDC_CLIENT_SECRET);
    this.secret = text.isEmpty() ? null : new Secret(text);
    this.home = publicUrl;
    this.callback = publicUrl.resolve("login/callback");
  }

  /**
   * Begins; blocks.
   *
   * @param returnTo path of this server to go to afterwards
   */
  Step begin(String returnTo) throws IOException {
    State state = new State(RandomTokens.next());
    Nonce nonce = new Nonce(RandomTokens.next());
    CodeVerifier verifier = new CodeVerifier();
    String browser = RandomTokens.next();
    begun.put(state.getValue(), new Begun(nonce, verifier, browser, ReturnPath.of(returnTo)));
    URI location =
        new AuthenticationRequest.Builder(
                ResponseType.CODE, new Scope("openid", "profile"), client, callback)
            .endpointURI(provider.discovered().metadata().getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build()
            .toURI();
    return new Step(location, browser);
  }

  /**
   * Ends; blocks.
   *
   * @param browser what {@link #begin} gave this browser; null when it has lost it
   * @return empty when the answer is not one to a login that this browser began, when it is not
   *     valid, or grants no role
   */
  Optional<SignedIn> end(String state, String code, String browser) throws IOException {
    Begun login = state == null ? null : begun.asMap().remove(state);
    if (login == null || code == null || !login.browser().equals(browser)) {
      return Optional.empty();
    }
    try {
      AuthorizationCodeGrant grant =
          new AuthorizationCodeGrant(new AuthorizationCode(code), callback, login.verifier());
      URI endpoint = provider.discovered().metadata().getTokenEndpointURI();
      TokenRequest request =
          secret == null
              ? new TokenRequest.Builder(endpoint, client, grant).build()
              : new TokenRequest.Builder(endpoint, new ClientSecretBasic(client, secret), grant)
                  .build();
      HTTPRequest http = request.toHTTPRequest();
      http.setConnectTimeout(TIMEOUT_MS);
      http.setReadTimeout(TIMEOUT_MS);
      var response = OIDCTokenResponseParser.parse(http.send());
      if (!response.indicatesSuccess()) {
        return Optional.empty();
      }
      OIDCTokenResponse tokens = (OIDCTokenResponse) response.toSuccessResponse();
      IDTokenValidator validator =
          new IDTokenValidator(provider.issuer(), client, provider.discovered().keys(), null);
      validator.setMaxClockSkew(OidcProvider.CLOCK_SKEW_SECONDS);
      JWTClaimsSet claims =
          validator.validate(tokens.getOIDCTokens().getIDToken(), login.nonce()).toJWTClaimsSet();
      Optional<User> user = provider.claims().user(claims);
      if (user.isEmpty()) {
        // some providers put roles into the access token only
        user =
            provider
                .verified(tokens.getOIDCTokens().getAccessToken().getValue())
                .filter(access -> claims.getSubject().equals(access.getSubject()))
                .flatMap(provider.claims()::user);
      }
      return user.map(
          found ->
              new SignedIn(found, tokens.getOIDCTokens().getIDTokenString(), login.returnTo()));
    } catch (ParseException | BadJOSEException | JOSEException refused) {
      return Optional.empty();
    }
  }

  /**
   * Where a browser signs out at the provider too; blocks.
   *
   * @param idToken of the session
   * @return empty when the provider has no such place
   */
  Optional<URI> signOut(String idToken) throws IOException {
    URI endpoint = provider.discovered().metadata().getEndSessionEndpointURI();
    if (endpoint == null || idToken == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LogoutRequest(endpoint, com.nimbusds.jwt.JWTParser.parse(idToken), home, null)
              .toURI());
    } catch (java.text.ParseException unreadable) {
      return Optional.empty();
    }
  }

  OidcProvider provider() {
    return provider;
  }
}
