package org.twinsuite.sandbox.ditto;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.exceptions.UnsupportedMediaTypeException;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonValue;

/** One HTTP request and its answer. */
final class HttpExchange {

  private static final Set<String> NO_DITTO_HEADERS =
      Set.of(
          "host",
          "connection",
          "upgrade",
          "content-length",
          "transfer-encoding",
          "accept",
          "accept-encoding",
          "authorization",
          "http2-settings",
          "x-ditto-pre-authenticated");
  private static final List<String> PARAMETERS_AS_HEADERS =
      List.of(
          "condition",
          "fields",
          "timeout",
          "response-required",
          "requested-acks",
          "channel",
          "live-channel-condition",
          "live-channel-timeout-strategy",
          "if-equal");

  private static final Set<String> BODIES =
      Set.of("application/json", "application/octet-stream", "text/plain");

  private final HttpServerRequest request;
  private final Map<String, String> headers = new HashMap<>();
  private AuthorizationContext caller;
  private Buffer body = Buffer.buffer();

  HttpExchange(HttpServerRequest request) {
    this.request = request;
    for (Map.Entry<String, String> header : request.headers()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!NO_DITTO_HEADERS.contains(name)) {
        headers.put(name, header.getValue());
      }
    }
    for (String name : PARAMETERS_AS_HEADERS) {
      String value = request.getParam(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    headers.computeIfAbsent("correlation-id", name -> UUID.randomUUID().toString());
  }

  void authenticated(AuthorizationContext subjects) {
    caller = subjects;
  }

  void body(Buffer bytes) {
    body = bytes;
  }

  AuthorizationContext caller() {
    return caller;
  }

  HttpServerRequest request() {
    return request;
  }

  HttpServerResponse response() {
    return request.response();
  }

  String method() {
    return request.method().name();
  }

  /** Ditto headers: HTTP headers and those query parameters that stand for headers. */
  Map<String, String> headers() {
    return headers;
  }

  /** A query parameter or {@code null}. */
  String parameter(String name) {
    return request.getParam(name);
  }

  /** The parameters of a posted form, {@code null} for those it has not. */
  UnaryOperator<String> form() {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.toString(StandardCharsets.UTF_8).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form::get;
  }

  Buffer rawBody() {
    return body;
  }

  /** The segments of the path, decoded. */
  List<String> path() {
    List<String> segments = new ArrayList<>();
    for (String segment : request.path().substring(1).split("/", -1)) {
      segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    if (segments.get(segments.size() - 1).isEmpty()) {
      segments.remove(segments.size() - 1);
    }
    return segments;
  }

  boolean wantsEventStream() {
    String accept = request.getHeader("accept");
    return "GET".equals(method()) && accept != null && accept.contains("text/event-stream");
  }

  /** {@code null} when none is told. */
  private String media() {
    String type = request.getHeader("content-type");
    return type == null ? null : type.split(";")[0].trim().toLowerCase(Locale.ROOT);
  }

  /** Fails (415) for another media type; none at all is taken. */
  void requireMedia(Set<String> allowed) {
    String media = media();
    if (media != null && !allowed.contains(media)) {
      throw UnsupportedMediaTypeException.withDetailedInformationBuilder(media, allowed).build();
    }
  }

  /** The body as JSON; fails when there is none or it is none, or has another media type. */
  JsonValue json() {
    String media = media();
    if ("PATCH".equals(method())) {
      if (!MergePatch.MEDIA_TYPE.equals(media)) {
        throw UnsupportedMediaTypeException.builderForMergePatchJsonMediaType(
                media == null ? "none/none" : media, MergePatch.MEDIA_TYPE)
            .build();
      }
    } else if (media != null && !BODIES.contains(media)) {
      throw UnsupportedMediaTypeException.withDetailedInformationBuilder(
              media, Set.of("application/json"))
          .build();
    }
    return JsonFactory.readFrom(body.toString(StandardCharsets.UTF_8));
  }

  void reply(Reply reply) {
    HttpServerResponse response = response();
    response.setStatusCode(reply.status());
    response.putHeader("correlation-id", headers.get("correlation-id"));
    response.putHeader("date", RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    if (reply.tag() != null) {
      response.putHeader("etag", reply.tag().toString());
    }
    if (reply.revision() >= 0) {
      response.putHeader("entity-revision", Long.toString(reply.revision()));
    }
    if (reply.body() == null) {
      response.end();
    } else {
      response.putHeader("content-type", "application/json");
      response.end(reply.body().toString());
    }
  }

  /** Answers with the place of what was created. */
  void created(Reply reply, String path) {
    if (reply.status() == 201) {
      response().putHeader("location", request.scheme() + "://" + request.getHeader("host") + path);
    }
    reply(reply);
  }

  /** What the gateway answers on operators' paths to others than the devops user. */
  void challenge(String text) {
    response()
        .setStatusCode(401)
        .putHeader("correlation-id", headers.get("correlation-id"))
        .putHeader("www-authenticate", "Basic realm=\"DITTO-DEVOPS\",charset=UTF-8")
        .putHeader("content-type", "text/plain; charset=UTF-8")
        .end(text);
  }

  void fail(Throwable failure) {
    DittoRuntimeException error = ErrorBody.of(failure);
    HttpServerResponse response = response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    response.setStatusCode(error.getHttpStatus().getCode());
    response.putHeader("correlation-id", headers.get("correlation-id"));
    error.getDittoHeaders().getETag().ifPresent(tag -> response.putHeader("etag", tag.toString()));
    if (error.getHttpStatus().getCode() == 304) {
      response.end();
      return;
    }
    response.putHeader("content-type", "application/json");
    response.end(error.toJsonString());
  }
}
