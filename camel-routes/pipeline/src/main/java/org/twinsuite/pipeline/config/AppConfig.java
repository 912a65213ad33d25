package org.twinsuite.pipeline.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The app's configuration: the raw values, checked against {@link AppOptions} as a whole. */
public final class AppConfig {
  private static final String CMMS = "twinsuite.cmms.";
  private static final String ERP = "twinsuite.erp.";
  private static final String HONO = "camel.component.hono.";
  private static final String NOTIFY = "twinsuite.notify.";

  /** User and password in a URL, or a parameter that holds one. */
  private static final Pattern LOGIN =
      Pattern.compile(
          "(//)[^/@\\s]+(?=@)|((?:password|passwd|secret|token|user)=)[^;&\\s]+",
          Pattern.CASE_INSENSITIVE);

  private final Map<String, String> values;
  private final Map<String, String> hono;

  private AppConfig(Map<String, String> values, Map<String, String> hono) {
    this.values = values;
    this.hono = hono;
  }

  /**
   * Checks every option, so that a mistake is told at start and not hours later.
   *
   * @param values property name to text; names outside {@code twinsuite.} are ignored
   * @throws ConfigException naming the first option that is unknown, missing or wrong
   */
  public static AppConfig of(Map<String, String> values) {
    Map<String, String> own = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith("twinsuite.")) {
            own.put(name, value);
          }
        });
    Map<String, String> hono = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(HONO)) {
            hono.put(name.substring(HONO.length()), value);
          }
        });
    return checked(RenamedOptions.present(own), hono);
  }

  private static AppConfig checked(Map<String, String> own, Map<String, String> hono) {
    for (String name : own.keySet()) {
      boolean known = AppOptions.ALL.stream().anyMatch(option -> option.name().equals(name));
      if (!known
          && !name.startsWith(NOTIFY)
          && !belongsToDialect(name, CMMS, ActionOptions.CMMS_SYSTEMS.from(own))
          && !belongsToDialect(name, ERP, ActionOptions.ERP_SYSTEMS.from(own))) {
        throw new ConfigException(name + " is not an option. Remove it or correct its spelling.");
      }
    }
    AppOptions.ALL.forEach(option -> option.from(own));
    AppConfig config = new AppConfig(own, hono);
    boolean loopback = config.get(HttpOptions.HTTP_HOST).matches("127\\..*|localhost|::1");
    boolean open =
        config.get(HttpOptions.HTTP_TOKEN).isEmpty()
            && config.get(HttpOptions.HTTP_USERS).isEmpty()
            && config.get(HttpOptions.HTTP_USERS_FILE).isEmpty()
            && config.get(OidcOptions.OIDC_ISSUER).isEmpty();
    if (!loopback && open) {
      throw new ConfigException(
          HttpOptions.HTTP_USERS.name()
              + " is empty while "
              + HttpOptions.HTTP_HOST.name()
              + " is not a loopback address. Name users, or set "
              + HttpOptions.HTTP_TOKEN.name()
              + '.');
    }
    ClearText.refuseLogins(config);
    return config;
  }

  /** A dialect has options of its own and checks them itself. */
  private static boolean belongsToDialect(String name, String prefix, List<String> systems) {
    return systems.stream().anyMatch(system -> name.startsWith(prefix + system + "."));
  }

  /** The typed value of an option. */
  public <T> T get(Option<T> option) {
    return option.from(values);
  }

  /** The options of one maintenance system, without the prefix {@code twinsuite.cmms.<name>.}. */
  public Map<String, String> cmms(String system) {
    return below(CMMS + system + ".");
  }

  /** The options of one ERP system, without the prefix {@code twinsuite.erp.<name>.}. */
  public Map<String, String> erp(String system) {
    return below(ERP + system + ".");
  }

  /** The options of the {@code hono:} component, such as how it logs in at Kafka. */
  public Map<String, String> hono() {
    return Map.copyOf(hono);
  }

  /** Camel URI by channel, from the options {@code twinsuite.notify.<channel>}. */
  public Map<String, String> channels() {
    return below(NOTIFY);
  }

  /**
   * What is configured, without secrets: of an option that holds one, of a channel and of a system
   * around the app only that it is set, of a URL not who logs in.
   */
  public Map<String, String> shown() {
    Map<String, String> shown = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          boolean plain =
              AppOptions.ALL.stream()
                  .anyMatch(option -> option.name().equals(name) && !option.secret());
          shown.put(name, plain ? LOGIN.matcher(value).replaceAll("$1$2…") : "(set)");
        });
    return shown;
  }

  private Map<String, String> below(String prefix) {
    Map<String, String> options = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            options.put(name.substring(prefix.length()), value);
          }
        });
    return options;
  }
}
