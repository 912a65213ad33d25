package org.twinsuite.workbench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.workbench.http.TestServer.Reply;

/** The server over a real socket: who gets in, under which name, and what every answer carries. */
class HttpSecurityTest {
  private static final String TOKEN = "a-token-of-a-viewing-machine";
  @TempDir Path folder;

  private static Map<String, String> users() {
    return Map.of(
        "twinsuite.http.users",
        String.join(
            ",",
            PasswordHashCommand.entry("eve", Role.VIEWER, TOKEN, true),
            PasswordHashCommand.entry("ann", Role.PLANNER, "planner-token", true),
            PasswordHashCommand.entry("root", Role.ADMIN, "pass", false)));
  }

  private static String basic(String name, String secret) {
    return "Authorization: Basic "
        + Base64.getEncoder()
            .encodeToString((name + ':' + secret).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example:8090",
        "Host: 127.0.0.1.evil.example",
        "Host: localhost.evil.example",
        "Host: 10.1.2.3",
        "Host: [::2]",
        "Host: evil@127.0.0.1",
        "Host: 0x7f000001",
        "Host: a\r\nHost: b",
        "Host: 127.0.0.1\r\nHost: evil.example",
        "Host: "
      })
  void aNameThatIsNotTheServersIsRefused(String host) throws Exception {
    // GIVEN a page of another site whose name was pointed at this address
    try (TestServer server = new TestServer(Map.of())) {
      // THEN nothing is shown or changed under it
      for (String path : new String[] {"/look", "/observe/health", "/no/such/page"}) {
        assertThat(server.get(path, host.split("\r\n")).status()).isIn(400, 421);
      }
      assertThat(server.post("/change", "x", host.split("\r\n")).status()).isIn(400, 421);
    }
  }

  @Test
  void theServersOwnNamesAreTaken() throws Exception {
    // GIVEN
    try (TestServer server =
        new TestServer(
            Map.of(
                "twinsuite.http.public-url", "https://Twins.example",
                "twinsuite.http.hosts", "twinsuite.plant.svc"))) {
      // THEN
      for (String host :
          new String[] {
            "localhost",
            "LOCALHOST:1",
            "127.0.0.1",
            "[::1]:8090",
            "twins.example",
            "twins.example.:443",
            "twinsuite.plant.svc:8090"
          }) {
        assertThat(server.get("/look", "Host: " + host).status()).as(host).isEqualTo(200);
      }
    }
  }

  @Test
  void withoutUsersEverybodyMayLookAndNobodyMayChangeAnything() throws Exception {
    // GIVEN
    try (TestServer server = new TestServer(Map.of())) {
      // THEN
      assertThat(server.get("/look").body()).contains("local");
      assertThat(server.post("/change", "x", "Content-Type: application/json"))
          .satisfies(reply -> assertThat(reply.status()).isEqualTo(403))
          .satisfies(reply -> assertThat(reply.body()).contains("twinsuite.http.users"));
      // WHEN the link of who started the process is followed
      String link = server.security.signInLink(new User("me", Role.ADMIN)).toString();
      String path = link.substring(link.indexOf("/login"));
      Reply first = server.get(path);
      // THEN that browser may, with the token of the page
      assertThat(first.status()).isEqualTo(303);
      String cookie = "Cookie: " + first.header("set-cookie").split(";")[0];
      String csrf = server.get("/form", cookie).body().replaceAll(".*value=\"([^\"]+)\".*", "$1");
      assertThat(server.post("/change", "x", cookie, "X-CSRF-Token: " + csrf).status())
          .isEqualTo(200);
      assertThat(
              server
                  .post(
                      "/change",
                      "_csrf=" + csrf,
                      cookie,
                      "Content-Type: application/x-www-form-urlencoded",
                      "Origin: http://127.0.0.1:" + server.port)
                  .status())
          .isEqualTo(200);
      // AND not without it, AND not from another site
      assertThat(server.post("/change", "x", cookie).status()).isEqualTo(403);
      assertThat(server.post("/change", "x", cookie, "X-CSRF-Token: " + csrf + "x").status())
          .isEqualTo(403);
      assertThat(
              server
                  .post(
                      "/change",
                      "x",
                      cookie,
                      "X-CSRF-Token: " + csrf,
                      "Origin: https://evil.example")
                  .status())
          .isEqualTo(403);
      // AND the link works once
      assertThat(server.get(path).status()).isEqualTo(401);
      // WHEN signed out
      assertThat(server.post("/logout", "x", cookie).status()).isEqualTo(303);
      // THEN
      assertThat(server.post("/change", "x", cookie, "X-CSRF-Token: " + csrf).status())
          .isEqualTo(403);
      assertThat(server.logins).contains("in me SESSION 127.0.0.1", "out me", "refused  127.0.0.1");
    }
  }

