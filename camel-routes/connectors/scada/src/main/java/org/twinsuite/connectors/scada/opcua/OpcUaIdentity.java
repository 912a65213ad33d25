package org.twinsuite.connectors.scada.opcua;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our application instance certificate with its key, kept in {@code own.p12}. One that is missing
 * is made, self-signed; a site with its own authority puts its own there.
 */
record OpcUaIdentity(KeyPair keys, X509Certificate[] chain, Path file) {

  private static final Logger LOG = LoggerFactory.getLogger(OpcUaIdentity.class);
  private static final String ALIAS = "own";

  /**
   * @throws IllegalArgumentException if the file cannot be read or written
   */
  static OpcUaIdentity in(Path pki, String password) {
    if (password == null) {
      throw new IllegalArgumentException("pkiPassword is missing: it protects own.p12 in " + pki);
    }
    Path file = pki.resolve("own.p12");
    try {
      Files.createDirectories(pki);
      if (!Files.exists(file)) {
        make(file, password.toCharArray());
      }
      return read(file, password.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          file + " cannot be used, check the file and pkiPassword: " + e.getMessage(), e);
    }
  }

  private static void make(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyPair keys = SelfSignedCertificateGenerator.generateRsaKeyPair(2048);
    String host = InetAddress.getLocalHost().getHostName();
    X509Certificate certificate;
    try {
      certificate =
          new SelfSignedCertificateBuilder(keys)
              .setCommonName("Twinsuite on " + host)
              .setApplicationUri("urn:" + host + ":twinsuite")
              .addDnsName(host)
              .build();
    } catch (Exception e) {
      throw new GeneralSecurityException(e);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry(ALIAS, keys.getPrivate(), password, new Certificate[] {certificate});
    createPrivate(file);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
    Files.write(file.resolveSibling("own.der"), certificate.getEncoded());
    LOG.info("created a certificate; have the server trust {}", file.resolveSibling("own.der"));
  }

  /** It holds our key: readable by its owner only, where the file system knows owners. */
  private static void createPrivate(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  private static OpcUaIdentity read(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    String alias = store.aliases().nextElement();
    PrivateKey key = (PrivateKey) store.getKey(alias, password);
    X509Certificate[] chain =
        Arrays.stream(store.getCertificateChain(alias))
            .map(X509Certificate.class::cast)
            .toArray(X509Certificate[]::new);
    return new OpcUaIdentity(new KeyPair(chain[0].getPublicKey(), key), chain, file);
  }

  /** From the certificate, as servers compare the two. */
  String applicationUri() {
    return CertificateUtil.getSanUri(chain[0])
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    file + ": the certificate has no URI as subject alternative name"));
  }
}
