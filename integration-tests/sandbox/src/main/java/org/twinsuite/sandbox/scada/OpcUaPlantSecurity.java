package org.twinsuite.sandbox.scada;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigBuilder;
import org.eclipse.milo.opcua.sdk.server.identity.UsernameIdentityValidator;
import org.eclipse.milo.opcua.stack.core.security.CertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.DefaultServerCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;

/** A certificate, a trust list and one user for {@link OpcUaPlant}. */
public final class OpcUaPlantSecurity {

  static final String APPLICATION_URI = "urn:twinsuite:sandbox";

  private final String user;
  private final String password;
  private final KeyPair keys;
  private final X509Certificate certificate;
  private final MemoryTrustListManager trusted = new MemoryTrustListManager();

  public OpcUaPlantSecurity(String user, String password) throws Exception {
    this.user = user;
    this.password = password;
    this.keys = SelfSignedCertificateGenerator.generateRsaKeyPair(2048);
    this.certificate =
        new SelfSignedCertificateBuilder(keys)
            .setCommonName("simulated plant")
            .setApplicationUri(APPLICATION_URI)
            .addDnsName("localhost")
            .build();
  }

  /** The server's certificate, for a client's trust list. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Lets a client in. */
  public void trust(X509Certificate client) {
    trusted.addTrustedCertificate(client);
  }

  void configure(OpcUaServerConfigBuilder config) throws Exception {
    CertificateQuarantine quarantine = new MemoryCertificateQuarantine();
    RsaSha256CertificateFactory own =
        new RsaSha256CertificateFactory() {
          @Override
          public KeyPair createKeyPair(NodeId type) {
            return keys;
          }

          @Override
          protected X509Certificate[] createRsaSha256CertificateChain(KeyPair pair) {
            return new X509Certificate[] {certificate};
          }
        };
    config.setCertificateManager(
        new DefaultCertificateManager(
            quarantine,
            DefaultApplicationGroup.createAndInitialize(
                trusted,
                new MemoryCertificateStore(),
                own,
                new DefaultServerCertificateValidator(trusted, quarantine))));
    config.setIdentityValidator(
        new UsernameIdentityValidator(
            login -> user.equals(login.getUsername()) && password.equals(login.getPassword())));
  }
}