  @Test
  void everyAnswerCarriesTheHeaders() throws Exception {
    // GIVEN
    try (TestServer server =
        new TestServer(Map.of("twinsuite.http.trusted-proxies", "127.0.0.1"))) {
      // THEN whatever the answer is
      for (Reply reply :
          List.of(
              server.get("/look"),
              server.get("/form"),
              server.get("/bug?kind=null"),
              server.get("/no/such/page"),
              server.post("/change", "x"),
              server.get("/observe/health/live"),
              server.get("/look", "Host: evil.example"))) {
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.header("content-security-policy"))
            .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(reply.headers().get("cache-control")).hasSize(1);
        assertThat(reply.headers()).doesNotContainKey("strict-transport-security");
      }
      // AND over TLS, which ends at the trusted proxy, also this
      assertThat(
              server.get("/look", "X-Forwarded-Proto: https").header("strict-transport-security"))
          .startsWith("max-age=31536000");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "linkage", "error"})
  void aBugIsAnsweredWithItsCorrelationIdAndNothingElse(String kind) throws Exception {
    // GIVEN
    try (TestServer server = new TestServer(Map.of())) {
      // WHEN
      Reply reply = server.get("/bug?kind=" + kind);
      // THEN
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.body()).doesNotContain("secret-of-the-server").doesNotContain("\tat ");
      if (!kind.equals("error")) {
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
        assertThat(reply.body()).contains(reply.header("x-correlation-id"));
      }
    }
  }

  @Test
  void anOutageIsUnavailableAndAMistakeOfTheSenderIsNeither() throws Exception {
    try (TestServer server = new TestServer(Map.of())) {
      assertThat(server.get("/bug?kind=away"))
          .satisfies(reply -> assertThat(reply.status()).isEqualTo(503))
          .satisfies(reply -> assertThat(reply.header("retry-after")).isNotEmpty())
          .satisfies(reply -> assertThat(reply.body()).doesNotContain("secret-of-the-server"));
      assertThat(server.get("/bug?kind=x"))
          .satisfies(reply -> assertThat(reply.status()).isEqualTo(400))
          .satisfies(reply -> assertThat(reply.body()).contains("say null, error"));
    }
  }

  @Test
  void healthTellsItsDetailsToUsersOnly() throws Exception {
    try (TestServer server = new TestServer(users())) {
      for (String path :
          new String[] {
            "/observe/health",
            "/observe/health?data=true",
            "/observe/health/ready?data=true&exposureLevel=full&stackTrace=true"
          }) {
        assertThat(server.get(path).body()).isEqualTo("{\"status\":\"UP\"}");
      }
      assertThat(server.get("/observe/health", "Authorization: Bearer " + TOKEN).body())
          .contains("\"checks\":[");
      assertThat(server.get("/observe/health", "Authorization: Bearer wrong").status())
          .isEqualTo(401);
    }
  }

  @Test
  void guessesFromElsewhereLockNobodyOut() throws Exception {
    // GIVEN an ingress that says where requests come from
    Map<String, String> options = new java.util.HashMap<>(users());
    options.put("twinsuite.http.trusted-proxies", "127.0.0.0/8");
    try (TestServer server = new TestServer(options)) {
      String attacker = "X-Forwarded-For: 198.51.100.7";
      // WHEN somebody guesses
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < LoginThrottle.PER_ADDRESS + 5; i++) {
        statuses.add(server.get("/look", attacker, "Authorization: Bearer guess" + i).status());
      }
      // THEN that address waits
      assertThat(statuses).startsWith(401).endsWith(429);
      assertThat(server.get("/look", attacker, basic("root", "pass")).status()).isEqualTo(429);
      // AND others do not, AND a right token never waits, AND webhooks neither
      assertThat(
              server.get("/look", "X-Forwarded-For: 203.0.113.1", basic("root", "pass")).status())
          .isEqualTo(200);
      assertThat(server.get("/look", attacker, "Authorization: Bearer " + TOKEN).status())
          .isEqualTo(200);
      String now = String.valueOf(Instant.now().getEpochSecond());
      assertThat(
              server
                  .post(
                      "/webhook/maximo",
                      "{}",
                      attacker,
                      "Authorization: Bearer shared-with-the-cmms",
                      "X-Twinsuite-Id: 1",
                      "X-Twinsuite-Timestamp: " + now)
                  .status())
          .isEqualTo(200);
      // AND an address that is not a proxy's cannot say that it is another
      assertThat(new TrustedProxies(List.of("10.0.0.0/8")).client("192.0.2.1", "198.51.100.9"))
          .isEqualTo("192.0.2.1");
    }
  }

  @Test
  void aFloodOfUnknownNamesNeitherCostsNorStopsTheLivenessProbe() throws Exception {
    // GIVEN
    try (TestServer server = new TestServer(users())) {
      ExecutorService senders = Executors.newFixedThreadPool(40);
      try {
        // WHEN many names are guessed at once
        List<CompletableFuture<Integer>> guesses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          String name = i % 2 == 0 ? "nobody" + i : "root";
          guesses.add(
              CompletableFuture.supplyAsync(
                  () -> server.get("/look", basic(name, "wrong")).status(), senders));
        }
        // THEN the probe is answered meanwhile, AND every guess ends
        assertThat(server.get("/observe/health/live").status()).isEqualTo(200);
        assertThat(guesses.stream().map(CompletableFuture::join)).containsOnly(401, 429);
        // AND who has the password gets in after the wait of the address
        assertThat(server.get("/look", "Authorization: Bearer planner-token").status())
            .isEqualTo(200);
      } finally {
        senders.shutdownNow();
      }
    }
  }

  @Test
  void aRightPasswordIsTakenAlsoOverManyRequestsAtOnce() throws Exception {
    try (TestServer server = new TestServer(users())) {
      assertThat(server.get("/look", basic("root", "pass")).status()).isEqualTo(200);
      for (int i = 0; i < 50; i++) {
        assertThat(server.get("/look", basic("root", "pass")).status()).isEqualTo(200);
      }
      assertThat(server.get("/look", basic("root", "other")).status()).isEqualTo(401);
      assertThat(server.get("/look", basic("ann", "planner-token")).status()).isEqualTo(200);
      assertThat(server.get("/look").header("www-authenticate")).startsWith("Basic");
    }
  }

  @Test
  void usersAreReadAgainWhileItRuns() throws Exception {
    // GIVEN
    Path file = folder.resolve("users");
    Files.writeString(file, PasswordHashCommand.entry("ann", Role.PLANNER, "ann-token", true));
    try (TestServer server = new TestServer(Map.of("twinsuite.http.users-file", file.toString()))) {
      assertThat(server.get("/look", "Authorization: Bearer ann-token").status()).isEqualTo(200);
      // WHEN
      Files.writeString(file, PasswordHashCommand.entry("bob", Role.PLANNER, "bob-token", true));
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
      // THEN
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.get("/look", "Authorization: Bearer bob-token").status() == 200);
      assertThat(server.get("/look", "Authorization: Bearer ann-token").status()).isEqualTo(401);
      // WHEN the file has a mistake, THEN the former users stay
      Files.writeString(file, "bob:chef");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.get("/look", "Authorization: Bearer bob-token").status() == 200);
      // WHEN the last one is removed, THEN nobody is let in
      Files.writeString(file, "");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(15)));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.get("/look", "Authorization: Bearer bob-token").status() == 401);
      assertThat(server.get("/look").status()).isEqualTo(401);
    }
  }
}
