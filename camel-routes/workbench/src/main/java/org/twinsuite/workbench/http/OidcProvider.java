package org.twinsuite.workbench.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.text.ParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.OidcOptions;

/**
 * An OpenID Connect provider: its configuration, read when it is first needed, its keys, read again
 * when a token names one that is not known, and the verification of the tokens it issued. Runs in
 * threads of its own.
 */
final class OidcProvider implements ProviderTokens, AutoCloseable {
  static final int CLOCK_SKEW_SECONDS = 60;
  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
  private static final int TIMEOUT_MS = 5_000;

  /** Public keys only: a token signed with a shared secret, or not at all, is never taken. */
  private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

  private final Issuer issuer;
  private final String audience;
  private final OidcClaims claims;
  private final WorkerExecutor worker;
  private volatile Discovered discovered;

  /** What the provider said about itself. */
  record Discovered(OIDCProviderMetadata metadata, JWSKeySelector<SecurityContext> keys) {}

  OidcProvider(Vertx vertx, AppConfig config) {
    String configured = config.get(OidcOptions.OIDC_AUDIENCE);
    this.issuer = new Issuer(config.get(OidcOptions.OIDC_ISSUER));
    this.audience = configured.isEmpty() ? config.get(OidcOptions.OIDC_CLIENT_ID) : configured;
    this.claims =
        new OidcClaims(
            config.get(OidcOptions.OIDC_NAME_CLAIM),
            config.get(OidcOptions.OIDC_ROLES_CLAIM),
            config.get(OidcOptions.OIDC_ROLES));
    this.worker = vertx.createSharedWorkerExecutor("oidc", 2, 30, TimeUnit.SECONDS);
  }

  private static Set<JWSAlgorithm> algorithms() {
    Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.RSA);
    algorithms.addAll(JWSAlgorithm.Family.EC);
    return algorithms;
  }

  WorkerExecutor worker() {
    return worker;
  }

  Issuer issuer() {
    return issuer;
  }

  OidcClaims claims() {
    return claims;
  }

  /**
   * The provider's configuration; blocks.
   *
   * @throws IOException when it does not answer
   */
  Discovered discovered() throws IOException {
    Discovered known = discovered;
    if (known != null) {
      return known;
    }
    try {
      OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MS, TIMEOUT_MS);
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.create(metadata.getJWKSetURI().toURL())
              .retrying(true)
              .outageTolerantForever()
              .build();
      known = new Discovered(metadata, new JWSVerificationKeySelector<>(ALGORITHMS, keys));
      discovered = known;
      return known;
    } catch (GeneralException unusable) {
      throw new IOException(
          "the configuration of " + issuer + " cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  @Override
  public Future<Optional<User>> verify(String token) {
    if (token.chars().filter(c -> c == '.').count() != 2) {
      return Future.succeededFuture(Optional.empty());
    }
    return worker.executeBlocking(() -> verified(token).flatMap(claims::user), false);
  }

  /**
   * The claims of a token that was issued for this server and is valid now; blocks.
   *
   * @throws IOException when the provider does not answer
   */
  Optional<JWTClaimsSet> verified(String token) throws IOException {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(discovered().keys());
    DefaultJWTClaimsVerifier<SecurityContext> verifier =
        new DefaultJWTClaimsVerifier<>(
            audience,
            new JWTClaimsSet.Builder().issuer(issuer.getValue()).build(),
            Set.of("sub", "exp"));
    verifier.setMaxClockSkew(CLOCK_SKEW_SECONDS);
    processor.setJWTClaimsSetVerifier(verifier);
    try {
      return Optional.of(processor.process(token, null));
    } catch (com.nimbusds.jose.RemoteKeySourceException away) {
      throw new IOException("the keys of " + issuer + " cannot be read", away);
    } catch (ParseException | BadJOSEException | JOSEException refused) {
      LOG.info("token refused: {}", refused.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
