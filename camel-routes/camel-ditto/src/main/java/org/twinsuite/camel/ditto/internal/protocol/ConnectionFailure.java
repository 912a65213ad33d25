package org.twinsuite.camel.ditto.internal.protocol;

import com.neovisionaries.ws.client.OpeningHandshakeException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.twinsuite.camel.ditto.DittoUnavailableException;

/** Says in words why Ditto cannot be reached, with its address and what to check. */
public final class ConnectionFailure {

  private static final int MAX_DEPTH = 10;

  private ConnectionFailure() {}

  /**
   * @param url base address of Ditto
   * @return an exception whose message names address and reason
   */
  public static DittoUnavailableException at(String url, Throwable failure) {
    return new DittoUnavailableException(
        "No connection to Ditto at " + shown(url) + ": " + reason(url, failure), failure);
  }

  static String reason(String url, Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      String known = known(url, cause);
      if (known != null) {
        return known;
      }
      cause = cause.getCause();
    }
    String message = failure == null ? null : failure.getMessage();
    return failure == null
        ? "unknown reason"
        : failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private static String known(String url, Throwable cause) {
    if (cause instanceof DittoUnavailableException) {
      return cause.getMessage();
    }
    if (isUnresolved(cause)) {
      return "unknown host " + host(url) + ", check the option url";
    }
    if (cause instanceof WebSocketHandshakeException handshake) {
      return status(handshake.getResponse().statusCode());
    }
    if (cause instanceof OpeningHandshakeException handshake) {
      return status(handshake.getStatusLine().getStatusCode());
    }
    if (cause instanceof ConnectException && !isUnresolved(cause)) {
      String message = String.valueOf(cause.getMessage());
      return message.contains("timed out")
          ? "it does not answer"
          : "connection refused, is Ditto running and the port of url right?";
    }
    if (cause instanceof NoRouteToHostException) {
      return "no route to host " + host(url);
    }
    if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
      return "it does not answer in time";
    }
    if (cause instanceof SSLException) {
      return "TLS failed, check sslContextParameters: " + cause.getMessage();
    }
    return null;
  }

  private static boolean isUnresolved(Throwable failure) {
    return failure instanceof UnresolvedAddressException
        || failure instanceof UnknownHostException
        || failure.getCause() instanceof UnresolvedAddressException;
  }

  /** What the status of a refused WebSocket handshake means. */
  private static String status(int status) {
    return switch (status) {
      case 401, 403 -> "login refused (status " + status + "), check the option auth";
      case 404 -> "it has no /ws/2 (status 404), check the option url";
      default -> "the WebSocket was refused with status " + status;
    };
  }

  private static String host(String url) {
    try {
      return String.valueOf(URI.create(url).getHost());
    } catch (IllegalArgumentException e) {
      return shown(url);
    }
  }

  /** Without a login that is part of the address. */
  private static String shown(String url) {
    return String.valueOf(url).replaceFirst("//[^/@]*@", "//");
  }
}
