package org.twinsuite.app.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.twinsuite.pipeline.config.ConfigException;

/** The app's configuration that follows from the answers. */
final class QuickstartConfig {
  /** Answer for what there is none of. */
  static final String NONE = "none";

  private static final String PRE = "pre:";

  private QuickstartConfig() {}

  /**
   * @param ditto base URL
   * @param dittoAuth {@code pre:<subject>} or {@code basic:<user>:<password>}
   * @param kafka {@code host:port}, or {@code none}
   * @param cmms {@code <dialect>:<url>}, or {@code none}
   * @param cmmsOptions further options of the maintenance system, such as {@code apiKey}
   * @throws ConfigException naming the answer that cannot be used
   */
  static Map<String, String> of(
      String ditto,
      String dittoAuth,
      String kafka,
      String cmms,
      Map<String, String> cmmsOptions,
      int port,
      String data) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("twinsuite.ditto.url", ditto);
    options.put("twinsuite.ditto.auth", dittoAuth);
    options.put("twinsuite.ditto.namespaces", DemoMachine.NAMESPACE);
    options.put(
        "twinsuite.onboarding.ditto-auth",
        dittoAuth.startsWith(PRE) ? PRE + "integration:provisioning" : dittoAuth);
    if (!kafka.equals(NONE)) {
      options.put("twinsuite.hono.bootstrap-servers", kafka);
      options.put("twinsuite.hono.tenant", DemoMachine.NAMESPACE);
    }
    if (cmms.equals(NONE)) {
      // without a maintenance system an order waits on the planner's page
      options.put("twinsuite.rules.level", "approve");
    } else {
      String dialect = dialect(cmms);
      String prefix = "twinsuite.cmms." + DemoMachine.SYSTEM + '.';
      options.put("twinsuite.rules.level", "auto");
      options.put("twinsuite.cmms.systems", DemoMachine.SYSTEM);
      options.put(prefix + "dialect", dialect);
      options.put(prefix + "url", cmms.substring(dialect.length() + 1));
      cmmsOptions.forEach((name, value) -> options.put(prefix + name, value));
    }
    options.put("twinsuite.db.url", "jdbc:h2:file:" + data + "/quickstart");
    options.put("twinsuite.history.file", data + "/quickstart.duckdb");
    options.put("twinsuite.http.port", Integer.toString(port));
    return options;
  }

  private static String dialect(String cmms) {
    if (!cmms.matches("[a-z0-9-]+:https?://.+")) {
      throw new ConfigException(
          "the maintenance system '"
              + cmms
              + "' is not of the form dialect:url, such as maximo:https://eam.example.org/maximo;"
              + " or say none");
    }
    return cmms.substring(0, cmms.indexOf(':'));
  }

  /** Writes the options as a properties file that only its owner may read. */
  static void write(Path file, Map<String, String> options) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, "quickstart", ".tmp");
    if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    }
    StringBuilder text = new StringBuilder("# written by twinsuite quickstart\n");
    options.forEach(
        (name, value) ->
            text.append(name).append('=').append(value.replace("\\", "\\\\")).append('\n'));
    Files.writeString(draft, text);
    Files.move(draft, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
