package org.twinsuite.sandbox.ditto;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.auth.AuthorizationModelFactory;
import org.eclipse.ditto.base.model.auth.AuthorizationSubject;
import org.eclipse.ditto.base.model.auth.DittoAuthorizationContextType;
import org.eclipse.ditto.base.model.signals.commands.exceptions.GatewayAuthenticationFailedException;

/**
 * Who a request comes from: pre-authenticated subjects, or a user of HTTP basic authentication, as
 * Ditto's default reverse proxy would pass it on.
 */
final class Authentication {

  private static final String PRE_AUTHENTICATED = "x-ditto-pre-authenticated";
  private static final int REMEMBERED = 1_000;

  private final EmbeddedDittoConfig config;
  private final Map<List<String>, AuthorizationContext> contexts = new LinkedHashMap<>();

  Authentication(EmbeddedDittoConfig config) {
    this.config = config;
  }

  /**
   * The subjects of a request.
   *
   * @throws GatewayAuthenticationFailedException when it has none (401).
   */
  AuthorizationContext authenticate(HttpServerRequest request) {
    List<String> subjects = new ArrayList<>();
    if (config.preAuthentication()) {
      String header = request.getHeader(PRE_AUTHENTICATED);
      addAll(subjects, header == null ? request.getParam(PRE_AUTHENTICATED) : header);
    }
    String authorization = request.getHeader("authorization");
    if (subjects.isEmpty() && authorization != null && authorization.startsWith("Basic ")) {
      subjects.add("nginx:" + user(authorization.substring(6).trim()));
    }
    subjects.addAll(config.subjects());
    if (subjects.isEmpty()) {
      throw GatewayAuthenticationFailedException.newBuilder(
              "No applicable authentication provider was found!")
          .description("Check if your credentials were correct.")
          .build();
    }
    if (contexts.size() > REMEMBERED) {
      contexts.clear();
    }
    return contexts.computeIfAbsent(List.copyOf(subjects), Authentication::context);
  }

  private static AuthorizationContext context(List<String> subjects) {
    List<AuthorizationSubject> all =
        subjects.stream().map(AuthorizationModelFactory::newAuthSubject).toList();
    return AuthorizationModelFactory.newAuthContext(
        DittoAuthorizationContextType.PRE_AUTHENTICATED_HTTP, all);
  }

  private static void addAll(List<String> subjects, String list) {
    if (list != null) {
      for (String subject : list.split(",")) {
        if (!subject.isBlank()) {
          subjects.add(subject.trim());
        }
      }
    }
  }

  /** Why the caller is not taken for the user {@code devops}; {@code null} when it is. */
  String refusesDevops(HttpServerRequest request) {
    String authorization = request.getHeader("authorization");
    if (authorization == null) {
      return "The resource requires authentication, which was not supplied with the request";
    }
    String pair = "devops:" + config.devopsPassword();
    String expected =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return same(expected, authorization) ? null : "The supplied authentication is invalid";
  }

  private String user(String credentials) {
    try {
      String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      if (colon > 0) {
        String user = decoded.substring(0, colon);
        String expected = config.users().get(user);
        if (expected != null && same(expected, decoded.substring(colon + 1))) {
          return user;
        }
      }
    } catch (IllegalArgumentException notBase64) {
      // answered like any other wrong credentials
    }
    throw GatewayAuthenticationFailedException.newBuilder("The basic authentication failed.")
        .description("Check your user name and password.")
        .build();
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
