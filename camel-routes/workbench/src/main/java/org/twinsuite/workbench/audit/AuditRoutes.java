package org.twinsuite.workbench.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.pipeline.audit.AuditChain;
import org.twinsuite.pipeline.audit.AuditEntry;
import org.twinsuite.pipeline.audit.AuditEvent;
import org.twinsuite.pipeline.audit.AuditJson;
import org.twinsuite.pipeline.audit.AuditLog;
import org.twinsuite.workbench.http.HttpAuthenticator;
import org.twinsuite.workbench.http.HttpResponse;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;
import org.twinsuite.workbench.http.User;

/**
 * {@code GET /api/audit}: lines of the audit log as JSON lines, for admins, at most {@value #MOST}
 * from {@code ?from=SEQUENCE}; {@code GET /api/audit/verify}: whether it is as it was written.
 */
public final class AuditRoutes extends RouteBuilder {
  private static final int MOST = 10_000;
  private final HttpAuthenticator authenticator;
  private final AuditLog audit;

  public AuditRoutes(HttpAuthenticator authenticator, AuditLog audit) {
    this.authenticator = authenticator;
    this.audit = audit;
  }

  @Override
  public void configure() {
    from("platform-http:/api/audit?httpMethodRestrict=GET")
        .routeId("audit")
        .process(authenticator.page(Role.ADMIN, this::lines));
    from("platform-http:/api/audit/verify?httpMethodRestrict=GET")
        .routeId("audit-verify")
        .process(authenticator.page(Role.VIEWER, (request, user) -> verify(request)));
  }

  private HttpResponse lines(Request request, User user) {
    long from = number(request.query("from"), 1);
    if (from <= 1) {
      audit.append(AuditEvent.of(AuditEvent.Kind.EXPORTED, user.name(), "audit log", Map.of()));
    }
    StringBuilder lines = new StringBuilder();
    for (AuditEntry entry : read(from)) {
      lines.append(AuditJson.write(entry)).append('\n');
    }
    return new HttpResponse(200, "application/jsonl", lines.toString(), Map.of());
  }

  private List<AuditEntry> read(long from) {
    List<AuditEntry> entries = new ArrayList<>();
    audit.read(from, MOST, entries::add);
    return entries;
  }

  private HttpResponse verify(Request request) {
    String hash = request.query("hash");
    AuditChain.Anchor known =
        hash.isEmpty() ? null : new AuditChain.Anchor(number(request.query("sequence"), 0), hash);
    AuditChain.Result result = audit.verify(known);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("sound", result.sound());
    body.put("entries", result.entries());
    body.put("sequence", result.lastSequence());
    body.put("hash", result.lastHash());
    body.put("problems", result.problems());
    return HttpResponse.json(200, body);
  }

  private static long number(String text, long missing) {
    try {
      return text.isEmpty() ? missing : Long.parseLong(text);
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException("'" + text + "' is not a sequence number", malformed);
    }
  }
}
