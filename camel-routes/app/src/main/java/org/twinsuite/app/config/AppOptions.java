package org.twinsuite.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.twinsuite.rules.pack.Autonomy;

/** Every option of the app: the one place where a name, default and check is written. */
public final class AppOptions {
  public static final Option<URI> DITTO_URL =
      new Option<>(
          "twinsuite.ditto.url",
          "http://localhost:8080",
          Values::httpUrl,
          "base URL of Ditto, http(s)://host:port");
  public static final Option<String> DITTO_AUTH =
      new Option<>(
          "twinsuite.ditto.auth",
          "pre:integration:twinsuite",
          Values::text,
          "pre:<subject> or basic:<user>:<password>");
  public static final Option<List<String>> DITTO_NAMESPACES =
      new Option<>(
          "twinsuite.ditto.namespaces",
          "",
          Values::list,
          "comma-separated namespaces to watch; empty watches all the subject may read");
  public static final Option<Duration> DITTO_AUDIT =
      new Option<>(
          "twinsuite.ditto.audit",
          "PT60S",
          Values::duration,
          "how often revisions are compared with Ditto to find changes lost without a sign");

  public static final Option<String> DITTO_START =
      new Option<>(
          "twinsuite.ditto.start",
          "beginning",
          value -> Values.oneOf(value, "beginning", "now"),
          "for things never seen before: beginning reads what Ditto's history still has, now only"
              + " what comes");

  public static final Option<String> CHANGES_SOURCE =
      new Option<>(
          "twinsuite.changes.source",
          "websocket",
          value -> Values.oneOf(value, "websocket", "kafka"),
          "where twin changes come from: websocket for one process, kafka for several that share"
              + " things and database");
  public static final Option<String> CHANGES_KAFKA =
      new Option<>(
          "twinsuite.changes.bootstrap-servers",
          "",
          Values::text,
          "Kafka of the twin changes, host:port[,host:port]; empty uses Hono's");
  public static final Option<String> CHANGES_TOPIC =
      new Option<>(
          "twinsuite.changes.topic",
          "twin-events",
          Values::text,
          "topic a Ditto connection writes twin events to, keyed by thing id");
  public static final Option<String> CHANGES_GROUPS_TOPIC =
      new Option<>(
          "twinsuite.changes.groups-topic",
          "twin-groups",
          Values::text,
          "topic between the processes, keyed by parent; made at start if it is not there");
  public static final Option<String> CHANGES_GROUP =
      new Option<>(
          "twinsuite.changes.group",
          "twinsuite-changes",
          Values::text,
          "Kafka consumer group of the processes that share the changes");
  public static final Option<String> CHANGES_KAFKA_PROPERTIES =
      new Option<>(
          "twinsuite.changes.kafka-properties",
          "",
          Values::text,
          "file with further properties of the Kafka clients of the changes, such as how to log in");

  public static final Option<String> KAFKA =
      new Option<>(
          "twinsuite.hono.bootstrap-servers",
          "localhost:9092",
          Values::text,
          "Kafka of Hono, host:port[,host:port]");
  public static final Option<List<String>> TENANTS =
      new Option<>(
          "twinsuite.hono.tenant", "", Values::list, "comma-separated Hono tenants to consume");
  public static final Option<String> GROUP =
      new Option<>(
          "twinsuite.hono.group",
          "twinsuite",
          Values::text,
          "Kafka consumer group; instances of one group share the work");
  public static final Option<Integer> INGEST_IN_FLIGHT =
      new Option<>(
          "twinsuite.hono.in-flight",
          "512",
          Values.number(1, 65_536),
          "messages on their way into Ditto at once, 1 to 65536");
  public static final Option<Integer> MAX_PAYLOAD =
      new Option<>(
          "twinsuite.ingest.max-payload",
          "262144",
          Values.number(1_024, 16_777_216),
          "largest accepted telemetry payload in bytes; larger ones are parked");
  public static final Option<List<String>> UNITS =
      new Option<>(
          "twinsuite.ingest.units",
          "vibration=mm/s,temperature=Cel,flow=m3/h,pressure=bar,current=A",
          Values::list,
          "feature=UCUM unit pairs; samples of these features are converted to that unit");

  public static final Option<String> INSTANCE =
      new Option<>(
          "twinsuite.instance",
          "twinsuite-0",
          Values::text,
          "name of this process among those that share the database, the same after a restart and"
              + " never used by two at once");
  public static final Option<Duration> INSTANCE_TIMEOUT =
      new Option<>(
          "twinsuite.instance.timeout",
          "PT30S",
          Values::duration,
          "a process that was silent in the database for so long is taken for dead, and others go on"
              + " with its actions");
  public static final Option<String> DB_URL =
      new Option<>(
          "twinsuite.db.url",
          "jdbc:h2:file:./data/twinsuite",
          Values::jdbcUrl,
          "JDBC URL of the outbox database, jdbc:h2:… or jdbc:postgresql:…");
  public static final Option<String> DB_USER =
      new Option<>("twinsuite.db.user", "twinsuite", Values::text, "database user");
  public static final Option<String> DB_PASSWORD =
      new Option<>("twinsuite.db.password", "", Values::text, "database password");
  public static final Option<Path> HISTORY_FILE =
      new Option<>(
          "twinsuite.history.file",
          "./data/history.duckdb",
          Path::of,
          "file of the history cache; it may be deleted while the app is down");
  public static final Option<Duration> HISTORY_KEEP =
      new Option<>(
          "twinsuite.history.keep",
          "P400D",
          Values::duration,
          "how much history (event time) is kept");

