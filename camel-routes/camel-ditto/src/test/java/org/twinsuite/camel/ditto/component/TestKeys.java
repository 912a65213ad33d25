package org.twinsuite.camel.ditto.component;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** A certificate for localhost, for a server and for those who trust it. */
record TestKeys(Path store) {

  private static final String PASSWORD = "changeit";

  static TestKeys in(Path directory) throws IOException, InterruptedException {
    Path store = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "ditto",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
    return new TestKeys(store);
  }

  HttpServerOptions server() {
    return new HttpServerOptions()
        .setSsl(true)
        .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword(PASSWORD));
  }

  SSLContextParameters trust() {
    KeyStoreParameters keys = new KeyStoreParameters();
    keys.setResource("file:" + store);
    keys.setPassword(PASSWORD);
    TrustManagersParameters managers = new TrustManagersParameters();
    managers.setKeyStore(keys);
    SSLContextParameters parameters = new SSLContextParameters();
    parameters.setTrustManagers(managers);
    return parameters;
  }
}
