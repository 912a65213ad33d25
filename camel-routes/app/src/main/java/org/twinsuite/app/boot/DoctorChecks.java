package org.twinsuite.app.boot;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.twinsuite.app.doctor.AppCheck;
import org.twinsuite.app.doctor.Check;
import org.twinsuite.app.doctor.ClearTextCheck;
import org.twinsuite.app.doctor.CmmsCheck;
import org.twinsuite.app.doctor.DittoCheck;
import org.twinsuite.app.doctor.Doctor;
import org.twinsuite.app.doctor.ErpCheck;
import org.twinsuite.app.doctor.FoldersCheck;
import org.twinsuite.app.doctor.ForecastCheck;
import org.twinsuite.app.doctor.KafkaCheck;
import org.twinsuite.app.doctor.KafkaCheck.Need;
import org.twinsuite.app.doctor.KafkaCheck.Topic;
import org.twinsuite.app.doctor.LoadCheck;
import org.twinsuite.app.doctor.ScadaCheck;
import org.twinsuite.app.doctor.StoreCheck;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.DittoOptions;
import org.twinsuite.pipeline.config.IngestOptions;
import org.twinsuite.pipeline.config.RuleOptions;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.DatabaseLogin;

/** What the doctor looks at, from the same options and with the same readers as the app. */
public final class DoctorChecks {
  private DoctorChecks() {}

  /**
   * @param options all options by name, also those handed to Camel
   */
  public static Doctor of(AppConfig config, Map<String, String> options) {
    return of(config, options, null);
  }

  /**
   * @param options all options by name, also those handed to Camel
   * @param app where the running app answers; null takes the configured host and port
   */
  public static Doctor of(AppConfig config, Map<String, String> options, URI app) {
    List<Check> checks = new ArrayList<>();
    checks.add(new ClearTextCheck(config));
    checks.add(new AppCheck(config, app));
    DittoCheck ditto = new DittoCheck(config);
    checks.add(ditto);
    checks.add(telemetry(config, HonoLogin.of(options)));
    if (ChangeSource.shared(config)) {
      checks.add(changes(config));
    }
    DatabaseLogin database = DatabaseLogin.of(config);
    checks.add(
        new StoreCheck(
            database.url(),
            database.user(),
            database.password(),
            database.file(),
            Database.schema(database.url())));
    checks.add(new FoldersCheck(config));
    checks.add(rulePack(config));
    checks.add(
        new ForecastCheck(
            config,
            () -> PredictorFactory.builtIn(config),
            () -> PredictorFactory.plan(config),
            ditto::thingsOfDefinition));
    checks.add(new CmmsCheck(config));
    checks.add(new ErpCheck(config));
    checks.add(new ScadaCheck(config));
    return new Doctor(checks);
  }

  private static Check telemetry(AppConfig config, Map<String, String> login) {
    String fix =
        "nothing before a device has sent; then create the tenant in Hono, or grant READ on its topics";
    List<Topic> topics = new ArrayList<>();
    for (String tenant : config.get(IngestOptions.TENANTS)) {
      topics.add(new Topic("hono.telemetry." + tenant, Need.MADE_BY_FIRST_MESSAGE, fix));
      topics.add(new Topic("hono.event." + tenant, Need.MADE_BY_FIRST_MESSAGE, fix));
    }
    return new KafkaCheck(
        login,
        config.get(IngestOptions.KAFKA),
        topics,
        config.get(IngestOptions.GROUP),
        IngestOptions.KAFKA.name());
  }

  private static Check changes(AppConfig config) {
    return new KafkaCheck(
        GroupTopic.properties(config),
        GroupTopic.brokers(config),
        List.of(
            new Topic(
                config.get(DittoOptions.CHANGES_TOPIC),
                Need.REQUIRED,
                "create it, keyed by thing id, and let Ditto's connection kafka-events write to"
                    + " it; or correct twinsuite.changes.topic"),
            new Topic(config.get(DittoOptions.CHANGES_GROUPS_TOPIC), Need.MADE_BY_APP, "")),
        config.get(DittoOptions.CHANGES_GROUP),
        DittoOptions.CHANGES_KAFKA.name());
  }

  private static Check rulePack(AppConfig config) {
    String folder = config.get(RuleOptions.RULES_FOLDER);
    return new LoadCheck(
        "rules",
        folder.isEmpty() ? "built-in standard pack" : folder,
        () -> {
          return "compiles: " + LivePack.open(config).current();
        },
        "correct the named table or rule file");
  }
}
