package org.twinsuite.workbench.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.workbench.http.TestServer.Reply;

/** Users of an OpenID Connect provider, with a mock provider over real sockets. */
class OidcTest {
  private static final String PROVIDER = "plant";
  private static final String CLIENT = "twinsuite";
  private MockOAuth2Server provider;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    provider = new MockOAuth2Server();
    provider.start();
    server = new TestServer(options());
  }

  private Map<String, String> options() {
    Map<String, String> options = new HashMap<>();
    options.put("twinsuite.oidc.issuer", provider.issuerUrl(PROVIDER).toString());
    options.put("twinsuite.oidc.roles-claim", "realm_access.roles");
    options.put("twinsuite.oidc.roles", "Instandhaltung=planner,it=admin,all=viewer");
    options.put(
        "twinsuite.http.users", PasswordHashCommand.entry("eve", Role.ADMIN, "local-token", true));
    return options;
  }

  @AfterEach
  void stop() {
    server.close();
    provider.shutdown();
  }

  private static Map<String, Object> claims(String... roles) {
    return Map.of("preferred_username", "ann", "realm_access", Map.of("roles", List.of(roles)));
  }

  private DefaultOAuth2TokenCallback callback(
      String audience, long seconds, Map<String, Object> claims) {
    return new DefaultOAuth2TokenCallback(
        PROVIDER, "subject-1", "JWT", List.of(audience), claims, seconds);
  }

  private String token(String audience, long seconds, Map<String, Object> claims) {
    return provider.issueToken(PROVIDER, CLIENT, callback(audience, seconds, claims)).serialize();
  }

  private int change(String token) {
    return server
        .post("/change", "x", "Authorization: Bearer " + token, "Content-Type: text/plain")
        .status();
  }

  @Test
  void aTokenOfTheProviderCountsByItsRoles() {
    assertThat(change(token(CLIENT, 60, claims("Instandhaltung", "all")))).isEqualTo(200);
    assertThat(change(token(CLIENT, 60, claims("all")))).isEqualTo(403);
    assertThat(change(token(CLIENT, 60, claims("planner")))).isEqualTo(401);
    assertThat(change(token(CLIENT, 60, claims()))).isEqualTo(401);
    assertThat(
            server.get("/look", "Authorization: Bearer " + token(CLIENT, 60, claims("it"))).body())
        .contains("ann", "ADMIN");
    // AND local users are off, as a provider is there
    assertThat(change("local-token")).isEqualTo(401);
  }

  @Test
  void aTokenForOthersOrOfOthersIsRefused() throws Exception {
    // GIVEN what is wrong with each
    Instant now = Instant.now();
    JWTClaimsSet right =
        JWTClaimsSet.parse(claims("it")).toJSONObject().entrySet().stream()
            .collect(
                JWTClaimsSet.Builder::new,
                (builder, entry) -> builder.claim(entry.getKey(), entry.getValue()),
                (a, b) -> {})
            .issuer(provider.issuerUrl(PROVIDER).toString())
            .audience(CLIENT)
            .subject("subject-1")
            .expirationTime(Date.from(now.plusSeconds(60)))
            .build();
    RSAKey foreign = new RSAKeyGenerator(2048).keyID("plant").generate();
    SignedJWT forged =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("plant").build(), right);
    forged.sign(new RSASSASigner(foreign));
    SignedJWT symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), right);
    symmetric.sign(new MACSigner("0123456789abcdef0123456789abcdef"));
    String other =
        provider.issueToken("other", CLIENT, callback(CLIENT, 60, claims("it"))).serialize();
    String valid = token(CLIENT, 60, claims("it"));
    // THEN
    assertThat(change(token("somebody-else", 60, claims("it")))).as("audience").isEqualTo(401);
    assertThat(change(token(CLIENT, -300, claims("it")))).as("expired").isEqualTo(401);
    assertThat(change(forged.serialize())).as("foreign key").isEqualTo(401);
    assertThat(change(symmetric.serialize())).as("shared secret").isEqualTo(401);
    assertThat(change(new PlainJWT(right).serialize())).as("not signed").isEqualTo(401);
    assertThat(change(other)).as("other issuer").isEqualTo(401);
    assertThat(change(valid.substring(0, valid.length() - 8) + "AAAAAAAA"))
        .as("signature")
        .isEqualTo(401);
    // AND within the clock skew it is taken
    assertThat(change(token(CLIENT, -20, claims("it")))).as("skew").isEqualTo(200);
    assertThat(change(valid)).isEqualTo(200);
  }

  @Test
  void aNewKeyOfTheProviderIsTakenWithoutARestartAndAWithdrawnOneIsNot() throws Exception {
    // GIVEN a provider whose keys are exchanged
    AtomicReference<RSAKey> key =
        new AtomicReference<>(new RSAKeyGenerator(2048).keyID("first").generate());
    HttpServer rotating = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    String issuer = "http://127.0.0.1:" + rotating.getAddress().getPort();
    AtomicInteger reads = new AtomicInteger();
    rotating.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange,
                """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/a","token_endpoint":"%1$s/t",
                 "jwks_uri":"%1$s/keys","response_types_supported":["code"],
                 "subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}
                """
                    .formatted(issuer)));
    rotating.createContext(
        "/keys",
        exchange -> {
          reads.incrementAndGet();
          answer(exchange, new JWKSet(key.get().toPublicJWK()).toString());
        });
    rotating.start();
    Map<String, String> options = options();
    options.put("twinsuite.oidc.issuer", issuer);
    try (TestServer own = new TestServer(options)) {
      RSAKey first = key.get();
      assertThat(look(own, signed(first, issuer))).isEqualTo(200);
      // WHEN
      key.set(new RSAKeyGenerator(2048).keyID("second").generate());
      // THEN
      assertThat(look(own, signed(key.get(), issuer))).isEqualTo(200);
      assertThat(look(own, signed(first, issuer))).isEqualTo(401);
      // AND keys that nobody has do not make it read them again and again
      for (int i = 0; i < 25; i++) {
        RSAKey unknown = new RSAKey.Builder(first).keyID("unknown" + i).build();
        assertThat(look(own, signed(unknown, issuer))).isIn(401, 429);
      }
      assertThat(reads.get()).isLessThan(8);
    } finally {
      rotating.stop(0);
    }
  }

  private static int look(TestServer server, String token) {
    return server.get("/look", "Authorization: Bearer " + token).status();
  }

  private static String signed(RSAKey key, String issuer) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(CLIENT)
                .subject("subject-1")
                .claim("realm_access", Map.of("roles", List.of("it")))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void aBrowserSignsInAndOut() throws Exception {
    // GIVEN
    HttpClient browser = HttpClient.newHttpClient();
    provider.enqueueCallback(callback(CLIENT, 60, claims("Instandhaltung")));
    // WHEN a page is wanted
    Reply page = server.get("/form?x=1", "Accept: text/html");
    assertThat(page.status()).isEqualTo(303);
    assertThat(page.header("location")).isEqualTo("/login?return=%2Fform%3Fx%3D1");
    Reply begun = server.get(page.header("location"));
    String cookie = begun.header("set-cookie").split(";")[0];
    assertThat(begun.header("set-cookie"))
        .containsIgnoringCase("; httponly")
        .containsIgnoringCase("; samesite=lax");
    assertThat(begun.header("location"))
        .contains("code_challenge_method=S256", "code_challenge=", "nonce=", "state=");
    // AND the provider sends the browser back
    String back =
        browser
            .send(
                HttpRequest.newBuilder(URI.create(begun.header("location"))).build(),
                BodyHandlers.discarding())
            .headers()
            .firstValue("location")
            .orElseThrow();
    String path = back.substring(back.indexOf("/login/callback"));
    // THEN another browser cannot use the answer
    provider.enqueueCallback(callback(CLIENT, 60, claims("Instandhaltung")));
    Reply second = server.get("/login");
    assertThat(server.get(path).status()).isEqualTo(403);
    assertThat(server.get(path, "Cookie: " + cookie).status())
        .as("the state was used")
        .isEqualTo(403);
    assertThat(second.status()).isEqualTo(303);
    // WHEN it begins again
    begun = server.get("/login?return=%2Fform");
    cookie = "Cookie: " + begun.header("set-cookie").split(";")[0];
    back =
        browser
            .send(
                HttpRequest.newBuilder(URI.create(begun.header("location")))
                    .timeout(Duration.ofMinutes(1))
                    .build(),
                BodyHandlers.discarding())
            .headers()
            .firstValue("location")
            .orElseThrow();
    Reply in = server.get(back.substring(back.indexOf("/login/callback")), cookie);
    // THEN
    assertThat(in.status()).as(in::body).isEqualTo(303);
    assertThat(in.header("location")).isEqualTo("/form");
    String session = "Cookie: " + in.header("set-cookie").split(";")[0];
    assertThat(server.get("/look", session).body()).contains("ann", "PLANNER");
    String csrf = server.get("/form", session).body().replaceAll(".*value=\"([^\"]+)\".*", "$1");
    assertThat(server.post("/change", "x", session, "X-CSRF-Token: " + csrf).status())
        .isEqualTo(200);
    assertThat(server.post("/change", "x", session).status()).isEqualTo(403);
    // WHEN it signs out
    Reply out = server.post("/logout", "x", session);
    // THEN here and at the provider
    assertThat(out.status()).isEqualTo(303);
    assertThat(out.header("location")).contains("endsession", "id_token_hint=");
    assertThat(server.get("/look", session).status()).isEqualTo(401);
    assertThat(server.logins).contains("in ann SESSION 127.0.0.1", "out ann");
  }

  @Test
  void aBrowserIsSentToAPathOfThisServerOnly() {
    for (String path :
        new String[] {
          "//evil.example",
          "https://evil.example",
          "/\\evil.example",
          "/a\r\nSet-Cookie: x",
          "",
          null
        }) {
      assertThat(ReturnPath.of(path)).isEqualTo(ReturnPath.HOME);
    }
    assertThat(ReturnPath.of("/orders/TS1?a=b")).isEqualTo("/orders/TS1?a=b");
  }

  @Test
  void whenTheProviderIsAwayThatIsSaid() throws Exception {
    // GIVEN
    String token = token(CLIENT, 60, claims("it"));
    provider.shutdown();
    // THEN
    assertThat(change(token)).isEqualTo(503);
    assertThat(server.get("/login").status()).isEqualTo(503);
    assertThat(server.get("/observe/health/live").status()).isEqualTo(200);
  }
}
