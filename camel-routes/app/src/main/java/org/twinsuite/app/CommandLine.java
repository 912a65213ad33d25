package org.twinsuite.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.twinsuite.app.config.AppOptions;
import org.twinsuite.app.config.ConfigException;
import org.twinsuite.app.config.Option;
import org.twinsuite.app.config.OptionFiles;

/**
 * The process around the app. Options come from properties files and folders with one file per
 * option ({@code --config FILE}, the later wins), then environment variables ({@code
 * TWINSUITE_DITTO_URL}), then system properties; the later wins.
 */
final class CommandLine {
  private CommandLine() {}

  static void run(String[] args, Map<String, String> environment) throws Exception {
    App app;
    try {
      app = App.start(options(args, environment));
    } catch (ConfigException | IOException wrong) {
      System.err.println("twinsuite cannot start: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    app.close();
                  } catch (Exception failed) {
                    System.err.println("twinsuite did not stop cleanly: " + failed.getMessage());
                  }
                  stopped.countDown();
                },
                "stop"));
    stopped.await();
  }

  static Map<String, String> options(String[] args, Map<String, String> environment)
      throws IOException {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      if (!args[i].equals("--config")) {
        throw new ConfigException("unknown argument " + args[i] + "; use --config FILE or FOLDER");
      }
      options.putAll(OptionFiles.read(Path.of(args[i + 1])));
    }
    for (Option<?> option : AppOptions.ALL) {
      String variable = option.name().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
      if (environment.containsKey(variable)) {
        options.put(option.name(), environment.get(variable));
      }
    }
    System.getProperties()
        .stringPropertyNames()
        .forEach(
            name -> {
              if (name.startsWith("twinsuite.") || name.startsWith("camel.")) {
                options.put(name, System.getProperty(name));
              }
            });
    return options;
  }
}
