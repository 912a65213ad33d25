package org.twinsuite.app;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.twinsuite.app.boot.Modules;
import org.twinsuite.app.boot.ShutdownSequence;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.AppOptions;
import org.twinsuite.pipeline.config.HttpOptions;
import org.twinsuite.workbench.http.HttpSecurity;
import org.twinsuite.workbench.http.Role;
import org.twinsuite.workbench.http.User;

/** The integration app: one process with everything between Ditto, Kafka and the CMMS. */
public final class App implements AutoCloseable {
  private static final int LARGEST_BODY = 1_048_576;
  private final Main main = new Main();
  private final AppConfig config;
  private final ShutdownSequence shutdown = new ShutdownSequence();
  private final AtomicBoolean closed = new AtomicBoolean();

  private App(AppConfig config) {
    this.config = config;
  }

  /**
   * Starts the app in this process.
   *
   * @param properties options of {@link AppOptions} by name; others are handed to Camel
   * @throws org.twinsuite.pipeline.config.ConfigException when an option is wrong
   */
  public static App start(Map<String, String> properties) throws Exception {
    App app = new App(AppConfig.of(properties));
    try {
      app.run(properties);
      return app;
    } catch (Throwable failed) {
      try {
        app.close();
      } catch (RuntimeException unclosed) {
        failed.addSuppressed(unclosed);
      }
      throw failed;
    }
  }

  private void run(Map<String, String> properties) throws Exception {
    Properties camel = new Properties();
    properties.forEach(
        (name, value) -> {
          if (name.startsWith("camel.")) {
            camel.setProperty(name, value);
          }
        });
    String port = String.valueOf(config.get(HttpOptions.HTTP_PORT));
    String host = config.get(HttpOptions.HTTP_HOST);
    for (String server : new String[] {"server", "management"}) {
      camel.setProperty("camel." + server + ".enabled", "true");
      camel.setProperty("camel." + server + ".host", host);
      camel.setProperty("camel." + server + ".port", port);
    }
    camel.setProperty("camel.server.maxBodySize", String.valueOf(LARGEST_BODY));
    camel.setProperty("camel.main.name", "twinsuite");
    camel.setProperty("camel.main.autoConfigurationLogSummary", "false");
    main.setOverrideProperties(camel);
    main.configure().setShutdownTimeout(15);
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterConfigure(BaseMainSupport base) {
            try {
              Modules.wire(base.getCamelContext(), config, shutdown);
            } catch (Exception failed) {
              throw new IllegalStateException(failed.getMessage(), failed);
            }
          }
        });
    main.start();
  }

  /** The Camel context, for those who add routes or look at its state. */
  public CamelContext camel() {
    return main.getCamelContext();
  }

  /**
   * A link that signs a browser in once as an admin, for who started this process; the only way to
   * change something while no users are configured.
   */
  public URI signInLink() {
    return camel().hasService(HttpSecurity.class).signInLink(new User("local-admin", Role.ADMIN));
  }

  /**
   * Stops taking in, finishes what is under way and closes everything.
   *
   * @throws IllegalStateException after everything is closed, naming what could not be
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      // registered last, so first: nothing may come in while the modules are closed
      shutdown.register(
          "routes",
          () -> {
            main.stop();
            main.shutdown();
          });
      shutdown.close();
    }
  }

  /**
   * Runs the app until the process is told to stop, or one of the commands of {@link CommandLine}.
   */
  public static void main(String[] args) {
    System.exit(
        CommandLine.main(
            args,
            System.getenv(),
            new PrintWriter(System.out, true),
            new PrintWriter(System.err, true)));
  }
}
