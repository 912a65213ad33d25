package org.twinsuite.workbench.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets users in by bearer token or by name and password, each as far as the role goes. Without any
 * configured user everybody on this machine is admin.
 */
public final class Door {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final User LOCAL = new User("local", Role.ADMIN);
  private final Users users;
  private final String publicAuthority;
  private final FailureLimit limit;

  /**
   * @param publicUrl under which browsers see this port; its authority may post forms
   */
  public Door(Users users, URI publicUrl, InstantSource clock) {
    this.users = users;
    this.publicAuthority = publicUrl.getAuthority();
    this.limit = new FailureLimit(clock);
  }

  /** What is behind the door. */
  @FunctionalInterface
  public interface Page {
    Answer answer(Request request, User user);
  }

  /** A processor that asks who it is before it shows the page. */
  public Processor page(Role needed, Page page) {
    return exchange -> {
      Request request = Request.of(exchange);
      answer(request, needed, page).write(exchange);
    };
  }

  private Answer answer(Request request, Role needed, Page page) {
    String authorization = request.header("Authorization");
    String key = request.remote() + ' ' + nameIn(authorization);
    long wait = limit.secondsToWait(key);
    if (wait > 0) {
      return Answer.error(429, "too many failures, wait " + wait + " s")
          .with("Retry-After", String.valueOf(wait));
    }
    Optional<User> user = users.none() ? Optional.of(LOCAL) : who(authorization);
    if (user.isEmpty()) {
      if (!authorization.isEmpty()) {
        limit.failed(key);
        LOG.warn("refused at the door: {}", request.remote());
      }
      return Answer.error(401, "a bearer token, or a name and a password, is needed")
          .with("WWW-Authenticate", "Basic realm=\"twinsuite\", charset=\"UTF-8\"");
    }
    if (!user.get().role().covers(needed)) {
      return Answer.error(
          403, "this needs the role " + needed.name().toLowerCase(java.util.Locale.ROOT));
    }
    if (!request.method().equals("GET") && comesFromElsewhere(request)) {
      return Answer.error(403, "this form was not sent from a page of this server");
    }
    try {
      return page.answer(request, user.get());
    } catch (IllegalArgumentException wrong) {
      return Answer.error(400, String.valueOf(wrong.getMessage()));
    } catch (RuntimeException failed) {
      LOG.error("{} {} failed", request.method(), request.segment(0), failed);
      return Answer.error(503, "this cannot be answered now, try again");
    }
  }

  private Optional<User> who(String authorization) {
    if (authorization.startsWith("Bearer ")) {
      return users.byToken(authorization.substring(7).trim());
    }
    String[] pair = basic(authorization);
    return pair.length == 2 ? users.byName(pair[0], pair[1]) : Optional.empty();
  }

  private static String nameIn(String authorization) {
    String[] pair = basic(authorization);
    return pair.length == 2 ? pair[0] : "";
  }

  private static String[] basic(String authorization) {
    if (!authorization.startsWith("Basic ")) {
      return new String[0];
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).trim());
      return new String(decoded, StandardCharsets.UTF_8).split(":", 2);
    } catch (IllegalArgumentException garbled) {
      return new String[0];
    }
  }

  /** A browser sends a password by itself, also with forms of other sites; a token never. */
  private boolean comesFromElsewhere(Request request) {
    if (request.header("Authorization").startsWith("Bearer ")) {
      return false;
    }
    String origin = request.header("Origin");
    if (!origin.isEmpty()) {
      String authority = origin.replaceFirst("^https?://", "");
      return !authority.equals(request.header("Host")) && !authority.equals(publicAuthority);
    }
    String site = request.header("Sec-Fetch-Site");
    return site.isEmpty() ? request.isForm() : !site.equals("same-origin");
  }
}
