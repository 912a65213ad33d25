package org.twinsuite.charts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate of localhost in each form a cluster's certificate manager writes. */
final class TestCertificates {
  static final String PASSWORD = "store-password";
  private static final String ALIAS = "server";
  private static final List<String> WITHOUT_PASSWORD =
      List.of("keystore.pkcs12.certProtectionAlgorithm", "keystore.pkcs12.macAlgorithm");

  private final Path file;
  private final KeyStore store;

  private TestCertificates(Path file, KeyStore store) {
    this.file = file;
    this.store = store;
  }

  /** Makes one with the JDK's own tool. */
  static TestCertificates make(Path folder) throws Exception {
    Path file = folder.resolve("keystore.p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return new TestCertificates(file, store);
  }

  Path file() {
    return file;
  }

  /** Key and certificate, PKCS12 with a password. */
  byte[] keyStore() throws IOException {
    return Files.readAllBytes(file);
  }

  /** The certificate to trust, PKCS12 without password, as trust-manager writes it. */
  byte[] trustStore() throws GeneralSecurityException, IOException {
    WITHOUT_PASSWORD.forEach(name -> System.setProperty(name, "NONE"));
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      trusted().store(out, null);
      return out.toByteArray();
    } finally {
      WITHOUT_PASSWORD.forEach(System::clearProperty);
    }
  }

  private KeyStore trusted() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", store.getCertificate(ALIAS));
    return trusted;
  }

  /** For a client that trusts nobody else. */
  SSLContext client() throws GeneralSecurityException, IOException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  byte[] certificatePem() throws GeneralSecurityException {
    return pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
  }

  byte[] keyPem() throws GeneralSecurityException {
    return pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
  }

  private static byte[] pem(String kind, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(kind, text)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
