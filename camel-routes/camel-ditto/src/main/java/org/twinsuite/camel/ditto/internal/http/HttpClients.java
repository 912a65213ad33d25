package org.twinsuite.camel.ditto.internal.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.DittoUnavailableException;

/** JDK HTTP clients with the trust store of the options. */
public final class HttpClients {

  private HttpClients() {}

  public static HttpClient create(DittoConfiguration options, CamelContext context)
      throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(options.getConnectTimeout()));
    if (options.getSslContextParameters() != null) {
      try {
        builder.sslContext(options.getSslContextParameters().createSSLContext(context));
      } catch (GeneralSecurityException e) {
        throw new DittoUnavailableException("sslContextParameters cannot be used", e);
      }
    }
    return builder.build();
  }
}