  public static final Option<Duration> HISTORY_TRIM =
      new Option<>(
          "twinsuite.history.trim", "PT1H", Values::duration, "how often older history is deleted");

  public static final Option<ClockMode> CLOCK =
      new Option<>(
          "twinsuite.clock",
          "wall",
          ClockMode::parse,
          "wall: the machine's clock; event: time is the newest event seen (replay, simulation)");
  public static final Option<Integer> PARTITIONS =
      new Option<>(
          "twinsuite.partitions",
          "2",
          Values.number(1, 256),
          "rule sessions in this process, things are spread over them by id, 1 to 256");

  public static final Option<String> RULES_FOLDER =
      new Option<>(
          "twinsuite.rules.folder",
          "",
          Values::text,
          "folder with a rule pack; a change in it becomes live without a restart, an unsound one is"
              + " refused; empty uses the built-in standard pack");
  public static final Option<Duration> RULES_LOOK =
      new Option<>(
          "twinsuite.rules.look",
          "PT2S",
          Values::duration,
          "time between two looks into the folder of the rule pack");
  public static final Option<Optional<Autonomy>> RULES_RUNG =
      new Option<>(
          "twinsuite.rules.rung",
          "pack",
          value -> value.equals("pack") ? Optional.empty() : Optional.of(Autonomy.parse(value)),
          "rung on which rules start that nobody moved yet: pack (as @autonomy in the rule pack"
              + " says), shadow, recommend, approve or auto");
  public static final Option<Integer> REBUILD =
      new Option<>(
          "twinsuite.rules.rebuild",
          "200",
          Values.number(1, 10_000),
          "changes of each thing read from Ditto's history after a restart, to rebuild the rules'"
              + " windows");

  public static final Option<Path> MODELS =
      new Option<>(
          "twinsuite.forecast.models",
          "./models",
          Path::of,
          "folder with model files; built-in models need none");
  public static final Option<String> FORECAST_PLAN =
      new Option<>(
          "twinsuite.forecast.plan",
          "",
          Values::text,
          "CSV file that names the forecasts of each definition; empty uses the built-in plan");
  public static final Option<List<String>> THRESHOLDS =
      new Option<>(
          "twinsuite.forecast.thresholds",
          "vibration-zone-d=7.1",
          Values::list,
          "name=level pairs; each makes a degradation model that fails at that level");
  public static final Option<Duration> FORECAST_EVERY =
      new Option<>(
          "twinsuite.forecast.every",
          "PT1H",
          Values::duration,
          "event time between two forecasts of one thing");
  public static final Option<Duration> FORECAST_STEP =
      new Option<>(
          "twinsuite.forecast.step",
          "PT10M",
          Values::duration,
          "grid on which history is handed to a predictor when the samples' own step is unclear");
  public static final Option<String> FORECAST_LEVEL =
      new Option<>(
          "twinsuite.forecast.level",
          "0.9",
          Values::probability,
          "coverage of prediction intervals, between 0 and 1");

  public static final Option<List<String>> CMMS_SYSTEMS =
      new Option<>(
          "twinsuite.cmms.systems",
          "",
          Values::list,
          "names of the maintenance systems, as in attributes/cmms/system; each has its options"
              + " below twinsuite.cmms.<name>.");
  public static final Option<Duration> CMMS_POLL =
      new Option<>(
          "twinsuite.cmms.poll",
          "PT30S",
          Values::duration,
          "time between two looks at the CMMS for changed orders");
  public static final Option<String> WEBHOOK_SECRET =
      new Option<>(
          "twinsuite.webhook.secret",
          "",
          Values::secret,
          "secret of at least 16 characters shared with systems that tell changed orders at"
              + " /webhook/orders/<system>; empty takes no webhooks");
  public static final Option<Duration> OUTBOX_RETRY =
      new Option<>(
          "twinsuite.outbox.retry",
          "PT2S",
          Values::duration,
          "first delay before an action is tried again; doubles up to 64 times that, with jitter");

  public static final Option<String> SCADA_TAGS =
      new Option<>(
          "twinsuite.scada.tags",
          "",
          Values::text,
          "tag map (file, or classpath:NAME) with the points rules may write to, within their bounds;"
              + " empty writes none");

