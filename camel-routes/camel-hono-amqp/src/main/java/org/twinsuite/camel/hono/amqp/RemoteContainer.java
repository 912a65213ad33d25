package org.twinsuite.camel.hono.amqp;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.proton.ProtonClientOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.eclipse.hono.client.amqp.config.ClientConfigProperties;
import org.twinsuite.camel.hono.AmqpOptions;

/** Whom to connect to and how. */
final class RemoteContainer {

  private static final int CONNECT_MILLIS = 10_000;
  private static final int HEARTBEAT_MILLIS = 15_000;
  private static final int IDLE_SECONDS = 60;
  private static final int PLAIN = 5672;
  private static final int TLS = 5671;

  private final ClientConfigProperties config;
  private final ProtonClientOptions options;

  private RemoteContainer(ClientConfigProperties config, ProtonClientOptions options) {
    this.config = config;
    this.options = options;
  }

  /**
   * @throws IOException when the trust or key store cannot be read
   */
  static RemoteContainer of(AmqpOptions options, CamelContext context) throws IOException {
    SSLContextParameters ssl = options.getSslContextParameters();
    ProtonClientOptions client =
        new ProtonClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setHeartbeat(HEARTBEAT_MILLIS)
            // ends a connection that was given up before its peer said anything
            .setIdleTimeout(IDLE_SECONDS)
            .setTcpNoDelay(true)
            .setSsl(ssl != null);
    if (ssl != null) {
      client.setHostnameVerificationAlgorithm("HTTPS");
      try {
        trust(client, ssl, context);
      } catch (GeneralSecurityException e) {
        throw new IOException("sslContextParameters cannot be used", e);
      }
    }
    int standard = ssl == null ? PLAIN : TLS;
    ClientConfigProperties config = new ClientConfigProperties();
    config.setHost(options.getHost());
    config.setPort(options.getPort() == null ? standard : options.getPort());
    config.setConnectTimeout(CONNECT_MILLIS);
    config.setServerRole("messaging");
    if (options.getUsername() != null) {
      config.setUsername(options.getUsername());
      config.setPassword(options.getPassword());
    }
    return new RemoteContainer(config, client);
  }

  /** For Hono's connection factory. */
  ClientConfigProperties config() {
    return config;
  }

  /** A copy, as Hono's connection factory adds to it with each attempt. */
  ProtonClientOptions options() {
    return new ProtonClientOptions(options);
  }

  private static void trust(
      ProtonClientOptions client, SSLContextParameters ssl, CamelContext context)
      throws GeneralSecurityException, IOException {
    TrustManagersParameters trusted = ssl.getTrustManagers();
    if (trusted != null) {
      trusted.setCamelContext(context);
      if (trusted.getKeyStore() != null) {
        trusted.getKeyStore().setCamelContext(context);
      }
      client.setTrustOptions(TrustOptions.wrap(trusted.createTrustManagers()[0]));
    }
    KeyManagersParameters own = ssl.getKeyManagers();
    if (own != null) {
      own.setCamelContext(context);
      own.getKeyStore().setCamelContext(context);
      for (KeyManager manager : own.createKeyManagers()) {
        if (manager instanceof X509KeyManager keys) {
          client.setKeyCertOptions(KeyCertOptions.wrap(keys));
        }
      }
    }
  }

  @Override
  public String toString() {
    return config.getHost() + ':' + config.getPort();
  }
}