  public static final Option<Integer> HTTP_PORT =
      new Option<>(
          "twinsuite.http.port",
          "8090",
          Values.number(0, 65_535),
          "port of health, metrics and the planner's pages");
  public static final Option<String> HTTP_HOST =
      new Option<>(
          "twinsuite.http.host", "127.0.0.1", Values::text, "address the HTTP port is bound to");
  public static final Option<String> HTTP_TOKEN =
      new Option<>(
          "twinsuite.http.token",
          "",
          Values::text,
          "bearer token of a machine that may look at everything and decide nothing");
  public static final Option<List<String>> HTTP_USERS =
      new Option<>(
          "twinsuite.http.users",
          "",
          Values::list,
          "comma-separated name:role:hash of those who may use the planner's pages; role is viewer,"
              + " planner or admin, hash is sha256:<hex> of a random token or"
              + " pbkdf2:<iterations>:<salt>:<hex> of a password; without any user or token the port"
              + " must be bound to loopback and everybody is admin");
  public static final Option<String> HTTP_USERS_FILE =
      new Option<>(
          "twinsuite.http.users-file",
          "",
          Values::text,
          "file with further users, one name:role:hash a line");
  public static final Option<String> HTTP_PUBLIC_URL =
      new Option<>(
          "twinsuite.http.public-url",
          "",
          Values::optionalHttpUrl,
          "URL under which people reach the HTTP port, for links in orders; empty uses host and port");

  public static final Option<List<String>> ERP_SYSTEMS =
      new Option<>(
          "twinsuite.erp.systems",
          "",
          Values::list,
          "names of the ERP systems, as in attributes/erp/system; each has its options below"
              + " twinsuite.erp.<name>.");
  public static final Option<Duration> ERP_POLL =
      new Option<>(
          "twinsuite.erp.poll",
          "PT15M",
          Values::duration,
          "time between two looks at stock and production schedule");

  public static final Option<Integer> TRACE_KEEP =
      new Option<>(
          "twinsuite.trace.keep",
          "100000",
          Values.number(0, 10_000_000),
          "messages whose hops this process remembers for /trace, about 300 bytes each");

  public static final Option<String> ONBOARDING_HONO_URL =
      new Option<>(
          "twinsuite.onboarding.hono-url",
          "",
          Values::optionalHttpUrl,
          "base URL of Hono's device registry; empty onboards without Hono");
  public static final Option<String> ONBOARDING_HONO_AUTH =
      new Option<>(
          "twinsuite.onboarding.hono-auth",
          "",
          Values::text,
          "empty or basic:<user>:<password> for Hono's device registry");
  public static final Option<String> ONBOARDING_DITTO_AUTH =
      new Option<>(
          "twinsuite.onboarding.ditto-auth",
          "pre:integration:provisioning",
          Values::text,
          "who creates policies and things, pre:<subject> or basic:<user>:<password>");
  public static final Option<String> ONBOARDING_CONNECTIONS_AUTH =
      new Option<>(
          "twinsuite.onboarding.connections-auth",
          "",
          Values::text,
          "who creates connections, as a rule Ditto's devops user, basic:<user>:<password>");

  /** All options, in the order of the documentation. */
  public static final List<Option<?>> ALL =
      List.of(
          DITTO_URL,
          DITTO_AUTH,
          DITTO_NAMESPACES,
          DITTO_AUDIT,
          DITTO_START,
          CHANGES_SOURCE,
          CHANGES_KAFKA,
          CHANGES_TOPIC,
          CHANGES_GROUPS_TOPIC,
          CHANGES_GROUP,
          CHANGES_KAFKA_PROPERTIES,
          KAFKA,
          TENANTS,
          GROUP,
          INGEST_IN_FLIGHT,
          MAX_PAYLOAD,
          UNITS,
          INSTANCE,
          INSTANCE_TIMEOUT,
          DB_URL,
          DB_USER,
          DB_PASSWORD,
          HISTORY_FILE,
          HISTORY_KEEP,
          HISTORY_TRIM,
          CLOCK,
          PARTITIONS,
          RULES_FOLDER,
          RULES_LOOK,
          RULES_RUNG,
          REBUILD,
          MODELS,
          FORECAST_PLAN,
          THRESHOLDS,
          FORECAST_EVERY,
          FORECAST_STEP,
          FORECAST_LEVEL,
          CMMS_SYSTEMS,
          CMMS_POLL,
          WEBHOOK_SECRET,
          OUTBOX_RETRY,
          SCADA_TAGS,
          HTTP_PORT,
          HTTP_HOST,
          HTTP_TOKEN,
          HTTP_USERS,
          HTTP_USERS_FILE,
          HTTP_PUBLIC_URL,
          ERP_SYSTEMS,
          ERP_POLL,
          TRACE_KEEP,
          ONBOARDING_HONO_URL,
          ONBOARDING_HONO_AUTH,
          ONBOARDING_DITTO_AUTH,
          ONBOARDING_CONNECTIONS_AUTH);

  private AppOptions() {}
}
